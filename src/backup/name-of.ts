// The home of the names of backups: Beijing time, so that they sort by age and staff read them.

const offsetMs = 8 * 3_600_000;
const pattern = /^\d{4}-\d{2}-\d{2}-\d{6}$/;

/** "2026-03-01-163000"; Beijing has been eight hours ahead of UTC without summer time since 1991. */
export function nameOf(time: Date): string {
  const beijing = new Date(time.getTime() + offsetMs).toISOString();
  return `${beijing.slice(0, 10)}-${beijing.slice(11, 19).replaceAll(':', '')}`;
}

export function isBackupName(name: string): boolean {
  return pattern.test(name);
}
