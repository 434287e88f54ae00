/** `2026-12-01 09:00:00` in the zone of this computer, for people; `-` where there is none. Under `--json` instants stay epoch ms. */
export function timeText(at: number | null | undefined): string {
  return at === null || at === undefined ? '-' : local.format(at).replace(',', '');
}

// The Swedish form is year, month, day, and hours to 23.
const local = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'medium' });

/** `850 ms`, `4.2 s`, `3 m 05 s`, `2 h 10 m`. */
export function spanText(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  const seconds = Math.floor(ms / 1000);
  if (seconds < 60) return `${(ms / 1000).toFixed(1)} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} m ${String(seconds % 60).padStart(2, '0')} s`;
  return `${Math.floor(seconds / 3600)} h ${String(Math.floor((seconds % 3600) / 60)).padStart(2, '0')} m`;
}
