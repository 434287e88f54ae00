import { diffArrays } from 'diff';

/** A line with its number in the log, from 1. */
export interface NumberedLine {
  readonly number: number;
  readonly text: string;
}

/** A row of two logs side by side. */
export interface DiffRow {
  readonly kind: 'same' | 'left' | 'right' | 'changed';
  readonly left: NumberedLine | null;
  readonly right: NumberedLine | null;
}

export interface LogDiff {
  readonly rows: readonly DiffRow[];
  readonly same: number;
  readonly onlyLeft: number;
  readonly onlyRight: number;
  /** It took too long: nothing is aligned. */
  readonly isGivenUp: boolean;
}

export interface DiffOptions {
  readonly ignoreTimes: boolean;
  readonly ignoreDigits: boolean;
}

/** The most lines of each log that are compared. */
export const mostCompared = 20_000;
/** After this much it is given up. */
const timeoutMs = 4000;

const times =
  /\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b|\b\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?\b/g;

/** A line as it is compared. */
export function comparable(text: string, { ignoreTimes, ignoreDigits }: DiffOptions): string {
  const timeless = ignoreTimes ? text.replace(times, '⏱') : text;
  return ignoreDigits ? timeless.replace(/\d+/g, '#') : timeless;
}

/**
 * Compares two logs line by line. It yields to the page between steps, and gives up after some seconds: logs that have nothing in common cost
 * the square of their length.
 */
export async function diffLogs(
  left: readonly NumberedLine[],
  right: readonly NumberedLine[],
  options: DiffOptions,
): Promise<LogDiff> {
  const [first, second] = [left, right].map((lines) => lines.map(({ text }) => comparable(text, options)));
  const changes = await new Promise<readonly Change[] | undefined>((resolve) => {
    diffArrays(first ?? [], second ?? [], { timeout: timeoutMs, callback: (found) => resolve(found) });
  });
  if (changes === undefined) return givenUp(left, right);
  return collect(changes, left, right);
}

interface Change {
  readonly count?: number;
  readonly added?: boolean;
  readonly removed?: boolean;
}

function collect(changes: readonly Change[], left: readonly NumberedLine[], right: readonly NumberedLine[]): LogDiff {
  const rows: DiffRow[] = [];
  let [l, r, same, onlyLeft, onlyRight] = [0, 0, 0, 0, 0];
  const leftAt = (index: number) => left[index] ?? null;
  const rightAt = (index: number) => right[index] ?? null;
  for (let at = 0; at < changes.length; at += 1) {
    const change = changes[at]!;
    const n = change.count ?? 0;
    if (change.removed !== true && change.added !== true) {
      for (let i = 0; i < n; i += 1) rows.push({ kind: 'same', left: leftAt(l + i), right: rightAt(r + i) });
      [l, r, same] = [l + n, r + n, same + n];
      continue;
    }
    // What was taken away and what came in its place stand beside each other.
    const next = changes[at + 1];
    const isPair = next !== undefined && (change.removed === true ? next.added === true : next.removed === true);
    const [gone, come] =
      change.removed === true ? [n, isPair ? (next.count ?? 0) : 0] : [isPair ? (next.count ?? 0) : 0, n];
    for (let i = 0; i < Math.max(gone, come); i += 1) {
      const [there, here] = [i < gone ? leftAt(l + i) : null, i < come ? rightAt(r + i) : null];
      rows.push({ kind: there === null ? 'right' : here === null ? 'left' : 'changed', left: there, right: here });
    }
    [l, r, onlyLeft, onlyRight] = [l + gone, r + come, onlyLeft + gone, onlyRight + come];
    if (isPair) at += 1;
  }
  return { rows, same, onlyLeft, onlyRight, isGivenUp: false };
}

function givenUp(left: readonly NumberedLine[], right: readonly NumberedLine[]): LogDiff {
  const rows = [
    ...left.map((line): DiffRow => ({ kind: 'left', left: line, right: null })),
    ...right.map((line): DiffRow => ({ kind: 'right', left: null, right: line })),
  ];
  return { rows, same: 0, onlyLeft: left.length, onlyRight: right.length, isGivenUp: true };
}

/** A row, or a stretch of rows that are the same and not shown. */
export type ShownRow = DiffRow | { readonly kind: 'skipped'; readonly count: number; readonly from: number };

const around = 3;

/** Only what differs, with three lines around it. */
export function onlyDifferences(rows: readonly DiffRow[]): readonly ShownRow[] {
  const isNear = new Uint8Array(rows.length);
  rows.forEach(({ kind }, at) => {
    if (kind === 'same') return;
    isNear.fill(1, Math.max(0, at - around), Math.min(rows.length, at + around + 1));
  });
  const shown: ShownRow[] = [];
  for (let at = 0; at < rows.length; at += 1) {
    if (isNear[at] === 1) {
      shown.push(rows[at]!);
      continue;
    }
    const from = at;
    while (at + 1 < rows.length && isNear[at + 1] !== 1) at += 1;
    shown.push({ kind: 'skipped', count: at - from + 1, from });
  }
  return shown;
}

/** For narrow screens: one column, what is only left before what is only right. */
export interface UnifiedRow {
  readonly kind: 'same' | 'left' | 'right';
  readonly number: number;
  readonly text: string;
}

export function unified(rows: readonly ShownRow[]): readonly (UnifiedRow | Extract<ShownRow, { kind: 'skipped' }>)[] {
  const shown: (UnifiedRow | Extract<ShownRow, { kind: 'skipped' }>)[] = [];
  let waiting: UnifiedRow[] = [];
  const flush = (): void => {
    shown.push(...waiting);
    waiting = [];
  };
  for (const row of rows) {
    if (row.kind === 'skipped' || row.kind === 'same') {
      flush();
      shown.push(row.kind === 'skipped' ? row : { kind: 'same', ...row.right! });
      continue;
    }
    if (row.left !== null) shown.push({ kind: 'left', ...row.left });
    if (row.right !== null) waiting.push({ kind: 'right', ...row.right });
  }
  flush();
  return shown;
}
