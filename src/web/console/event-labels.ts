// The words in which people of the house read what became of a question.

/** What happens between a resident and the service. */
const residentEvents: readonly (readonly [string, string])[] = [
  ['question-asked', '居民提问'],
  ['answer-composed', '写好回答'],
  ['answer-delivered', '送到居民'],
  ['answer-undeliverable', '没有送到'],
  ['feedback-given', '居民评价'],
  ['data-erased', '按居民的要求删除'],
  ['data-expired', '到期删除'],
];

export const eventLabels: ReadonlyMap<string, string> = new Map([
  ...residentEvents,
  ['verdict-recorded', '评议'],
  ['verdict-superseded', '重新评议'],
  ['golden-proposed', '提出标准题'],
  ['question-approved', '认可问法'],
  ['ticket-opened', '开单'],
  ['ticket-changed', '处理单子'],
]);

/** Whether an event tells nothing of what people of the house think of the answer. */
export function isResidentEvent({ kind }: { readonly kind: string }): boolean {
  return residentEvents.some(([name]) => name === kind);
}
