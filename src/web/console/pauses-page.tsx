// Each channel with whether it answers, and the form that changes it.

import type { FC } from 'hono/jsx';
import { refusals } from '../../answering/wording.ts';
import type { Channel } from '../../domain.ts';
import { channelLabels } from '../../review/log-labels.ts';
import type { Pause } from '../../review/pauses.ts';
import { dayAndTime } from './beijing-time.ts';
import type { ConsoleSession } from './console-desk.ts';
import { ConsoleForm } from './console-form.tsx';
import { DoneNotice } from './done-notice.tsx';
import { Problem } from './problem.tsx';
import { Tag } from './tag.tsx';

export interface RefusedPause {
  readonly channel: Channel;
  readonly problem: string;
  /** What was typed. */
  readonly reason: string;
}

interface PausesPageProps {
  readonly channels: readonly Channel[];
  readonly pauses: readonly Pause[];
  readonly session: ConsoleSession;
  /** What was just done. */
  readonly done: string | undefined;
  readonly refused: RefusedPause | undefined;
}

export const PausesPage: FC<PausesPageProps> = ({ channels, pauses, session, done, refused }) => (
  <div class="wide">
    <h1>暂停回答</h1>
    <DoneNotice text={done} />
    <p>
      发现回答出了大错，可以先停下来。停下以后，机器人不再查资料，居民不管问什么，看到的都是这段话：
    </p>
    <blockquote>{refusals.paused}</blockquote>
    <div class="panels">
      {channels.map((channel) => (
        <ChannelPanel
          channel={channel}
          pause={pauses.find((pause) => pause.channel === channel)}
          session={session}
          refused={refused?.channel === channel ? refused : undefined}
        />
      ))}
    </div>
  </div>
);

interface ChannelPanelProps extends Pick<PausesPageProps, 'session' | 'refused'> {
  readonly channel: Channel;
  readonly pause: Pause | undefined;
}

const ChannelPanel: FC<ChannelPanelProps> = ({ channel, pause, session, refused }) => (
  <section class="panel" aria-labelledby={channel}>
    <h2 id={channel}>
      {channelLabels[channel]}{' '}
      {pause ? <Tag kind="alarm">已暂停</Tag> : <Tag kind="good">在回答</Tag>}
    </h2>
    <Problem text={refused?.problem} />
    {pause ? (
      <p>{`${pause.by}在${dayAndTime(pause.since)}暂停，因为：${pause.reason}`}</p>
    ) : undefined}
    <ConsoleForm
      action={`/console/pauses/${channel}/${pause ? 'resume' : 'pause'}`}
      session={session}
      class="fields"
    >
      {pause ? undefined : (
        <div class="field">
          <label for={`reason-${channel}`}>为什么暂停</label>
          <textarea id={`reason-${channel}`} name="reason" rows={2} maxlength={500} required>
            {refused?.reason ?? ''}
          </textarea>
        </div>
      )}
      <label class="check">
        <input type="checkbox" name="confirmed" value="yes" required />
        {pause
          ? `我确认：问题已经解决，${channelLabels[channel]}重新回答居民的问题。`
          : `我确认：从现在起，${channelLabels[channel]}不再回答居民的问题。`}
      </label>
      <div class="actions">
        <button type="submit" class={pause ? 'primary' : 'danger'}>
          {pause ? '恢复回答' : '暂停回答'}
        </button>
      </div>
    </ConsoleForm>
  </section>
);
