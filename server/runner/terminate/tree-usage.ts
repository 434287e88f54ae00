import { readFileSync } from 'node:fs';
import type { Usage } from '../../../contract/limits.ts';

/** What a process has used, as `/proc/PID/stat` has it: in clock ticks, with its ended children that it has waited for, and in pages. */
export interface ProcessUse {
  readonly ticks: number;
  readonly pages: number;
}

/** From the fields after the name in brackets (proc(5)): utime, stime, cutime, cstime and rss. */
export function useIn(fields: readonly string[]): ProcessUse {
  const at = (index: number) => Number(fields[index] ?? 0);
  return { ticks: at(11) + at(12) + at(13) + at(14), pages: at(21) };
}

/** What a tree has used so far. */
export interface TreeUsage extends Usage {
  /** Held now. */
  readonly memoryBytes: number;
}

/** What one tree uses, from one look to the next. */
export interface UsageMeter {
  /** The processes of the tree that live. */
  look(tree: readonly { readonly pid: number; readonly use: ProcessUse }[]): void;
  /** Null before the first look. */
  read(): TreeUsage | null;
}

/**
 * Pages that processes share (a forked pool of workers) are in the figure of each, so that the sum may be far too high. It is asked
 * exactly (`smaps_rollup`) where it would be a new peak, or is above `strictBytes`: that takes a millisecond or more a process.
 */
export function createUsageMeter(strictBytes = Infinity, exactBytes = exactBytesOf): UsageMeter {
  let ticks = 0;
  let sumAtPeak = 0;
  let memoryBytes = 0;
  let peakMemoryBytes = 0;
  let hasLooked = false;
  return {
    look(tree) {
      if (tree.length === 0) return;
      hasLooked = true;
      // What has ended is in the figure of whoever waited for it; what nobody waited for is lost, and must not count backwards.
      ticks = Math.max(ticks, sum(tree.map(({ use }) => use.ticks)));
      const bytes = tree.map(({ use }) => use.pages * system().pageBytes);
      const whole = sum(bytes);
      const isNewPeak = whole > sumAtPeak;
      sumAtPeak = Math.max(sumAtPeak, whole);
      const isExact = tree.length > 1 && (isNewPeak || whole > strictBytes);
      memoryBytes = isExact ? sum(tree.map(({ pid }, index) => exactBytes(pid) ?? bytes[index] ?? 0)) : whole;
      if (isNewPeak) peakMemoryBytes = Math.max(peakMemoryBytes, memoryBytes);
    },
    read: () => (hasLooked ? { cpuSeconds: secondsOf(ticks), peakMemoryBytes, memoryBytes } : null),
  };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);
const secondsOf = (ticks: number): number => ticks / system().ticksASecond;

/** Its share of all pages that it uses, in bytes; null if the system does not say. */
function exactBytesOf(pid: number): number | null {
  try {
    const kilobytes = /^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'latin1'))?.[1];
    return kilobytes === undefined ? null : Number(kilobytes) * 1024;
  } catch {
    return null;
  }
}

/** The seconds of all children that this process has waited for, with theirs; null if the system does not say. */
export function waitedSeconds(): number | null {
  try {
    const text = readFileSync('/proc/self/stat', 'latin1');
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return secondsOf(Number(fields[13]) + Number(fields[14]));
  } catch {
    return null;
  }
}

let known: { readonly pageBytes: number; readonly ticksASecond: number } | undefined;

/** AT_PAGESZ and AT_CLKTCK of getauxval(3), pairs of 8 bytes. */
function system(): NonNullable<typeof known> {
  if (known !== undefined) return known;
  const found = new Map<bigint, bigint>();
  try {
    const bytes = readFileSync('/proc/self/auxv');
    for (let at = 0; at + 16 <= bytes.length; at += 16)
      found.set(bytes.readBigUInt64LE(at), bytes.readBigUInt64LE(at + 8));
  } catch {
    // The usual figures, then.
  }
  return (known = { pageBytes: Number(found.get(6n) ?? 4096n), ticksASecond: Number(found.get(17n) ?? 100n) });
}
