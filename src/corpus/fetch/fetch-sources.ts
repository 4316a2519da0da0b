// The home of a run over the registered sources: what is due, one after another, each saved before the next.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CorpusError } from '../corpus-error.ts';
import { createPageFetcher } from './fetch-page.ts';
import { type FetchPlan, readFetchPlans } from './fetch-plan.ts';
import { type FetchDesk, type FetchReport, fetchSource } from './fetch-source.ts';
import { loadFetchState, type SourceState, saveFetchState, type Verdict } from './fetch-state.ts';
import type { Network } from './network.ts';

export interface FetchRequest {
  /** Of sources; none: all that are due. */
  readonly names: readonly string[];
  /** Of the named ones too only what is due. */
  readonly due?: boolean;
  /** Also what is not due, and the whole page even where the site says that it has not changed. */
  readonly force?: boolean;
}

export interface FetchStanding {
  readonly name: string;
  readonly url: string;
  readonly everyDays: number;
  readonly verdict?: Verdict;
  /** ISO dates. */
  readonly checked?: string;
  readonly changed?: string;
  readonly nextDue: string;
  readonly isDue: boolean;
}

type Folders = Pick<FetchDesk, 'corpusDir' | 'fetchedDir' | 'now'>;

/**
 * Fetches what is due.
 * @returns what came of each, in the order of the registry. @throws CorpusError
 */
export async function fetchSources(
  { names, due = names.length === 0, force = false }: FetchRequest,
  desk: Omit<FetchDesk, 'fetchPage'> & { readonly network: Network },
  onProgress: (done: number, total: number) => void,
): Promise<FetchReport[]> {
  const { plans, hosts } = await loadPlans(desk.corpusDir);
  const today = isoDate(desk.now());
  const states = await loadFetchState(desk.fetchedDir);
  refuseUnknown(names, plans);
  const chosen = plans.filter(
    (plan) =>
      (names.length === 0 || names.includes(plan.name)) &&
      (!due || force || standingOf(plan, states.get(plan.name), today).isDue),
  );
  const { fetchPage, close } = createPageFetcher(hosts, desk.network);
  try {
    const reports: FetchReport[] = [];
    for (const plan of chosen) {
      onProgress(reports.length, chosen.length);
      const known = states.get(plan.name);
      const { report, state } = await fetchSource(plan, known, { ...desk, fetchPage }, force);
      await saveFetchState(desk.fetchedDir, plan.name, state);
      reports.push(report);
    }
    if (chosen.length > 0) onProgress(chosen.length, chosen.length);
    return reports;
  } finally {
    await close();
  }
}

/** How each source stands, without asking it. @throws CorpusError */
export async function listFetches({
  corpusDir,
  fetchedDir,
  now,
}: Folders): Promise<FetchStanding[]> {
  const { plans } = await loadPlans(corpusDir);
  const states = await loadFetchState(fetchedDir);
  return plans.map((plan) => standingOf(plan, states.get(plan.name), isoDate(now())));
}

/** What was never asked, and what failed, is due at once. */
function standingOf(
  { name, url, everyDays }: FetchPlan,
  state: SourceState | undefined,
  today: string,
): FetchStanding {
  const { verdict, checkedAt, changedAt } = state ?? {};
  const again = verdict === 'failed' || checkedAt === undefined;
  const nextDue = again ? today : addDays(checkedAt, everyDays);
  return {
    name,
    url,
    everyDays,
    ...(verdict ? { verdict } : {}),
    ...(checkedAt ? { checked: checkedAt.slice(0, 10) } : {}),
    ...(changedAt ? { changed: changedAt.slice(0, 10) } : {}),
    nextDue,
    isDue: nextDue <= today,
  };
}

async function loadPlans(corpusDir: string) {
  const file = join(corpusDir, 'sources.yaml');
  try {
    return readFetchPlans(await readFile(file, 'utf8'));
  } catch (error) {
    if (error instanceof CorpusError) throw error;
    const message = '读不了：检查它在不在、权限对不对';
    throw new CorpusError([{ file, message }], { cause: error });
  }
}

function refuseUnknown(names: readonly string[], plans: readonly FetchPlan[]): void {
  const problems = names
    .filter((name) => !plans.some((plan) => plan.name === name))
    .map((name) => ({
      file: 'sources.yaml',
      message: `没有名叫“${name}”又写了 fetch 的来源；看有哪些：npm run corpus -- fetch --list`,
    }));
  if (problems.length > 0) throw new CorpusError(problems);
}

function addDays(time: string, days: number): string {
  return isoDate(new Date(Date.parse(`${time.slice(0, 10)}T00:00:00Z`) + days * 86_400_000));
}

function isoDate(date: Date): string {
  return date.toISOString().slice(0, 10);
}
