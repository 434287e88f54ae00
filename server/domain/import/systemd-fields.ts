/**
 * One component in Quartz: `*`, or a list of values, ranges (`a..b`) and repetitions (`a/n`, `a..b/n`), with their ends. Null if it cannot be read.
 */
export function field(text: string, least: number, most: number): string | null {
  if (text === '*') return '*';
  const parts = text.split(',').map((part) => partOf(part, least, most));
  return parts.includes(null) ? null : parts.join(',');
}

function partOf(part: string, least: number, most: number): string | null {
  const [, first = '', last, step] = /^(\d+)(?:\.\.(\d+))?(?:\/(\d+))?$/.exec(part) ?? [];
  if (first === '') return null;
  const [from, to, by] = [
    Number(first),
    last === undefined ? null : Number(last),
    step === undefined ? null : Number(step),
  ];
  if (from < least || from > most || (to !== null && (to > most || to < from)) || by === 0) return null;
  if (by === null) return to === null ? String(from) : `${from}-${to}`;
  // As systemd has it: a repetition must come once more, but within a range it need not.
  if (to === null && from + by > most) return null;
  const end = to ?? most;
  if (from + by > end) return String(from);
  return `${from}-${end}/${by}`;
}
