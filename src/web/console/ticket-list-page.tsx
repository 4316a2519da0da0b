// The tickets, those due first on top.

import type { FC } from 'hono/jsx';
import {
  type Ticket,
  type TicketDue,
  type TicketFilter,
  type TicketState,
  ticketDueSchema,
  ticketKindLabels,
  ticketKindSchema,
  ticketStateLabels,
  ticketStateSchema,
} from '../../review/ticket.ts';
import { dayAndTime } from './beijing-time.ts';
import { Tag } from './tag.tsx';

interface TicketListPageProps {
  readonly filter: TicketFilter;
  readonly tickets: readonly Ticket[];
  readonly counts: Readonly<Record<TicketState | 'overdue', number>>;
}

export const TicketListPage: FC<TicketListPageProps> = ({ filter, tickets, counts }) => (
  <div class="wide">
    <h1>工单</h1>
    {counts.overdue > 0 ? (
      <p class="notice alarm">{`有${counts.overdue}张单子过了期限，请先办。`}</p>
    ) : undefined}
    <nav class="queues" aria-label="按进度看">
      <ul>
        <Choice
          filter={{ ...filter, state: undefined }}
          text="没办结的"
          count={counts.open + counts['in-progress']}
          isChosen={filter.state === undefined}
        />
        {ticketStateSchema.options.map((state) => (
          <Choice
            filter={{ ...filter, state }}
            text={ticketStateLabels[state]}
            count={counts[state]}
            isChosen={filter.state === state}
          />
        ))}
      </ul>
    </nav>
    <nav class="presets" aria-label="按类型看">
      <ul>
        <Choice
          filter={{ ...filter, kind: undefined }}
          text="全部类型"
          isChosen={filter.kind === undefined}
        />
        {ticketKindSchema.options.map((kind) => (
          <Choice
            filter={{ ...filter, kind }}
            text={ticketKindLabels[kind]}
            isChosen={filter.kind === kind}
          />
        ))}
      </ul>
    </nav>
    <nav class="presets" aria-label="按期限看">
      <ul>
        <Choice
          filter={{ ...filter, due: undefined }}
          text="不论期限"
          isChosen={filter.due === undefined}
        />
        {ticketDueSchema.options.map((due) => (
          <Choice filter={{ ...filter, due }} text={dueLabels[due]} isChosen={filter.due === due} />
        ))}
      </ul>
    </nav>
    <form method="get" action="/console/tickets" class="period">
      {filter.state ? <input type="hidden" name="state" value={filter.state} /> : undefined}
      {filter.kind ? <input type="hidden" name="kind" value={filter.kind} /> : undefined}
      {filter.due ? <input type="hidden" name="due" value={filter.due} /> : undefined}
      <div class="field">
        <label for="text">编号或内容</label>
        <input id="text" name="text" value={filter.text ?? ''} maxlength={100} />
      </div>
      <button type="submit">查找</button>
    </form>
    <p>
      <a href="/console/tickets/new">开一张新单</a>
    </p>
    {tickets.length === 0 ? <p class="empty">这里没有单子。</p> : <TicketTable tickets={tickets} />}
  </div>
);

const dueLabels: Readonly<Record<TicketDue, string>> = {
  overdue: '过了期限的',
  soon: '7天内到期的',
};

interface ChoiceProps {
  readonly filter: { readonly [name in keyof TicketFilter]: TicketFilter[name] | undefined };
  readonly text: string;
  readonly count?: number;
  readonly isChosen: boolean;
}

const Choice: FC<ChoiceProps> = ({ filter, text, count, isChosen }) => {
  const search = new URLSearchParams();
  if (filter.state) search.set('state', filter.state);
  if (filter.kind) search.set('kind', filter.kind);
  if (filter.due) search.set('due', filter.due);
  if (filter.text) search.set('text', filter.text);
  return (
    <li>
      <a
        href={search.size === 0 ? '/console/tickets' : `/console/tickets?${search}`}
        aria-current={isChosen ? 'true' : undefined}
      >
        <span>{text}</span>
        {count === undefined ? undefined : <span class="count">{count}</span>}
      </a>
    </li>
  );
};

const TicketTable: FC<{ tickets: readonly Ticket[] }> = ({ tickets }) => (
  <table class="queue">
    <caption>工单，期限近的在最上面；办结的，新的在最上面</caption>
    <thead>
      <tr>
        <th scope="col">什么事</th>
        <th scope="col">期限</th>
        <th scope="col">进度</th>
      </tr>
    </thead>
    <tbody>
      {tickets.map(({ id, number, text, kind, dueOn, overdue, state, openedBy, openedAt }) => (
        <tr>
          <th scope="row">
            <a href={`/console/tickets/${id}`}>{beginningOf(text)}</a>
            <span class="meta">{`${number} · ${ticketKindLabels[kind]} · ${openedBy} · ${dayAndTime(openedAt)}`}</span>
          </th>
          <td>
            {dueOn} {overdue ? <Tag kind="alarm">已超期</Tag> : undefined}
          </td>
          <td>{ticketStateLabels[state]}</td>
        </tr>
      ))}
    </tbody>
  </table>
);

function beginningOf(text: string): string {
  const characters = [...text];
  return characters.length > 60 ? `${characters.slice(0, 60).join('')}……` : text;
}
