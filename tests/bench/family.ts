import { readFileSync, readdirSync } from 'node:fs';
import { processorMs } from './figures.ts';

/** A process and all its descendants. Linux. */
export function familyOf(pid: number): number[] {
  const parents = readdirSync('/proc').flatMap((name) => {
    try {
      const stat = readFileSync(`/proc/${Number(name)}/stat`, 'latin1');
      return [{ pid: Number(name), parent: Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) }];
    } catch {
      return []; // No process, or it has ended.
    }
  });
  const below = (one: number): number[] => [
    one,
    ...parents.filter(({ parent }) => parent === one).flatMap((child) => below(child.pid)),
  ];
  return below(pid);
}

export interface Footprint {
  /** MB. */
  readonly pss: number;
  readonly rss: number;
  readonly count: number;
  readonly descriptors: number;
}

/** Memory and open files of a process and its descendants. */
export function footprint(pid: number): Footprint {
  const texts: string[] = [];
  let descriptors = 0;
  for (const one of familyOf(pid)) {
    try {
      texts.push(readFileSync(`/proc/${one}/smaps_rollup`, 'latin1'));
      descriptors += readdirSync(`/proc/${one}/fd`).length;
    } catch {
      continue; // It has ended meanwhile.
    }
  }
  const sum = (what: string): number =>
    texts.reduce((all, text) => all + Number(new RegExp(`^${what}:\\s+(\\d+)`, 'm').exec(text)?.[1] ?? 0) / 1024, 0);
  return { pss: sum('Pss'), rss: sum('Rss'), count: texts.length, descriptors };
}

/** Processor time so far, in ms. */
export function processorOf(pid: number): { server: number; others: number } {
  const [, ...others] = familyOf(pid);
  return { server: processorMs(pid), others: others.reduce((all, one) => all + processorMs(one), 0) };
}
