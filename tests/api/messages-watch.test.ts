import assert from 'node:assert/strict';
import test from 'node:test';
import { said } from '../../contract/translatable.ts';
import { hour, minute, openMessageRig, person } from './message-rig.ts';

test('what should have begun and still waits is told once, also across a kill', async (context) => {
  const rig = await openMessageRig(context);
  await rig.rule({ events: ['late'], lateMinutes: 5, burstMinutes: 0 });
  const { seq } = await rig.addSchedule('Invoices', 'Morning');
  const dueAt = rig.clock.now();
  await rig.store().runs.insert(seq, {
    ...{ id: 'waits', process: 'Invoices', trigger: 'schedule', starter: null, startedBy: null, dueAt, at: dueAt },
    ...{ maxAttempts: 1, rank: 0, expiresAt: null, input: null, rerunOf: null, worker: 'w', target: null, ended: null },
  });
  await rig.pass(4 * minute);
  assert.deepEqual(rig.titles(), []);
  await rig.pass(3 * minute);
  await rig.die();
  await rig.pass(10 * minute);
  assert.deepEqual(rig.titles(), ['Morning is late: it has not started yet']);
});

test('the disk is told once when it is nearly full, and again only after it had room', async (context) => {
  let free = 5000;
  const rig = await openMessageRig(context, { freeBytes: () => free * 1024 * 1024 });
  await rig.rule({ events: ['disk-nearly-full'], diskMegabytes: 1000, burstMinutes: 0 });
  await rig.pass(2 * minute);
  free = 900;
  await rig.pass(5 * minute);
  await rig.die();
  free = 1050;
  await rig.pass(2 * minute);
  free = 900;
  await rig.pass(2 * minute);
  assert.deepEqual(rig.titles(), ['The disk is nearly full']);
  assert.match(rig.arrived[0]!.message.lines[0]!, /^900 MB are free/);
  free = 2000;
  await rig.pass(2 * minute);
  free = 900;
  await rig.pass(2 * minute);
  assert.equal(rig.arrived.length, 2);
});

test('a worker of a fleet that is away is told once each time, from the minute that the rule names', async (context) => {
  const gone = { id: 'w2', name: 'Muhasebe', lastSeen: 1000, awayMs: 5 * minute - 1 };
  let away = [gone];
  let asked = 0;
  const rig = await openMessageRig(context, { awayWorkers: () => Promise.resolve(((asked += 1), away)) });
  await rig.rule({ events: ['worker-away'], scope: { kind: 'process', process: 'Invoices' }, burstMinutes: 0 });
  await rig.pass(2 * minute);
  assert.equal(asked, 0, 'only a rule about everything asks');
  await rig.rule({ events: ['worker-away'], awayMinutes: 5, burstMinutes: 0, channels: ['ekip', 'team'] });
  await rig.pass(2 * minute);
  assert.deepEqual(rig.titles(), []);
  away = [{ ...gone, awayMs: 5 * minute }];
  await rig.pass(2 * minute);
  await rig.die();
  away = [{ ...gone, awayMs: 50 * minute }];
  await rig.pass(5 * minute);
  assert.deepEqual(rig.titles().toSorted(), ['Muhasebe adlı bilgisayardan haber alınamıyor', 'Muhasebe is away']);
  const english = rig.arrived.find(({ channel }) => channel === 'team')!.message;
  assert.equal(english.severity, 'failure');
  assert.deepEqual(english.facts, [{ name: 'Computer', value: 'Muhasebe' }]);
  assert.match(english.lines[0]!, /^It was last seen at 1 Jan 1970/);
  // It was there, and is away again.
  away = [];
  await rig.pass(2 * minute);
  away = [
    { ...gone, lastSeen: 2000 },
    { id: 'w3', name: 'Depo', lastSeen: 1, awayMs: minute },
  ].map((one) => ({
    ...one,
    awayMs: one.id === 'w2' ? 6 * minute : minute,
  }));
  await rig.pass(2 * minute);
  assert.equal(rig.arrived.length, 4);
});

test('a disk that is nearly full is told also where no row can be written any more', async (context) => {
  const rig = await openMessageRig(context, { freeBytes: () => 0 });
  const { store } = rig;
  Object.assign(store().messages, { addEvent: () => Promise.reject(new Error('no room')) });
  await rig.rule({ events: ['disk-nearly-full'], channels: ['ekip'] });
  await rig.pass(3 * minute);
  assert.deepEqual(rig.titles(), ['Disk dolmak üzere']);
});

test('the summary of a day comes once at its time, and a rule made after that time begins tomorrow', async (context) => {
  const rig = await openMessageRig(context);
  // It is 12:00 in Istanbul.
  await rig.rule({ events: [], digestAt: '11:00', channels: ['ekip'] });
  await rig.rule({ events: [], digestAt: '14:00' });
  await rig.run('failed');
  await rig.run('succeeded');
  await rig.pass(3 * hour);
  await rig.die();
  await rig.pass(2 * hour);
  assert.deepEqual(rig.titles(), ['Summary of 30 Nov 2026: 1 of 2 runs failed']);
  assert.match(rig.arrived[0]!.message.lines.join('\n'), /Invoices: 1 failed[\s\S]*no such invoice/);
  rig.clock.move(18 * hour);
  await rig.settle();
  await rig.pass(2 * minute);
  assert.deepEqual(rig.titles().slice(1), ['1 Ara 2026 özeti: 2 çalıştırmanın 1 tanesi başarısız oldu']);
});

test('a rule that names a channel which is not there is refused, and an older version does not overwrite a newer one', async (context) => {
  const rig = await openMessageRig(context);
  await assert.rejects(rig.rule({ channels: ['nobody'] }), { code: 'NOT_FOUND' });
  const rule = await rig.rule({});
  const { id, ...draft } = rule;
  await rig.messages().changeRule(id, { ...draft, burstMinutes: 30 }, person, rule);
  await assert.rejects(rig.messages().changeRule(id, { ...draft, burstMinutes: 5 }, person, rule), {
    code: 'VERSION_CONFLICT',
  });
  assert.equal(rig.messages().rules()[0]?.burstMinutes, 30);
});

test('old messages go with the audit log, those still on their way stay', async (context) => {
  const rig = await openMessageRig(context);
  await rig.rule({ burstMinutes: 0 });
  await rig.run('failed');
  await rig.look();
  rig.answer(() => ({ state: 'failed', problem: said`answered ${500}`, notBefore: null }));
  await rig.run('failed', 'Payroll');
  await rig.look();
  assert.equal((await rig.list()).length, 2);
  await rig.store().retention.removeRecords(rig.clock.now() + hour, rig.clock.now(), 100);
  assert.deepEqual(
    (await rig.list()).map(({ run }) => run?.process),
    ['Payroll'],
  );
});
