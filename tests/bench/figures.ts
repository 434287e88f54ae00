import { readFileSync } from 'node:fs';
import { goalTold } from './goals.ts';

/** One line of the bench. `ratio` compares it with its floor, measured in the same run. */
export interface BenchRow {
  readonly name: string;
  readonly median: number;
  readonly unit: string;
  readonly ratio: string;
}

export const row = (name: string, median: number, unit: string, ratio = ''): BenchRow => ({
  name,
  median,
  unit,
  ratio,
});

export function quantile(numbers: readonly number[], part: number): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}
export const median = (numbers: readonly number[]): number => quantile(numbers, 0.5);

/** The durations of `count` calls, one after the other; ms. */
export async function timed(count: number, turn: (index: number) => unknown): Promise<number[]> {
  const took: number[] = [];
  for (let index = 0; index < count; index += 1) {
    const begunAt = performance.now();
    await turn(index);
    took.push(performance.now() - begunAt);
  }
  return took;
}

/** Resident memory of a process, in MB (Linux). */
export function residentMegabytes(pid: number): number {
  const kilobytes = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1];
  return Number(kilobytes) / 1024;
}

/** Processor time of a process so far, in ms (Linux; a tick is 10 ms). */
export function processorMs(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

export function print(rows: readonly BenchRow[]): void {
  for (const { name, median: value, unit, ratio } of rows) {
    const digits = value >= 100 ? 0 : value >= 10 ? 1 : 2;
    const figure = value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });
    console.log(
      `${name.padEnd(62)} ${figure.padStart(12)} ${unit.padEnd(10)} ${[ratio, goalTold(name, value)].filter(Boolean).join('; ')}`,
    );
  }
}
