import { gunzipSync } from 'node:zlib';
import { readFileSync } from 'node:fs';
import { CronExpressionParser } from 'cron-parser';
import { Cron } from 'croner';
import { describeQuartz, nextFire, nextFires, parseQuartz, type QuartzCron } from '../../contract/quartz/index.ts';

/** One line of the bench. `ratio` is our time divided by theirs in the same run, if there is a rival. */
export interface BenchRow {
  readonly name: string;
  readonly median: number;
  readonly unit: string;
  readonly ratio: string;
}

/** Expressions that Quartz, croner and cron-parser all accept with the same meaning. */
const shared = [
  '0 */5 * * * ?',
  '*/10 * * * * ?',
  '0 15 10 * * ?',
  '0 0 8,12,18 * * ?',
  '0 30 9 ? * MON-FRI',
  '0 0 0 1 * ?',
  '0 10,44 14 ? 3 WED',
  '0 0 6 1 1,7 ?',
];
/** Rare, impossible, or designed to be slow. */
const worst = [
  '0 0 0 29 2 ? 2096',
  '0 0 0 30 2 ?',
  '0 0 0 31 2,4,6,9,11 ?',
  '59 59 23 L-30 2 ?',
  '0 30 2 ? 3 1#2',
  '0 0 0 ? 2 1#5 2090',
  '* * * * * ? 2099',
];
const zone = 'Europe/Berlin';
const from = Date.UTC(2026, 0, 1);
const rounds = 7;

export function quartzBench(): BenchRow[] {
  return [...againstOthers(), ...alone(), ...worstCases()];
}

const crons = shared.map(cronOf);

function againstOthers(): BenchRow[] {
  const ours = medianOf(() => perSecond(400, (count) => crons.forEach((cron) => walk(cron, count))));
  const rivals: [name: string, fires: () => number][] = [
    ['croner 11', () => perSecond(40, (count) => shared.forEach((expression) => walkCroner(expression, count)))],
    [
      'cron-parser 5',
      () => perSecond(10, (count) => shared.forEach((expression) => walkCronParser(expression, count))),
    ],
  ];
  const rows = rivals.map(([name, fires]) => {
    const median = medianOf(fires);
    return { name: `next fire, ${name}`, median, unit: 'fires/s', ratio: `ours ${(ours / median).toFixed(1)} x` };
  });
  return [{ name: 'next fire, Rota', median: ours, unit: 'fires/s', ratio: '' }, ...rows];
}

function alone(): BenchRow[] {
  const file = new URL('../fixtures/quartz/vectors-public.jsonl.gz', import.meta.url);
  const vectors = gunzipSync(readFileSync(file))
    .toString('utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { cls: string; e: string; tz: string; after: number })
    .filter(({ cls }) => cls === 'doc');
  const rate = (run: (vector: (typeof vectors)[number]) => unknown): number =>
    medianOf(() => {
      const began = performance.now();
      vectors.forEach(run);
      return vectors.length / ((performance.now() - began) / 1000);
    });
  const row = (name: string, median: number): BenchRow => ({ name, median, unit: 'vectors/s', ratio: '' });
  return [
    row(
      'read an expression',
      rate(({ e }) => parseQuartz(e)),
    ),
    row(
      'read, then 8 fires, ten zones',
      rate(({ e, tz, after }) => nextFires(cronOf(e), after, tz, 8)),
    ),
    row(
      'put into Turkish words',
      rate(({ e }) => describeQuartz(e, 'tr')),
    ),
  ];
}

function worstCases(): BenchRow[] {
  return worst.map((expression) => {
    const cron = cronOf(expression);
    const median = medianOf(() => {
      const began = performance.now();
      nextFire(cron, from, 'America/New_York');
      return performance.now() - began;
    });
    return { name: `worst: ${expression}`, median, unit: 'ms', ratio: '' };
  });
}

function cronOf(expression: string): QuartzCron {
  const result = parseQuartz(expression);
  if (!result.ok) throw new Error(result.errors[0]?.message);
  return result.cron;
}

/** As the engine asks: one fire time at a time, each after the last. */
function walk(cron: QuartzCron, count: number): void {
  let at = from;
  for (let left = count; left > 0; left--) at = nextFire(cron, at, zone) ?? at;
}

function walkCroner(expression: string, count: number): void {
  const rival = new Cron(expression, { paused: true, timezone: zone });
  let at = new Date(from);
  for (let left = count; left > 0; left--) at = rival.nextRun(at) ?? at;
}

function walkCronParser(expression: string, count: number): void {
  const plan = CronExpressionParser.parse(expression, { currentDate: new Date(from), tz: zone });
  for (let left = count; left > 0; left--) plan.next();
}

function perSecond(count: number, run: (count: number) => void): number {
  const began = performance.now();
  run(count);
  return (count * shared.length) / ((performance.now() - began) / 1000);
}

function medianOf(measure: () => number): number {
  measure();
  const figures = Array.from({ length: rounds }, measure).sort((a, b) => a - b);
  return figures[Math.floor(rounds / 2)] ?? 0;
}

if (import.meta.main) {
  for (const { name, median, unit, ratio } of quartzBench()) {
    const figure = median >= 100 ? Math.round(median).toLocaleString('en') : median.toFixed(3);
    console.log(`${name.padEnd(42)} ${figure.padStart(12)} ${unit.padEnd(10)} ${ratio}`);
  }
}
