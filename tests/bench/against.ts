import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { median, type BenchRow } from './figures.ts';

const rounds = 3;
const own = path.join(import.meta.dirname, '..', '..');
const bench = path.join('tests', 'bench', 'run.ts');

/**
 * Compares this checkout with another one (a folder with its own `node_modules`), each by its own bench, in alternation, so that other load
 * affects both. Prints the median of each figure and the ratio of this one to the other.
 */
export async function compare(other: string, names: readonly string[]): Promise<void> {
  const place = path.resolve(other);
  if (!existsSync(path.join(place, bench)))
    throw new Error(`${place} is no checkout of Rota: it has no ${bench}. Give the folder after --against`);
  for (const name of names) {
    const ours: BenchRow[][] = [];
    const theirs: BenchRow[][] = [];
    for (let round = 0; round < rounds; round += 1) {
      // The first one finds a colder computer.
      const turns = [
        async () => ours.push(await measure(own, name)),
        async () => theirs.push(await measure(place, name)),
      ];
      for (const turn of round % 2 === 0 ? turns : turns.toReversed()) await turn();
    }
    console.log(`\n${name.padEnd(62)} ${'this'.padStart(10)} ${'other'.padStart(10)}   this / other`);
    for (const { name: what, unit } of ours[0] ?? []) {
      const [one, two] = [ours, theirs].map((all) => middle(all, what));
      const ratio = one === undefined || two === undefined ? '' : (one / two).toFixed(2);
      console.log(`${what.padEnd(62)} ${shown(one)} ${shown(two)}   ${ratio.padEnd(6)} ${unit}`);
    }
  }
}

const shown = (value: number | undefined): string => (value === undefined ? '–' : value.toPrecision(3)).padStart(10);

function middle(all: readonly (readonly BenchRow[])[], what: string): number | undefined {
  const values = all.flatMap((rows) => rows.filter(({ name }) => name === what).map(({ median: value }) => value));
  return values.length === 0 ? undefined : median(values);
}

async function measure(folder: string, name: string): Promise<BenchRow[]> {
  await promisify(execFile)(process.execPath, [bench, name], { cwd: folder, maxBuffer: 2 ** 26 });
  const found: unknown = JSON.parse(readFileSync(path.join(folder, 'artifacts', 'bench.json'), 'utf8'));
  return (found as Record<string, BenchRow[]>)[name] ?? [];
}
