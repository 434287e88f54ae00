import assert from 'node:assert/strict';
import test from 'node:test';
import { inEnglish, said } from '../../contract/translatable.ts';
import { messageDelaysMs } from '../../server/domain/message-rules.ts';
import { hour, minute, openMessageRig, person } from './message-rig.ts';

test('a run that failed for good reaches the channel of its rule, with the reason and a link to it', async (context) => {
  const rig = await openMessageRig(context);
  await rig.rule({});
  await rig.run('succeeded');
  const id = await rig.run('failed');
  await rig.look();
  await rig.pass(minute);
  assert.equal(rig.arrived.length, 1);
  const { channel, message } = rig.arrived[0]!;
  assert.equal(channel, 'team');
  assert.equal(message.title, 'Invoices failed');
  assert.deepEqual(message.lines, ['Exit code 3: no such invoice.']);
  assert.equal(message.link?.url, `http://rota.example/#/runs/${id}`);
  assert.deepEqual(message.run, { id, state: 'failed', exitCode: 3 });
  assert.deepEqual(
    message.facts.map(({ name }) => name),
    ['Process', 'Due', 'Started', 'Took', 'Exit code', 'Computer'],
  );
  assert.deepEqual(
    (await rig.list()).map(({ state, attempts }) => [state, attempts]),
    [['delivered', 1]],
  );
});

test('a kill between the end of a run and its message loses nothing and doubles nothing', async (context) => {
  const rig = await openMessageRig(context);
  await rig.rule({});
  await rig.run('failed');
  await rig.die();
  await rig.pass(minute);
  assert.deepEqual(rig.titles(), ['Invoices failed']);
  await rig.die();
  await rig.pass(hour);
  assert.equal(rig.arrived.length, 1);
});

test('a kill while a message waits for its window loses nothing', async (context) => {
  const rig = await openMessageRig(context);
  await rig.rule({ burstMinutes: 15 });
  await rig.run('failed');
  await rig.look();
  assert.equal(rig.arrived.length, 0, 'it still waits for others');
  await rig.die();
  await rig.pass(minute);
  assert.equal(rig.arrived.length, 1);
});

test('without a rule that asks for it nothing is written for a run', async (context) => {
  const rig = await openMessageRig(context);
  await rig.run('failed');
  assert.deepEqual((await rig.store().messages.events(10)).events, []);
  const { id } = await rig.rule({});
  await rig.run('succeeded');
  assert.deepEqual((await rig.store().messages.events(10)).events, []);
  await rig.messages().removeRule(id, person);
  await rig.run('failed');
  assert.deepEqual((await rig.store().messages.events(10)).events, []);
});

test('fifty failures are one message with their counts', async (context) => {
  const rig = await openMessageRig(context);
  await rig.rule({ channels: ['team', 'ekip'] });
  for (let count = 0; count < 50; count += 1) await rig.run('failed', count % 5 === 0 ? 'Payroll' : 'Invoices');
  await rig.look();
  await rig.pass(20 * minute);
  assert.equal(rig.arrived.length, 2, 'one for each channel');
  const of = (channel: string) => rig.arrived.find((one) => one.channel === channel)!.message;
  assert.equal(of('team').title, '50 runs failed');
  assert.equal(of('ekip').title, '50 çalıştırma başarısız oldu');
  assert.deepEqual(of('team').facts.slice(0, 2), [
    { name: 'Invoices', value: '40' },
    { name: 'Payroll', value: '10' },
  ]);
  assert.equal(of('team').lines.at(-1), 'and 40 more');
  assert.equal(of('ekip').lines.at(-1), 've 40 tane daha');
  assert.equal(of('team').run, null);
  assert.equal((await rig.list())[0]?.counts.failed, 50);
});

test('within the window there is at most one message, and what came meanwhile follows as one', async (context) => {
  const rig = await openMessageRig(context);
  await rig.rule({ burstMinutes: 15 });
  await rig.run('failed');
  await rig.look();
  await rig.pass(minute);
  assert.equal(rig.arrived.length, 1);
  for (let count = 0; count < 3; count += 1) {
    await rig.run('failed', 'Payroll');
    await rig.look();
    await rig.pass(2 * minute);
  }
  assert.equal(rig.arrived.length, 1);
  await rig.pass(10 * minute);
  assert.deepEqual(rig.titles(), ['Invoices failed', '3 runs failed']);
  assert.ok(rig.arrived[1]!.at - rig.arrived[0]!.at >= 15 * minute);
});

test('a rule without a window sends one message for each event, as a heartbeat needs them', async (context) => {
  const rig = await openMessageRig(context);
  await rig.rule({ burstMinutes: 0, events: ['started', 'succeeded', 'failed'] });
  for (const outcome of ['succeeded', 'failed', 'succeeded'] as const) await rig.run(outcome);
  await rig.look();
  assert.deepEqual(
    rig.arrived.map(({ message }) => message.run?.state),
    ['started', 'succeeded', 'started', 'failed', 'started', 'succeeded'],
  );
});

test('quiet hours hold everything back and let it out as one summary', async (context) => {
  const rig = await openMessageRig(context);
  // It is 12:00 in Istanbul.
  await rig.rule({ quietHours: { from: '11:00', to: '14:00' }, burstMinutes: 0 });
  for (let count = 0; count < 4; count += 1) {
    await rig.run('failed');
    await rig.look();
    await rig.pass(20 * minute);
  }
  assert.equal(rig.arrived.length, 0);
  await rig.die();
  await rig.pass(39 * minute);
  assert.equal(rig.arrived.length, 0);
  await rig.pass(2 * minute);
  assert.deepEqual(rig.titles(), ['4 runs failed']);
});

