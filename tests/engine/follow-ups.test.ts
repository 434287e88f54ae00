import assert from 'node:assert/strict';
import test from 'node:test';
import { called, ofProcess, runNow, toProcess, toSchedule, withReport } from './chain-rig.ts';
import { turns } from './engine-clock.ts';
import { minute, operator, second } from './rig.ts';

test('what follows a run starts after the wrong end of it, or not at all', async (t) => {
  const rig = await withReport(t);
  for (const after of ['success', 'warning', 'failure', 'always'] as const)
    await rig.addProcess({ name: `on-${after}` });
  const then = (['success', 'warning', 'failure', 'always'] as const).map((after) =>
    toProcess(`on-${after}`, { after }),
  );
  await rig.addProcess({ name: 'Robot', command: 'true', exitCodes: { 3: 'warning' } });
  const { id } = await called(rig, 'First', then);
  const started = async (facts: object | null) => {
    const before = (await rig.runs()).length;
    rig.launcher().answer(facts);
    const run = await runNow(rig, id);
    if (facts === null) {
      rig.launcher().answer({ exitCode: 0 });
      await rig.engine().runs.cancel(run.id, { force: false }, operator);
    }
    rig.launcher().answer({ exitCode: 0 });
    await turns();
    return (await rig.runs()).slice(before + 1).map(({ process }) => process.slice(3));
  };
  assert.deepEqual(await started({ exitCode: 0 }), ['success', 'always']);
  assert.deepEqual(await started({ exitCode: 3 }), ['success', 'warning', 'always']);
  assert.deepEqual(await started({ exitCode: 9 }), ['failure', 'always']);
  assert.deepEqual(await started(null), ['always'], 'a person cancelled it');
});

test('a failure that is tried again is followed too early', async (t) => {
  const rig = await withReport(t);
  const { id } = await called(rig, 'First', [toProcess('Report', { after: 'failure' })]);
  await rig.engine().schedules.replace(
    id,
    1,
    {
      ...(await rig.engine().schedules.row(id)),
      plan: { kind: 'call', timezone: 'UTC' },
      options: {
        ...(await rig.engine().schedules.row(id)).options,
        retryCount: 1,
        retryDelaySeconds: 60,
      },
      runImmediately: false,
    },
    operator,
  );
  rig.launcher().answer({ exitCode: 75 });
  await runNow(rig, id);
  assert.deepEqual(await ofProcess(rig, 'Report'), []);
  await rig.clock.move(minute);
  assert.equal((await ofProcess(rig, 'Report')).length, 1);
});

test('outputs, values and facts of the run do not reach what follows it, or lose their type', async (t) => {
  const rig = await withReport(t);
  const values = {
    total: '{{outputs.total}}',
    line: '{{values.customer}}: {{outputs.total}} by {{run.process}} ({{run.exitCode}}, {{run.outcome}})',
    key: '{{values.password}}',
  };
  const { id } = await called(rig, 'First', [toProcess('Report', { values })], {
    process: 'Load',
    values: { customer: 'ACME', password: 'geheim' },
  });
  rig.launcher().answer(null);
  const first = await runNow(rig, id);
  rig.launcher().answer({ exitCode: 0 });
  rig.launcher().end(first.id, {}, { total: 12.5 });
  await turns();
  const [report] = await ofProcess(rig, 'Report');
  assert.deepEqual(
    [report?.trigger, report?.outcome, report?.follows, report?.scheduleName],
    ['follow-up', 'succeeded', { run: first.id, after: 'success', also: [], depth: 1 }, 'First → Report'],
  );
  const spec = rig.launcher().launched.find(({ runId }) => runId === report!.id);
  assert.deepEqual(spec?.values, { total: 12.5, line: 'ACME: 12.5 by Load (0, succeeded)', key: 'geheim' });
  const { run: detail } = await rig.engine().runs.detail(report!.id);
  assert.equal(detail.values['key'], '••••');
});

test('an output of a robot opens the vault for what follows', async (t) => {
  const rig = await withReport(t);
  const { id } = await called(rig, 'First', [
    toProcess('Report', { values: { line: '{{outputs.line}}' } }),
    toProcess('Report', { values: { line: '{{outputs.a}}{{outputs.b}}' } }),
  ]);
  for (const outputs of [
    { line: '{{vault:Bank/Pin}}', a: '', b: '' },
    { line: '', a: '{{vault:Ba', b: 'nk/Pin}}' },
  ]) {
    rig.launcher().answer(null);
    const first = await runNow(rig, id);
    rig.launcher().answer({ exitCode: 0 });
    rig.launcher().end(first.id, {}, outputs);
    await turns();
  }
  const told = (await ofProcess(rig, 'Report')).map(({ outcome, reason }) => `${outcome} ${reason?.code ?? ''}`);
  assert.deepEqual(told.toSorted(), [
    'blocked values-invalid',
    'blocked values-invalid',
    'succeeded done',
    'succeeded done',
  ]);
});

