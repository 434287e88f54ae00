import assert from 'node:assert/strict';
import test from 'node:test';
import type { Run } from '../../contract/run.ts';
import {
  kindOf,
  readDefault,
  rowsOf,
  withKind,
  withRows,
  writeDefault,
} from '../../renderer/processes/parameter-rows.ts';
import { definitionOf, draftOf, isProcessName, readEnv } from '../../renderer/processes/process-draft.ts';
import { filterOf, isInFilter, readState } from '../../renderer/runs/run-filter.ts';
import { readDays, withDays, writeDays } from '../../renderer/settings/calendar-words.ts';
import { daysFrom, shifted, weekOf, zoomed } from '../../renderer/timeline/time-window.ts';
import { mergeMarks, type Mark } from '../../renderer/ui/lanes/marks.ts';
import { createTimes } from '../../renderer/words/times.ts';
import { ticksOf } from '../../renderer/ui/lanes/ticks.ts';

const run = (part: Partial<Run>): Run => ({
  id: 'one',
  seq: 1,
  scheduleId: 's',
  scheduleName: 'İş',
  process: 'P',
  trigger: 'schedule',
  startedBy: null,
  status: 'ended',
  outcome: 'failed',
  reason: null,
  hasWarning: false,
  isLate: false,
  dueAt: 0,
  queuedAt: 1000,
  startedAt: null,
  endedAt: null,
  attempt: 1,
  maxAttempts: 1,
  retryAt: null,
  progress: null,
  outputLine: '',
  rerunOf: null,
  worker: 'w',
  target: null,
  ...part,
});

const filter = (text: string) => filterOf(readState(new URLSearchParams(text)), 10_000);

test('a run that ends leaves the list of running ones, and joins the list of its result', () => {
  assert.equal(isInFilter(run({}), filter('result=running&period=all')), false);
  assert.equal(isInFilter(run({}), filter('result=failed&period=all')), true);
  assert.equal(isInFilter(run({ status: 'retrying', outcome: null }), filter('result=waiting&period=all')), true);
});

test('a test run does not come into a list that leaves tests out', () => {
  assert.equal(isInFilter(run({ trigger: 'test' }), filter('period=all')), false);
  assert.equal(isInFilter(run({ trigger: 'test' }), filter('period=all&tests=true')), true);
});

test('rubbish in the address shows the plain list instead of nothing', () => {
  assert.deepEqual(readState(new URLSearchParams('result=x&period=y&from=z')), readState(new URLSearchParams()));
});

test('a search finds a run by its name in any case, also with Turkish letters', () => {
  assert.equal(isInFilter(run({}), filter('q=is&period=all')), true);
});

const mark = (start: number, part: Partial<Mark> = {}): Mark => ({
  id: String(start),
  start,
  end: start + 1,
  kind: 'good',
  count: 1,
  failed: 0,
  label: '',
  ...part,
});
const counted = (joined: Mark) => `${joined.count}`;

test('marks that would lie on each other become one that counts them, and a failure among them shows', () => {
  const merged = mergeMarks([mark(0), mark(2, { kind: 'bad', failed: 1 }), mark(900)], 1, counted);
  assert.deepEqual(
    merged.map(({ count, failed, kind }) => ({ count, failed, kind })),
    [
      { count: 2, failed: 1, kind: 'bad' },
      { count: 1, failed: 0, kind: 'good' },
    ],
  );
});

test('a lane that is full from end to end still says how many ran on which day', () => {
  const minutes = Array.from({ length: 100 }, (_, at) => mark(at));
  const merged = mergeMarks(minutes, 1, counted, [0, 40, 80]);
  assert.deepEqual(
    merged.map(({ label }) => label),
    ['40', '40', '20'],
  );
});

test('what is past never joins what is to come', () => {
  assert.equal(mergeMarks([mark(0), mark(1, { kind: 'upcoming' })], 10, counted).length, 2);
});

