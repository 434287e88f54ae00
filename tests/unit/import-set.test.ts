import assert from 'node:assert/strict';
import test from 'node:test';
import { RotaError } from '../../contract/errors.ts';
import { scheduleDraft } from '../../contract/schedule.ts';
import { said } from '../../contract/translatable.ts';
import { readExportInSteps } from '../../server/domain/import/import-export.ts';
import { createSetBuilder, processNameFrom, type SetBuilder } from '../../server/domain/import/import-set.ts';

const draft = (name: string, process = 'Pay') =>
  scheduleDraft.parse({ name, process, plan: { kind: 'once', at: Date.UTC(2027, 0, 1), timezone: 'UTC' } });
const namesOf = ({ set }: SetBuilder): string[] =>
  set.schedules.map((schedule) => scheduleDraft.parse(schedule.draft).name);

test('a name from outside is longer than a name may be, or is cut where it need not be', () => {
  const builder = createSetBuilder();
  builder.addSchedule(draft('n'.repeat(190)), { note: null });
  builder.addSchedule({ ...draft('x'), name: 'm'.repeat(400) }, { note: null });
  builder.refuse('schedule', 'r'.repeat(400), said`cannot run`);
  assert.deepEqual(
    namesOf(builder).map((name) => name.length),
    [190, 190],
  );
  assert.equal(builder.set.refused[0]?.name.length, 190);
  assert.equal(processNameFrom('p'.repeat(81)).length, 80);
});

test('a second schedule of one name and process replaces the first, one without a name has none', () => {
  const builder = createSetBuilder();
  for (const one of [draft('Night'), draft('Night'), draft('Night', 'Ship'), { ...draft('x'), name: '' }])
    builder.addSchedule(one, { note: null });
  const names = namesOf(builder);
  assert.equal(new Set(names.slice(0, 2)).size, 2, 'two of one process');
  assert.deepEqual([names[0], names[2], names[3]], ['Night', 'Night', 'Pay']);
  assert.deepEqual(
    builder.set.schedules.map(({ isPaused }) => isPaused),
    [false, false, false, false],
  );
});

test('one command becomes two processes, or two commands one', () => {
  const builder = createSetBuilder();
  const names = [
    builder.addProcess('backup', { command: '/opt/a' }, null),
    builder.addProcess('backup', { command: '/opt/b' }, null),
    builder.addProcess('other', { command: '/opt/a' }, null),
  ];
  assert.equal(names[0], 'backup');
  assert.notEqual(names[1], 'backup');
  assert.equal(names[2], 'backup');
  assert.equal(builder.set.processes.length, 2);
});

function readExport(document: unknown) {
  const steps = readExportInSteps(document);
  for (let step = steps.next(); ; step = steps.next()) if (step.done === true) return step.value;
}

test('a schedule of an exported document that is none is taken, or a good one refused', () => {
  const schedules = [{ draft: { name: 'Night' } }, { id: 's1', draft: 1, isPaused: true }];
  assert.deepEqual(readExport({ rota: 1, schedules }).schedules, [
    { id: null, draft: { name: 'Night' }, isPaused: false, note: '' },
    { id: 's1', draft: 1, isPaused: true, note: '' },
  ]);
  assert.throws(
    () => readExport({ rota: 1, schedules: [{ draft: 1, isPaused: 'yes' }] }),
    (error) => error instanceof RotaError && error.details[0]?.field === 'schedules[0].isPaused',
  );
});
