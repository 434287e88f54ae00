import assert from 'node:assert/strict';
import test from 'node:test';
import type { Figures } from '../../server/engine/shared/figures.ts';
import { createRunTally, durationBounds, latenessBounds, type TalliedRun } from '../../server/engine/runs/run-tally.ts';
import { prometheusText } from '../../server/http/metrics/prometheus-text.ts';

const run = (facts: Partial<TalliedRun>): TalliedRun => ({
  process: 'Invoices',
  trigger: 'schedule',
  outcome: 'succeeded',
  dueAt: 0,
  startedAt: 0,
  endedAt: 0,
  ...facts,
});

const figuresOf = (tally: ReturnType<typeof createRunTally>): Figures => ({
  worker: {
    ...{ id: 'w', name: 'Worker', aliases: [], state: 'paused', platform: 'linux', version: '1.2.3' },
    ...{ runsAtOnce: 4, running: 1, queued: 7, queuedForDesktop: 2, desktop: 'locked', hasRoom: false },
  },
  processes: tally.figures(),
  schedules: { active: 3, paused: 1, ended: 2 },
  startedAt: 1_700_000_000_500,
});

const linesOf = async (tally: ReturnType<typeof createRunTally>) =>
  (await prometheusText(figuresOf(tally))).text.split('\n');

test('a run is not counted under the outcome or the process of another', async () => {
  const tally = createRunTally();
  tally.ended(run({}));
  tally.ended(run({}));
  tally.ended(run({ outcome: 'failed' }));
  tally.ended(run({ process: 'Orders', outcome: 'missed', startedAt: null }));
  const lines = await linesOf(tally);
  assert.ok(lines.includes('rota_runs_total{process="Invoices",outcome="succeeded"} 2'));
  assert.ok(lines.includes('rota_runs_total{process="Invoices",outcome="failed"} 1'));
  assert.ok(lines.includes('rota_runs_total{process="Orders",outcome="missed"} 1'));
});

test('what never ran has no duration, and a test run in the editor counts nowhere', () => {
  const tally = createRunTally();
  tally.ended(run({ outcome: 'missed', startedAt: null, endedAt: 5_000 }));
  tally.begun(run({ trigger: 'test', startedAt: 9_000 }));
  tally.ended(run({ trigger: 'test', endedAt: 9_000 }));
  const [figures, ...others] = tally.figures();
  assert.deepEqual([others, figures?.durations.count, figures?.lateness.count], [[], 0, 0]);
  assert.deepEqual([...(figures?.outcomes ?? [])], [['missed', 1]]);
});

test('a duration lies in its own bucket and in all longer ones, its bound included', async () => {
  const tally = createRunTally();
  for (const endedAt of [1_000, 1_001, 86_400_000, 86_400_001]) tally.ended(run({ endedAt }));
  const lines = await linesOf(tally);
  const below = (bound: string) =>
    lines.find((line) => line.startsWith('rota_run_duration_seconds_bucket') && line.includes(`le="${bound}"`));
  assert.deepEqual(
    ['1', '5', '43200', '86400', '+Inf'].map((bound) => below(bound)?.split(' ').at(-1)),
    ['1', '2', '2', '3', '4'],
  );
  assert.ok(lines.some((line) => line.startsWith('rota_run_duration_seconds_count') && line.endsWith(' 4')));
  const sum = lines.find((line) => line.startsWith('rota_run_duration_seconds_sum'));
  assert.equal(Number(sum?.split(' ').at(-1)), 1 + 1.001 + 86_400 + 86_400.001);
});

test('a clock that was set back makes no negative times', () => {
  const tally = createRunTally();
  tally.begun(run({ dueAt: 60_000, startedAt: 0 }));
  tally.ended(run({ startedAt: 60_000, endedAt: 0 }));
  const [figures] = tally.figures();
  assert.deepEqual([figures?.lateness.sum, figures?.durations.sum], [0, 0]);
  assert.equal(figures?.durations.counts[0], 1);
});

test('a name with quotes, a backslash or a line break cannot break out of its label', async () => {
  const tally = createRunTally();
  tally.ended(run({ process: 'a"b\\c\nd' }));
  assert.ok((await linesOf(tally)).includes('rota_runs_total{process="a\\"b\\\\c\\nd",outcome="succeeded"} 1'));
});

test('the state of the worker is one of the states, and only one', async () => {
  const lines = await linesOf(createRunTally());
  const states = lines.filter((line) => line.startsWith('rota_worker_state{'));
  assert.deepEqual(
    states.filter((line) => line.endsWith(' 1')),
    ['rota_worker_state{state="paused"} 1'],
  );
  assert.equal(states.length, 4);
  assert.ok(lines.includes('rota_worker_desktop{state="locked"} 1'));
  assert.ok(lines.includes('rota_disk_has_room 0'));
  assert.ok(lines.includes('rota_runs_queued 7'));
  assert.ok(lines.includes('rota_schedules{state="ended"} 2'));
  assert.ok(lines.includes('rota_start_time_seconds 1700000000.5'));
});

test('the bounds rise, or Prometheus would refuse the histogram', () => {
  for (const bounds of [durationBounds, latenessBounds])
    assert.deepEqual(
      [...bounds],
      [...bounds].sort((one, other) => one - other),
    );
});
