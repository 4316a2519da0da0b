// Times as staff read them: Beijing time, to the minute.

const format = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'short',
  timeStyle: 'short',
});

/** @param iso UTC. @returns such as "2026-03-01 16:15". */
export function dayAndTime(iso: string): string {
  return format.format(new Date(iso));
}

/** @param iso UTC. @returns such as "16:15". */
export function timeOf(iso: string): string {
  return dayAndTime(iso).slice(11);
}
