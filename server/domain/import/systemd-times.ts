const seconds: Readonly<Record<string, number>> = Object.fromEntries(
  (
    [
      [['usec', 'us', 'µs', 'μs'], 1e-6],
      [['msec', 'ms'], 1e-3],
      [['seconds', 'second', 'sec', 's', ''], 1],
      [['minutes', 'minute', 'min', 'm'], 60],
      [['hours', 'hour', 'hr', 'h'], 3600],
      [['days', 'day', 'd'], 86_400],
      [['weeks', 'week', 'w'], 604_800],
      // As systemd.time(7) has them: 30.44 and 365.25 days.
      [['months', 'month', 'M'], 2_630_016],
      [['years', 'year', 'y'], 31_557_600],
    ] as const
  ).flatMap(([names, length]) => names.map((name) => [name, length] as const)),
);

/** The seconds of a time span, `1h 30min` or `90`; Infinity for `infinity`, null if it cannot be read. */
export function secondsOfSpan(text: string): number | null {
  if (text.trim() === 'infinity') return Infinity;
  const parts = [...text.matchAll(/\s*(\d+(?:\.\d+)?)\s*([A-Za-zµμ]*)/g)];
  if (parts.length === 0 || parts.map(([whole]) => whole).join('') !== text.trimEnd()) return null;
  const lengths = parts.map(([, number, unit = '']) => Number(number) * (seconds[unit] ?? Number.NaN));
  const all = lengths.reduce((sum, one) => sum + one, 0);
  return Number.isNaN(all) ? null : all;
}

const powers = ['', 'K', 'M', 'G', 'T', 'P'];

/** The bytes of a size, `512M`, in powers of 1024; null for a share (`50%`), `infinity`, and what cannot be read. */
export function bytesOfSize(text: string): number | null {
  const [whole, number, unit = ''] = /^(\d+(?:\.\d+)?)([KMGTP]?)$/.exec(text.trim()) ?? [];
  return whole === undefined ? null : Math.round(Number(number) * 1024 ** powers.indexOf(unit));
}
