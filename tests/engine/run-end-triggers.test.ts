import assert from 'node:assert/strict';
import test from 'node:test';
import { importBody } from '../../contract/upkeep.ts';
import type { ScheduleRow } from '../../contract/schedule.ts';
import { heardBy } from '../../server/domain/run-end-trigger.ts';
import { called, runNow, toSchedule, withReport } from './chain-rig.ts';
import { turns } from './engine-clock.ts';
import { operator, type EngineRig } from './rig.ts';

const ends = (of: object, facts: object = {}) => ({ id: 'end', kind: 'run-end', of, ...facts });
const ofSchedule = (schedule: string) => ({ kind: 'schedule', schedule });
const ofProcess = (process: string) => ({ kind: 'process', process });

const listening = (rig: EngineRig, name: string, trigger: object, further: object = {}): Promise<ScheduleRow> =>
  rig.schedule({
    name,
    process: 'Report',
    plan: { kind: 'call', timezone: 'UTC' },
    options: { triggers: [trigger] },
    ...further,
  });

const change = async (rig: EngineRig, id: string, options: object) => {
  const row = await rig.engine().schedules.row(id);
  return rig.engine().schedules.replace(
    id,
    row.version,
    {
      ...row,
      plan: { kind: 'call', timezone: 'UTC' },
      options: { ...row.options, ...options },
      runImmediately: false,
    },
    operator,
  );
};

test('the end of another run starts nothing, or after the wrong end, or without its values', async (t) => {
  const rig = await withReport(t);
  const first = await called(rig, 'First', [], { process: 'Load', values: { customer: 'ACME' } });
  const values = { total: '{{outputs.total}}', line: '{{values.customer}} {{run.outcome}}' };
  const { id } = await listening(rig, 'Listens', ends(ofSchedule('First'), { values }));
  const failed = await listening(rig, 'On failure', ends(ofProcess('load'), { after: 'failure' }));
  assert.deepEqual((await rig.engine().schedules.row(id)).options.triggers?.[0], {
    ...{ id: 'end', enabled: true, kind: 'run-end', after: 'success', delaySeconds: 0, values },
    of: ofSchedule(first.id),
  });
  rig.launcher().answer(null);
  const run = await runNow(rig, first.id);
  assert.deepEqual(
    (await rig.engine().runs.chain(run.id)).next.map(({ name, after }) => [name, after]),
    [
      ['Listens', 'success'],
      ['On failure', 'failure'],
    ],
  );
  rig.launcher().answer({ exitCode: 0 });
  rig.launcher().end(run.id, {}, { total: 12.5 });
  await turns();
  const [report, ...more] = await rig.runs(id);
  assert.deepEqual(more, []);
  assert.deepEqual(report?.follows, { run: run.id, after: 'success', also: [], depth: 1 });
  const { run: detail } = await rig.engine().runs.detail(report.id);
  assert.deepEqual(detail.values, { total: 12.5, line: 'ACME succeeded' });
  assert.deepEqual(await rig.runs(failed.id), []);
  rig.launcher().answer({ exitCode: 9 });
  await runNow(rig, first.id);
  assert.deepEqual([(await rig.runs(id)).length, (await rig.runs(failed.id)).length], [1, 1]);
  await rig.engine().schedules.pause(failed.id, null, operator);
  await runNow(rig, first.id);
  assert.equal((await rig.runs(failed.id)).at(-1)?.outcome, 'skipped');
});

test('a schedule that listens leads back to itself unseen', async (t) => {
  const rig = await withReport(t);
  const a = await called(rig, 'A', [], { process: 'Load' });
  const listens = await listening(rig, 'L', ends(ofSchedule('A')));
  await assert.rejects(
    change(rig, listens.id, { then: [{ ...toSchedule(a.id), delaySeconds: 0, values: {}, alsoAfter: [] }] }),
    /"L" → "A" → "L"/,
  );
  await assert.rejects(
    change(rig, a.id, {
      triggers: [{ ...ends(ofSchedule('L')), enabled: true, after: 'success', delaySeconds: 0, values: {} }],
    }),
    /"A" → "L" → "A"/,
  );
  await assert.rejects(listening(rig, 'Own', ends(ofProcess('Report'))), /"Report" → "Report"/);
  await assert.rejects(rig.addProcess({ name: 'Report', then: [toSchedule('A')] }), /"Report" → "A" → "L" → "Report"/);
});

test('what listens is found wrong only when it runs', async (t) => {
  const rig = await withReport(t);
  await called(rig, 'A', [], { process: 'Load' });
  const values = { totl: 1, total: 'many', line: '{{values.custmer}}' };
  await assert.rejects(
    listening(rig, 'L', ends(ofSchedule('A'), { values })),
    (error: { details: { field: string }[] }) => {
      assert.deepEqual(error.details.map(({ field }) => field).toSorted(), [
        'options.triggers.0.values.line',
        'options.triggers.0.values.total',
        'options.triggers.0.values.totl',
      ]);
      return true;
    },
  );
  await assert.rejects(listening(rig, 'L', ends(ofSchedule('Nobody'))), /no schedule "Nobody"/);
  await assert.rejects(listening(rig, 'L', ends(ofProcess('Nobody'))), /no process "Nobody"/);
});

test('a program learns by a trigger what the runs of others gave', () => {
  const trigger = { ...ends(ofProcess('Load')), enabled: true, after: 'always', delaySeconds: 0, values: {} } as never;
  const heard = (owner: string, of: string) =>
    heardBy({ id: 'l', owner, options: { triggers: [trigger] } }, { process: 'Load', schedule: 's', owner: of }).length;
  assert.deepEqual(
    [heard('client:a', 'client:b'), heard('client:a', 'client:a'), heard('person:a', 'client:b')],
    [0, 1, 1],
  );
});

test('an exported schedule that listens to another loses it on the way', async (t) => {
  const from = await withReport(t);
  await called(from, 'Zebra', [], { process: 'Load' });
  await listening(from, 'Apple', ends(ofSchedule('Zebra')));
  const { schedules, ...frame } = from.engine().exchange.export(operator);
  const all: object[] = [];
  for await (const part of schedules) all.push(...part);
  const document = { ...frame, schedules: all };
  const to = await withReport(t);
  await to.engine().exchange.import(importBody.parse({ kind: 'rota', isDryRun: false, document }), operator);
  const { rows } = await to.engine().schedules.list({ filter: 'all', q: '', limit: 10 } as never);
  const [zebra, apple] = ['Zebra', 'Apple'].map((name) => rows.find((row) => row.name === name));
  const [trigger] = apple!.options.triggers!;
  assert.deepEqual(trigger?.kind === 'run-end' && trigger.of, ofSchedule(zebra!.id));
});
