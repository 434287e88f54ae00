import assert from 'node:assert/strict';
import test from 'node:test';
import type { Run } from '../../contract/run.ts';
import {
  comparable,
  diffLogs as diffNumbered,
  onlyDifferences,
  unified,
  type DiffOptions,
} from '../../renderer/runs/compare/log-diff.ts';
import { differingEntries } from '../../renderer/runs/compare/differing-facts.ts';
import { trendOf } from '../../renderer/schedules/page/trend-figures.ts';

const numbered = (lines: readonly string[]) => lines.map((text, at) => ({ number: at + 1, text }));
const diffLogs = (left: readonly string[], right: readonly string[], options: DiffOptions) =>
  diffNumbered(numbered(left), numbered(right), options);
const plain = { ignoreTimes: false, ignoreDigits: false };

test('lines of two logs are paired wrongly, or lose their numbers', async () => {
  const diff = await diffLogs(['start', 'load a', 'done'], ['start', 'warm up', 'load b', 'done'], plain);
  assert.deepEqual([diff.same, diff.onlyLeft, diff.onlyRight], [2, 1, 2]);
  assert.deepEqual(
    diff.rows.map(({ kind, left, right }) => `${kind} ${left?.number ?? '-'} ${right?.number ?? '-'}`),
    ['same 1 1', 'changed 2 2', 'right - 3', 'same 3 4'],
  );
  assert.deepEqual(
    unified(diff.rows).map((row) => ('text' in row ? `${row.kind} ${row.text}` : row.kind)),
    ['same start', 'left load a', 'right warm up', 'right load b', 'same done'],
  );
});

test('every line differs by its time of day, or by a number that is asked to be ignored', async () => {
  const [left, right] = [
    ['2026-11-30 09:00:01.220 invoice 4711 loaded'],
    ['2026-12-01 09:00:07.001 invoice 815 loaded'],
  ];
  assert.equal((await diffLogs(left, right, plain)).same, 0);
  assert.equal((await diffLogs(left, right, { ...plain, ignoreTimes: true })).same, 0);
  assert.equal((await diffLogs(left, right, { ignoreTimes: true, ignoreDigits: true })).same, 1);
  assert.equal(comparable('30.11.2026 at 9:05', { ...plain, ignoreTimes: true }), '⏱ at ⏱');
  assert.equal(comparable('took 12 of 30', { ...plain, ignoreTimes: true }), 'took 12 of 30');
});

test('what is the same is shown though only differences are wanted, or a difference is hidden with it', async () => {
  const lines = Array.from({ length: 40 }, (_, at) => `line ${at}`);
  const other = lines.with(20, 'another');
  const shown = onlyDifferences((await diffLogs(lines, other, plain)).rows);
  assert.deepEqual(
    shown.map((row) => (row.kind === 'skipped' ? row.count : row.kind)),
    [17, 'same', 'same', 'same', 'changed', 'same', 'same', 'same', 16],
  );
  assert.deepEqual(onlyDifferences([]), []);
});

test('two long logs that have little in common stop the page', async () => {
  const left = Array.from({ length: 20_000 }, (_, at) => `left ${at % 7 === 0 ? at : `only ${at}`}`);
  const right = Array.from({ length: 20_000 }, (_, at) => `right ${at}`);
  let turns = 0;
  const beat = setInterval(() => (turns += 1), 1);
  const diff = await diffLogs(left, right, plain);
  clearInterval(beat);
  assert.equal(diff.onlyLeft + diff.onlyRight, 40_000);
  assert.ok(turns > 0, 'nothing else had its turn');
});

test('keys in another order are taken for another value', () => {
  assert.deepEqual(differingEntries({ a: { x: 1, y: 2 }, b: 1 }, { a: { y: 2, x: 1 }, c: null }), [
    { name: 'b', left: 1, right: undefined },
    { name: 'c', left: undefined, right: null },
  ]);
});

test('the trend counts what never ran as a failure, or turns the order round', () => {
  const run = (id: number, outcome: Run['outcome'], ms: number | null): Run =>
    ({
      id: String(id),
      outcome,
      dueAt: id,
      startedAt: ms === null ? null : id,
      endedAt: ms === null ? id : id + ms,
    }) as Run;
  assert.equal(trendOf([run(1, 'succeeded', 5), run(2, null, null)], 30), null);
  const figures = trendOf(
    [run(4, 'skipped', null), run(3, 'failed', 30), run(2, 'succeeded', 10), run(1, 'succeeded', 20)],
    30,
  );
  assert.deepEqual(
    [figures?.ran, figures?.good, figures?.notRun, figures?.medianMs, figures?.longestMs, figures?.lately],
    [3, 2, 1, 20, 30, null],
  );
  assert.deepEqual(
    figures?.runs.map(({ id }) => id),
    ['1', '2', '3', '4'],
  );
  const many = Array.from({ length: 20 }, (_, at) => run(20 - at, 'succeeded', at < 10 ? 200 : 100));
  assert.deepEqual(trendOf(many, 30)?.lately, { n: 10, nowMs: 200, beforeMs: 100 });
});