test('ticks stand on round local times and inside the window', () => {
  for (const zone of ['UTC', 'Europe/Berlin', 'Asia/Kolkata', 'Australia/Lord_Howe', 'America/Havana']) {
    const clock = createTimes('en', zone);
    const { from, to } = daysFrom(Date.UTC(2026, 2, 29, 12), 1, clock);
    const ticks = ticksOf(from, to, 8, clock.local);
    assert.ok(ticks.length > 4 && ticks.length <= 10 && ticks.every(({ at }) => at >= from && at <= to));
    assert.ok(
      ticks.every(({ at }) => clock.clock(at).endsWith(':00')),
      zone,
    );
  }
});

test('a day earlier is the day before, also when the clock changes, and a week begins on Monday', () => {
  for (const zone of ['UTC', 'Europe/Berlin', 'Asia/Kolkata', 'America/Havana', 'Africa/Cairo']) {
    const clock = createTimes('en', zone);
    const day = daysFrom(Date.UTC(2026, 2, 30, 9), 1, clock);
    assert.equal(shifted(day, -1, clock).to, day.from);
    assert.match(clock.full(weekOf(day.from, clock).from), /^Mon 30 Mar 2026 00:00/, zone);
  }
  // In Cairo the clock goes forward at midnight: the day begins at one.
  const cairo = createTimes('en', 'Africa/Cairo');
  assert.equal(cairo.clock(daysFrom(Date.UTC(2027, 3, 30, 12), 1, cairo).from), '01:00');
});

test('zooming keeps the present in view', () => {
  const now = 50;
  const near = zoomed({ from: 0, to: 86_400_000 }, 1, now);
  assert.ok(near.from <= now && near.to >= now);
  assert.equal(near.to - near.from, 43_200_000);
});

test('keywords that the table of parameters does not show survive it', () => {
  const schema = {
    type: 'object' as const,
    additionalProperties: true,
    required: ['a'],
    properties: { a: { type: 'string', minLength: 3, 'x-own': 1 }, b: { type: 'boolean' } },
  };
  assert.deepEqual(withRows(schema, rowsOf(schema)), schema);
});

test('another kind of parameter takes only what fits it along', () => {
  const changed = withKind({ type: 'integer', title: 'N', minimum: 1, default: 4 }, 'date');
  assert.deepEqual(changed, { title: 'N', type: 'string', format: 'date' });
  assert.equal(kindOf(changed), 'date');
  assert.equal(readDefault('integer', 'four'), undefined);
  assert.equal(readDefault('integer', '2.5'), undefined);
  assert.equal(readDefault('json', writeDefault('json', 'text')), 'text');
});

test('a process comes out of the editor as it went in', () => {
  const process = {
    ...draftOf(null).process,
    name: 'Backup',
    command: 'tar',
    args: ['czf', '{{file}}'],
    env: { LANG: 'C', EMPTY: '' },
    exitCodes: { '2': 'warning' as const },
  };
  const { title: _none, ...definition } = definitionOf(draftOf(process));
  assert.deepEqual(definition, process);
});

test('a name or an environment that the server would refuse is seen while it is typed', () => {
  assert.equal(isProcessName('Fatura indir'), true);
  assert.equal(isProcessName('../etc'), false);
  assert.equal(readEnv('A=1\nnonsense').wrongLine, 2);
  assert.deepEqual(readEnv('A=b=c').pairs, [['A', 'b=c']]);
});

test('days off are read line by line, and the wrong line is named', () => {
  const read = readDays('2026-12-31 Stock taking\n\n2026-01-02');
  assert.ok('days' in read);
  assert.equal(writeDays(read.days), '2026-01-02\n2026-12-31 Stock taking');
  assert.deepEqual(readDays('2026-12-31\nNew year'), { line: 2, text: 'New year' });

  test('days from a calendar file do not replace days that are typed and not yet saved', () => {
    const further = [{ day: '2026-12-25', name: 'Christmas' }];
    assert.equal(withDays('2026-12-31 Stock taking', further), '2026-12-25 Christmas\n2026-12-31 Stock taking');
    assert.equal(withDays('2026-12-25 Closed', further), '2026-12-25 Closed');
    assert.equal(withDays('not a day yet\n', further), 'not a day yet\n2026-12-25 Christmas');
  });
});
