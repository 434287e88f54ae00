import assert from 'node:assert/strict';
import test from 'node:test';
import type { FollowUpInput } from '../../contract/follow-up.ts';
import { called, runNow, toProcess, toSchedule, withReport } from './chain-rig.ts';
import { turns } from './engine-clock.ts';
import { operator } from './rig.ts';

test('a loop is saved where it can be seen, or runs for ever where it cannot', async (t) => {
  const rig = await withReport(t);
  const a = await called(rig, 'A');
  const b = await called(rig, 'B', [toSchedule('A')]);
  const draft = async (id: string, then: FollowUpInput[]) => {
    const row = await rig.engine().schedules.row(id);
    return {
      ...row,
      plan: { kind: 'call' as const, timezone: 'UTC' },
      options: { ...row.options, then: then as never },
      runImmediately: false,
    };
  };
  const change = async (id: string, then: FollowUpInput[]) =>
    rig.engine().schedules.replace(id, (await rig.engine().schedules.row(id)).version, await draft(id, then), operator);
  const full = (one: FollowUpInput) => ({ delaySeconds: 0, values: {}, alsoAfter: [], ...one });
  await assert.rejects(change(a.id, [full(toSchedule(b.id))]), /"A" → "B" → "A"/);
  await assert.rejects(change(a.id, [full(toSchedule(a.id))]), /"A" → "A"/);
  await assert.rejects(rig.addProcess({ name: 'Report', then: [toProcess('Report')] }), /"Report" → "Report"/);
  // B's process is the Robot: through it the way leads from A to B and back.
  await assert.rejects(rig.addProcess({ name: 'Robot', then: [toSchedule('A')] }), /"Robot" → "A" → "Robot"/);
  // By hand in the file, or by a file that is brought back, a loop can still be there.
  const { id } = await called(rig, 'Deep');
  await rig.stop();
  const { DatabaseSync } = await import('node:sqlite');
  const db = new DatabaseSync(`${rig.home}/rota.db`);
  db.prepare(`UPDATE schedule SET options = json_set(options, '$.then', json(?)) WHERE id = ?`).run(
    JSON.stringify([full(toSchedule(id))]),
    id,
  );
  db.close();
  await rig.boot();
  await runNow(rig, id);
  for (let turn = 0; turn < 60; turn += 1) await turns();
  const runs = await rig.runs(id);
  assert.equal(runs.length, 52);
  assert.deepEqual([runs.at(-1)?.outcome, runs.at(-1)?.reason?.code], ['blocked', 'chain-too-long']);
  assert.equal((await rig.engine().runs.chain(runs[30]!.id)).runs.length, 52);
});

test('what is wrong in what follows is found only when it runs, or one fault at a time', async (t) => {
  const rig = await withReport(t);
  await assert.rejects(
    called(
      rig,
      'First',
      [
        toProcess('Reprt'),
        toSchedule('nobody'),
        toProcess('Report', {
          values: { totl: 1, total: 'many', line: '{{values.custmer}}', key: 'plain' },
          alsoAfter: ['nobody'],
        }),
        toProcess('Report', { values: { line: '{{values.password}} {{run.when}} {{output.x}}' } }),
      ],
      { process: 'Load' },
    ),
    (error: { details: { field: string; message: string }[] }) => {
      assert.deepEqual(
        error.details.map(({ message }) => message),
        [
          'options.then[0].then.process: there is no process "Reprt"; did you mean "Report"?',
          'options.then[1].then.schedule: there is no schedule "nobody"',
          'options.then[2].alsoAfter[0]: there is no schedule "nobody"',
          'options.then[2].values.line: "custmer" is no parameter of "Load", which it follows; did you mean "customer"?',
          'options.then[2].values.totl: is not a parameter of "Report"; did you mean "total"?',
          'options.then[2].values.key: is a secret, which is not kept here: give {{values.NAME}} of a secret of the run before, or a reference to the vault',
          'options.then[2].values.total: must be a number such as 3.5',
          'options.then[3].values.line: "{{output.x}}" is none of {{outputs.NAME}}, {{values.NAME}} and {{run.FACT}}',
          'options.then[3].values.line: "password" is a secret, which only a secret parameter may be given',
          'options.then[3].values.line: "when" is no fact of a run: there are id, outcome, process, schedule, startedAt, endedAt, exitCode, message',
        ],
      );
      return true;
    },
  );
});

test('a chain that is moved to another Rota points to schedules that are not there, or is taken in anew each time', async (t) => {
  const [here, there] = [await withReport(t), await withReport(t)];
  await called(here, 'Last');
  const other = await called(here, 'Other');
  await called(here, 'First', [toSchedule('Last', { alsoAfter: ['Other'], delaySeconds: 5 }), toProcess('Report')]);
  const { schedules, ...exported } = here.engine().exchange.export(operator);
  const pages = [];
  for await (const page of schedules) pages.push(...page);
  // The first names one that comes after it.
  const document = { ...exported, schedules: pages.toSorted((a, b) => (a.draft.name < b.draft.name ? -1 : 1)) };
  const names = ['First', 'Last', 'Other'];
  const take = () => there.engine().exchange.import({ kind: 'rota', document, isDryRun: false }, operator);
  const told = async () =>
    (await take()).changes
      .filter(({ kind, name }) => kind === 'schedule' && names.includes(name))
      .map(({ change }) => change);
  assert.deepEqual(await told(), ['add', 'add', 'add']);
  const { rows } = await there.engine().schedules.list({ filter: 'all', q: '', limit: 10 });
  const idOf = (name: string) => rows.find((row) => row.name === name)!.id;
  const then = rows.find(({ name }) => name === 'First')?.options.then;
  assert.deepEqual(
    then?.map(({ then: to, alsoAfter, delaySeconds }) => [to, alsoAfter, delaySeconds]),
    [
      [{ kind: 'schedule', schedule: idOf('Last') }, [idOf('Other')], 5],
      [{ kind: 'process', process: 'Report', worker: null }, [], 0],
    ],
  );
  assert.notEqual(idOf('Other'), other.id);
  assert.deepEqual(await told(), ['same', 'same', 'same']);
});