test('what waits for its delay starts too early, or is forgotten by a restart', async (t) => {
  const rig = await withReport(t);
  const other = await called(rig, 'Other');
  const { id } = await called(rig, 'First', [toSchedule('Other', { delaySeconds: 600 })]);
  await runNow(rig, id);
  const waiting = async () =>
    (await rig.runs(other.id)).map(({ outcome, status, attempt }) => `${outcome ?? status} ${attempt}`);
  assert.deepEqual(await waiting(), ['retrying 0']);
  assert.equal((await rig.runs(other.id))[0]?.reason?.code, 'waits-until');
  await rig.stop();
  await rig.boot();
  await rig.clock.move(599 * second);
  assert.deepEqual(await waiting(), ['retrying 0']);
  await rig.clock.move(2 * second);
  assert.deepEqual(await waiting(), ['succeeded 1']);
});

test('a paused or deleted schedule is started all the same, or says nothing', async (t) => {
  const rig = await withReport(t);
  const [paused, gone] = [await called(rig, 'Paused'), await called(rig, 'Gone')];
  const { id } = await called(rig, 'First', [toSchedule('Paused'), toSchedule('Gone')]);
  await rig.engine().schedules.pause(paused.id, null, operator);
  await rig.engine().schedules.delete(gone.id, operator);
  const first = await runNow(rig, id);
  const told = (await rig.runs()).filter(({ follows }) => follows?.run === first.id);
  assert.deepEqual(
    told.map(({ outcome, reason }) => [outcome, reason?.code, reason?.params['name']]),
    [
      ['skipped', 'paused', undefined],
      ['blocked', 'follow-up-gone', 'Gone'],
    ],
  );
});

test('"after A and B of today" starts with one of them, twice, or with those of yesterday', async (t) => {
  // Five minutes before midnight in Istanbul, the zone of these schedules.
  const rig = await withReport(t, Date.UTC(2026, 10, 30, 20, 55));
  const [a, b] = [await called(rig, 'A'), await called(rig, 'B')];
  const { id } = await called(rig, 'Own', [toProcess('Report', { alsoAfter: ['A', 'B'] })]);
  const reports = async () => (await ofProcess(rig, 'Report')).length;
  const ranA = await runNow(rig, a.id);
  const own = await runNow(rig, id);
  rig.launcher().answer({ exitCode: 1 });
  await runNow(rig, b.id);
  assert.equal(await reports(), 0, 'B failed');
  rig.launcher().answer({ exitCode: 0 });
  const ranB = await runNow(rig, b.id);
  const [report] = await ofProcess(rig, 'Report');
  assert.deepEqual(report?.follows, { run: own.id, after: 'success', also: [ranA.id, ranB.id], depth: 1 });
  await runNow(rig, b.id);
  await runNow(rig, id);
  assert.equal(await reports(), 1, 'once a day');
  await rig.clock.move(6 * minute);
  await runNow(rig, id);
  await runNow(rig, a.id);
  assert.equal(await reports(), 1, 'B is of yesterday');
  await runNow(rig, b.id);
  assert.equal(await reports(), 2);
  const { others } = await rig.engine().runs.chain(own.id);
  assert.deepEqual(others.map(({ scheduleName }) => scheduleName).toSorted(), ['A', 'B']);
});

test('a cancel with the rest of the chain leaves a part of it, and a rerun without it takes it along', async (t) => {
  const rig = await withReport(t);
  const last = await called(rig, 'Last');
  const middle = await called(rig, 'Middle', [toSchedule('Last', { after: 'always' })]);
  const { id } = await called(rig, 'First', [
    toSchedule('Middle', { after: 'always' }),
    toSchedule('Last', { delaySeconds: 3600 }),
  ]);
  const first = await runNow(rig, id);
  assert.deepEqual((await rig.told(last.id)).toSorted(), ['retrying', 'succeeded: done']);
  rig.launcher().answer(null);
  const again = await rig.engine().runs.rerun(first.id, { chain: true }, operator);
  await turns();
  rig.launcher().end(again.id);
  await turns();
  // First is over, Middle runs, Last waits for its hour.
  const chain = await rig.engine().runs.chain(again.id);
  assert.deepEqual(
    chain.runs.map(({ scheduleName, status }) => `${scheduleName} ${status}`),
    ['First ended', 'Middle running', 'Last retrying'],
  );
  assert.deepEqual(
    chain.next.map(({ name, after }) => `${name} ${after}`),
    ['Last always'],
  );
  await rig.engine().runs.cancel(again.id, { force: false, chain: true }, operator);
  await turns();
  const after = await rig.engine().runs.chain(again.id);
  assert.deepEqual(
    after.runs.map(({ outcome }) => outcome),
    ['succeeded', 'cancelled', 'cancelled'],
  );
  await assert.rejects(rig.engine().runs.cancel(again.id, { force: false, chain: true }, operator), {
    code: 'CONFLICT',
  });
  rig.launcher().answer({ exitCode: 0 });
  const alone = await rig.engine().runs.rerun(first.id, {}, operator);
  await turns();
  assert.deepEqual(
    (await rig.engine().runs.chain(alone.id)).runs.map(({ endsChain }) => endsChain),
    [true],
  );
  assert.equal((await rig.runs(middle.id)).length, 2);
});

test('a test run of a process starts what follows its real runs', async (t) => {
  const rig = await withReport(t);
  await rig.addProcess({ name: 'Load', then: [toProcess('Report')] });
  await rig.engine().runs.startProcess('Load', {}, { isTest: true }, operator);
  await turns();
  assert.deepEqual(await ofProcess(rig, 'Report'), []);
  await rig.engine().runs.startProcess('Load', {}, { isTest: false }, operator);
  await turns();
  assert.equal((await ofProcess(rig, 'Report')).length, 1);
});
