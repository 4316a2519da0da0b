// Staff read Beijing time, wherever the machine stands.

const format = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'short',
  timeStyle: 'short',
});

/** "2032-03-01 16:00" */
export function localTime(iso: string): string {
  return format.format(new Date(iso));
}
