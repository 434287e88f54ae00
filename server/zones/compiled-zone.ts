import { tableUntilMs, zoneTable, type ZoneTable } from '../../contract/quartz/index.ts';
import { changesByRule, readPosixRule } from './posix-rule.ts';

const headerLength = 44;
/** Old zones have some hundred changes; a file that claims far more is not a zone. */
const mostChanges = 20_000;

/** The instant, and the offset from then on. */
type Change = [atMs: number, offsetMs: number];

interface Block {
  readonly first: number;
  readonly following: readonly Change[];
  /** The offset of the bytes after the block. */
  readonly end: number;
}

interface Header {
  readonly version: number;
  readonly counts: { utc: number; standard: number; leaps: number; times: number; types: number; letters: number };
}

/**
 * The table of a compiled zone file (RFC 9636, TZif versions 1 to 4), continued by the rule in its footer. Null if it is not such a
 * file, or counts leap seconds.
 */
export function readCompiledZone(bytes: Buffer): ZoneTable | null {
  const first = headerAt(bytes, 0);
  if (first === null) return null;
  if (first.version < 2) {
    const only = blockAt(bytes, headerLength, first, 4);
    return only === null ? null : zoneTable(only.first, only.following);
  }
  const secondAt = headerLength + lengthOf(first, 4);
  const second = headerAt(bytes, secondAt);
  const block = second === null ? null : blockAt(bytes, secondAt + headerLength, second, 8);
  if (block === null) return null;
  const footer = /^\n([^\n]*)\n/.exec(bytes.toString('latin1', block.end))?.[1];
  if (footer === undefined) return null;
  // Without a rule nothing is known after the last change, so its offset stays.
  const rest = footer === '' ? [] : changesByFooter(footer, block.following.at(-1)?.[0]);
  return rest === null ? null : zoneTable(block.first, [...block.following, ...rest]);
}

function changesByFooter(footer: string, last = Date.UTC(1900, 0, 1)): Change[] | null {
  const rule = readPosixRule(footer);
  if (rule === null) return null;
  const [firstYear, lastYear] = [new Date(last).getUTCFullYear(), new Date(tableUntilMs).getUTCFullYear()];
  return changesByRule(rule, firstYear, lastYear).filter(([at]) => at > last);
}

function headerAt(bytes: Buffer, at: number): Header | null {
  if (bytes.length < at + headerLength || bytes.toString('latin1', at, at + 4) !== 'TZif') return null;
  const version = bytes[at + 4] === 0 ? 1 : Number(String.fromCharCode(bytes[at + 4] ?? 0));
  if (!(version >= 1)) return null;
  const count = (index: number): number => bytes.readUInt32BE(at + 20 + index * 4);
  const counts = {
    utc: count(0),
    standard: count(1),
    leaps: count(2),
    times: count(3),
    types: count(4),
    letters: count(5),
  };
  const isSane = counts.times <= mostChanges && counts.types <= 256 && counts.letters <= 10_000 && counts.leaps <= 1000;
  return isSane ? { version, counts } : null;
}

function lengthOf({ counts }: Header, timeSize: number): number {
  const { utc, standard, leaps, times, types, letters } = counts;
  return times * (timeSize + 1) + types * 6 + letters + leaps * (timeSize + 4) + standard + utc;
}

function blockAt(bytes: Buffer, start: number, header: Header, timeSize: 4 | 8): Block | null {
  const { times, types, leaps } = header.counts;
  const end = start + lengthOf(header, timeSize);
  if (end > bytes.length || types === 0 || leaps > 0) return null;
  const typesAt = start + times * (timeSize + 1);
  const offsetOf = (type: number): number => bytes.readInt32BE(typesAt + type * 6) * 1000;
  const following: Change[] = [];
  for (let index = 0; index < times; index++) {
    const at = start + index * timeSize;
    const seconds = timeSize === 4 ? bytes.readInt32BE(at) : Number(bytes.readBigInt64BE(at));
    const type = bytes[start + times * timeSize + index] ?? 0;
    if (type >= types || seconds <= (following.at(-1)?.[0] ?? -Infinity) / 1000) return null;
    following.push([seconds * 1000, offsetOf(type)]);
  }
  // Before the first change the local time is of type 0.
  return { first: offsetOf(0), following, end };
}
