// Keeps the figures of a period for a minute, so that a page and the charts on it show one reading.

import type { Period } from '../../review/beijing-days.ts';
import type { Overview } from '../../review/overview.ts';
import type { ConsoleDesk } from './console-desk.ts';

export interface RecentOverviews {
  /** As the log is now; for pages. */
  read(period: Period): Promise<Overview>;
  /** As a page has just shown it; for its charts. */
  recent(period: Period): Promise<Overview>;
}

const keptMs = 60_000;
const keptPeriods = 8;

export function createRecentOverviews({
  review,
  catalogue,
  clock,
  groupQuestions,
}: Pick<ConsoleDesk, 'review' | 'catalogue' | 'clock' | 'groupQuestions'>): RecentOverviews {
  const readings = new Map<string, { readonly at: number; readonly overview: Promise<Overview> }>();
  const keyOf = ({ from, to }: Period) => `${from} ${to}`;

  const read = (period: Period) => {
    const topics = new Map(catalogue().documents.map(({ id, topic }) => [id, topic]));
    const key = keyOf(period);
    const topicOf = (id: string) => topics.get(id) ?? '已撤下的资料';
    const overview = review.overview(period, topicOf, groupQuestions);
    readings.delete(key);
    readings.set(key, { at: clock().getTime(), overview });
    overview.catch(() => readings.delete(key));
    const [oldest] = readings.keys();
    if (readings.size > keptPeriods && oldest !== undefined) readings.delete(oldest);
    return overview;
  };

  return {
    read,
    recent(period) {
      const known = readings.get(keyOf(period));
      const isRecent = known && clock().getTime() - known.at < keptMs;
      return isRecent ? known.overview : read(period);
    },
  };
}