test('a try that comes due in quiet hours waits for their end', async (context) => {
  const rig = await openMessageRig(context);
  await rig.rule({ quietHours: { from: '12:01', to: '14:00' } });
  rig.answer((_channel, count) =>
    count === 1
      ? { state: 'failed', problem: said`answered ${503}`, notBefore: rig.clock.now() + 5 * minute }
      : { state: 'delivered' },
  );
  await rig.run('failed');
  await rig.look();
  await rig.pass(15_000);
  await rig.pass(hour);
  assert.equal(rig.arrived.length, 1);
  await rig.pass(hour + minute);
  assert.equal(rig.arrived.length, 2);
  assert.equal(rig.arrived[1]!.message.id, rig.arrived[0]!.message.id, 'receivers can drop a second one');
});

test('a channel that never answers holds up neither the others nor the next run', async (context) => {
  const rig = await openMessageRig(context);
  await rig.rule({ channels: ['team', 'ekip'], burstMinutes: 0 });
  rig.answer((channel) => (channel === 'team' ? new Promise(() => {}) : { state: 'delivered' }));
  await rig.run('failed');
  rig.messages().wake();
  // `quiet` would wait for the channel that hangs.
  const until = async (count: number) => {
    while (rig.arrived.filter(({ channel }) => channel === 'ekip').length < count)
      await new Promise((resolve) => setImmediate(resolve));
  };
  await until(1);
  await rig.run('failed', 'Payroll');
  rig.messages().wake();
  await until(2);
  assert.equal(rig.arrived.filter(({ channel }) => channel === 'team').length, 1, 'one at a time through a channel');
  rig.answer(() => ({ state: 'delivered' }));
  rig.clock.move(90_000);
  await rig.settle();
  const hung = (await rig.list()).findLast(({ channel }) => channel === 'team');
  assert.equal(hung?.state, 'waiting');
  assert.equal(inEnglish(hung.lastError as never), 'no answer within 90 s');
});

test('a message is tried again after growing pauses and given up in the end, which is said once for its channel', async (context) => {
  const rig = await openMessageRig(context);
  await rig.rule({});
  rig.answer(() => ({ state: 'failed', problem: said`answered ${500}`, notBefore: null }));
  await rig.run('failed');
  await rig.look();
  await rig.pass(minute);
  for (const delay of messageDelaysMs) {
    assert.equal((await rig.list())[0]?.state, 'waiting');
    rig.clock.move(delay);
    await rig.settle();
  }
  const [delivery] = await rig.list();
  assert.equal(delivery?.state, 'given-up');
  assert.equal(delivery.attempts, messageDelaysMs.length + 1);
  assert.deepEqual(rig.broken, [['team', said`answered ${500}`]]);
});

test('what a receiver refuses for good is not tried again, and can be sent again by hand', async (context) => {
  const rig = await openMessageRig(context);
  await rig.rule({ quietHours: { from: '13:00', to: '23:00' } });
  rig.answer(() => ({ state: 'refused', problem: said`the channel is switched off` }));
  await rig.run('failed');
  await rig.look();
  await rig.pass(2 * hour);
  assert.equal(rig.arrived.length, 1);
  const [given] = await rig.list();
  assert.equal(given?.state, 'given-up');
  rig.answer(() => ({ state: 'delivered' }));
  await rig.messages().sendAgain(given.id, person);
  await rig.settle();
  assert.equal(rig.arrived.length, 2, 'a person who asks for it is not told to wait for the end of quiet hours');
  assert.equal((await rig.list())[0]?.state, 'delivered');
  assert.deepEqual(rig.broken.at(-1), ['team', null], 'the channel works again');
  await assert.rejects(rig.messages().sendAgain('msg_nothing', person), { code: 'NOT_FOUND' });
});

test('what waits because of a rule that is deleted or switched off is not sent', async (context) => {
  const rig = await openMessageRig(context);
  const { id } = await rig.rule({ quietHours: { from: '11:00', to: '14:00' } });
  await rig.run('failed');
  await rig.look();
  await rig.messages().removeRule(id, person);
  await rig.pass(3 * hour);
  assert.equal(rig.arrived.length, 0);
  const [delivery] = await rig.list();
  assert.equal(delivery?.state, 'given-up');
  assert.deepEqual(delivery.lastError, said`the rule was deleted`);
  assert.deepEqual(rig.broken, [], 'the channel is not to blame');
});

test('a recovery is told by the schedule that failed, not by another one of the same process', async (context) => {
  const rig = await openMessageRig(context);
  await rig.rule({ events: ['recovered'], burstMinutes: 0 });
  const one = await rig.addSchedule('Invoices', 'Morning');
  const other = await rig.addSchedule('Invoices', 'Evening');
  await rig.run('failed', 'Invoices', { schedule: one.seq });
  await rig.run('succeeded', 'Invoices', { schedule: other.seq });
  await rig.look();
  assert.deepEqual(rig.titles(), []);
  await rig.run('succeeded', 'Invoices', { schedule: one.seq });
  await rig.run('succeeded', 'Invoices', { schedule: one.seq });
  await rig.look();
  assert.deepEqual(rig.titles(), ['Morning works again']);
});
