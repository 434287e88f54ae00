import assert from 'node:assert/strict';
import { open } from 'node:fs/promises';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import test from 'node:test';
import { reasonIn } from '../../contract/words/reason-in.ts';
import { serverTr } from '../../contract/words/tr/server.ts';
import { createRig, minute, operator, second } from './rig.ts';

test('no more run at once than the worker allows, and a raised limit is used at once', async (t) => {
  const rig = await createRig(t);
  rig.launcher().answer(null);
  for (let count = 0; count < 10; count += 1) await rig.start({});
  assert.equal(rig.launcher().active.size, 4);
  await rig.settings({ runsAtOnce: 7 });
  await rig.clock.move(0);
  assert.equal(rig.launcher().active.size, 7);
  await rig.settings({ runsAtOnce: 1 });
  for (const id of [...rig.launcher().active.keys()].slice(0, 6)) rig.launcher().end(id);
  await rig.clock.move(0);
  assert.equal(rig.launcher().active.size, 1);
});

test('starts that come at one instant take more places than there are, or one of them is lost', async (t) => {
  const rig = await createRig(t);
  await rig.addProcess({ name: 'Narrow', maxConcurrent: 2 });
  rig.launcher().answer(null);
  await rig.settings({ runsAtOnce: 5 });
  await rig.clock.move(0);
  await Promise.all(Array.from({ length: 6 }, () => rig.start({ name: 'Narrow' })));
  await rig.clock.move(0);
  assert.equal(rig.launcher().active.size, 2);
  await Promise.all(Array.from({ length: 8 }, () => rig.start({})));
  await rig.clock.move(0);
  assert.equal(rig.launcher().active.size, 5);
  for (let round = 0; round < 20 && rig.launcher().active.size > 0; round += 1) {
    for (const id of [...rig.launcher().active.keys()]) rig.launcher().end(id);
    await rig.clock.move(0);
  }
  assert.deepEqual(
    (await rig.runs()).map(({ outcome }) => outcome),
    Array<string>(14).fill('succeeded'),
  );
});

test('a start that needs not wait goes before one that waits', async (t) => {
  const rig = await createRig(t);
  await rig.addProcess({ name: 'Other' });
  rig.launcher().answer(null);
  await rig.settings({ runsAtOnce: 1 });
  await rig.start({ name: 'Other' });
  const [holder = ''] = rig.launcher().active.keys();
  await rig.start({ name: 'Robot' });
  rig.launcher().end(holder);
  // At the moment when the slot is free and the previous run has not been picked yet.
  await rig.start({ name: 'Other' });
  await rig.clock.move(0);
  assert.deepEqual(
    [...rig.launcher().active.values()].map(({ process }) => process.name),
    ['Robot'],
  );
});

test('a process has its own limit, and does not hold up others behind it', async (t) => {
  const rig = await createRig(t);
  await rig.addProcess({ name: 'Narrow', maxConcurrent: 1 });
  rig.launcher().answer(null);
  for (let count = 0; count < 5; count += 1) await rig.start({ name: 'Narrow' });
  await rig.start({});
  const running = [...rig.launcher().active.values()].map(({ process }) => process.name);
  assert.deepEqual(running.toSorted(), ['Narrow', 'Robot']);
});

test('what holds a waiting run up stands on it everywhere, is reported anew when it changes, and is gone when it runs', async (t) => {
  const answers: ((said: 'go' | 'later') => void)[] = [];
  const ask = () => new Promise<'go' | 'later'>((resolve) => answers.push(resolve));
  const rig = await createRig(t, { start: { beforeDesktopRun: ask } });
  await rig.addProcess({ name: 'Desk', usesDesktop: true });
  rig.launcher().answer(null);
  const { id } = await rig.schedule({ process: 'Desk', plan: { kind: 'call', timezone: 'UTC' } });
  rig.engine().worker.setDesktop('locked');
  const run = await rig.engine().schedules.runNow(id, {}, operator);
  const heard: (string | undefined)[] = [];
  const rows: (string | undefined)[] = [];
  rig.engine().subscribe((announcement) => {
    if (announcement.type === 'run') heard.push(announcement.run.reason?.code ?? announcement.run.status);
    if (announcement.type === 'schedule') rows.push(announcement.row?.activeRun?.reason?.code);
  });
  const told = async () => [
    (await rig.engine().runs.detail(run.id)).run.reason?.code,
    (await rig.runs(id))[0]?.reason?.code,
    (await rig.engine().schedules.row(id)).activeRun?.reason?.code,
    (await rig.engine().schedules.list({ filter: 'running', q: '', limit: 10 })).rows[0]?.activeRun?.reason?.code,
  ];
  const same = (code: string | undefined) => [code, code, code, code];
  assert.deepEqual(await told(), same('desktop-locked'));

  rig.engine().worker.setDesktop('ready');
  await rig.clock.move(second);
  assert.deepEqual(await told(), same('desktop-asking'));
  answers[0]?.('later');
  await rig.clock.move(second);
  assert.deepEqual(await told(), same('desktop-later'));
  const until = (await rig.engine().runs.detail(run.id)).run.reason?.params['at'];
  assert.equal(Number(until) - rig.clock.now() > 9 * minute, true);
  await rig.engine().schedules.pauseAll(null, operator);
  await rig.clock.move(second);
  assert.deepEqual(await told(), same('all-paused'));
  await rig.engine().schedules.resumeAll(operator);
  await rig.clock.move(10 * minute);
  answers[1]?.('go');
  await rig.clock.move(second);
  assert.deepEqual(await told(), same(undefined));
  assert.deepEqual(
    heard.filter((one, index) => one !== heard[index - 1]),
    ['desktop-asking', 'desktop-later', 'all-paused', 'desktop-later', 'desktop-asking', 'running'],
  );
  assert.ok(rows.includes('desktop-later') && rows.includes('all-paused'), `rows told: ${rows.join(', ')}`);
});

test('a run that waits for its turn says what for, on its page and in the row of its schedule', async (t) => {
  const rig = await createRig(t);
  await rig.addProcess({ name: 'Narrow', maxConcurrent: 1 });
  rig.launcher().answer(null);
  await rig.start({ name: 'Narrow' });
  const { id } = await rig.schedule({ process: 'Narrow', plan: { kind: 'call', timezone: 'UTC' } });
  const run = await rig.engine().schedules.runNow(id, {}, operator);
  const busy = { code: 'process-busy', params: { count: 1 } };
  assert.deepEqual((await rig.engine().runs.detail(run.id)).run.reason, busy);
  assert.deepEqual((await rig.engine().schedules.row(id)).activeRun?.reason, busy);
  const again = await rig.engine().schedules.runNow(id, {}, operator);
  assert.deepEqual((await rig.engine().runs.detail(again.id)).run.reason, busy);
});

test('a due time whose moment passes while the queue is full is expired on time, and never runs', async (t) => {
  const rig = await createRig(t);
  await rig.settings({ runsAtOnce: 1 });
  rig.launcher().answer(null);
  await rig.start({});
  const { id } = await rig.schedule({ quartz: '0 1 7 * * ?', options: { notLaterThanSeconds: 30 } });
  await rig.clock.move(minute + 29 * second);
  assert.deepEqual(await rig.told(id), ['queued']);
  await rig.clock.move(2 * second);
  assert.deepEqual(await rig.told(id), ['expired: too-late']);
  rig.launcher().end([...rig.launcher().active.keys()][0]!);
  await rig.clock.move(minute);
  assert.equal(rig.launcher().launched.length, 1);
});

test('a run that is cancelled while it is being taken from the queue does not go on behind our back', async (t) => {
  const rig = await createRig(t);
  rig.launcher().answer(null);
  for (let round = 0; round < 20; round += 1) {
    // No turn of the event loop between the start and the cancel: both reach the dispatcher at work.
    const { robustaSpid } = await rig.engine().connector.start({ name: 'Robot' }, operator, {});
    for (let turn = 0; turn < round % 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    await rig.engine().connector.cancel(robustaSpid, operator);
    await rig.clock.move(0);
    assert.deepEqual(await rig.told(robustaSpid), ['cancelled: cancelled-by']);
    assert.equal(rig.launcher().active.size, 0, `round ${round}: its child is stopped`);
  }
});

test('the same Idempotency-Key starts nothing twice within a day, and is free again after it', async (t) => {
  const rig = await createRig(t);
  const first = await rig.start({}, 'order-1');
  assert.equal(await rig.start({}, 'order-1'), first);
  await assert.rejects(rig.start({ priority: 3 }, 'order-1'), { code: 'IDEMPOTENCY_MISMATCH' });
  assert.equal((await rig.runs()).length, 1);
  rig.clock.leap(25 * 60 * minute);
  const next = await rig.start({ priority: 3 }, 'order-1');
  assert.notEqual(next, first);
  assert.equal((await rig.runs()).length, 2);
});

test('what was fit when it was stored and is not any more is blocked, with what is missing', async (t) => {
  const rig = await createRig(t);
  const { id } = await rig.schedule({ quartz: '0 1 7 * * ?' });
  const parameters = { properties: { customer: { type: 'string' } }, required: ['customer'] };
  await rig.addProcess({ parameters });
  await rig.clock.move(minute);
  assert.deepEqual(await rig.told(id), ['blocked: values-invalid']);
  const reason = (await rig.runs(id))[0]?.reason;
  assert.ok(reason);
  assert.equal(
    reasonIn('en', reason),
    'its values do not fit the process any more: values.customer: is required and missing',
  );
  assert.equal(
    reasonIn('tr', reason, undefined, serverTr),
    'değerleri artık sürece uymuyor: customer: gerekli, ama verilmemiş',
  );
});

test('a disk that cannot be read for a moment leaves a run in the queue: it begins once the disk answers again', async (t) => {
  const rig = await createRig(t);
  await rig.engine().schedules.pauseAll(null, operator);
  const id = await rig.start({});
  // Without Rota's knowledge: the page of a table that contains the run's values.
  const file = path.join(rig.home, 'rota.db');
  const db = new DatabaseSync(file);
  const [{ page } = { page: 0 }] = db
    .prepare(`SELECT rootpage AS page FROM sqlite_schema WHERE name = 'old_input'`)
    .all();
  const [{ page_size: size } = { page_size: 0 }] = db.prepare('PRAGMA page_size').all();
  const at = (Number(page) - 1) * Number(size);
  // A write by another program makes Rota read again.
  const forget = () => db.exec('CREATE TABLE other (n); DROP TABLE other; PRAGMA wal_checkpoint(TRUNCATE)');
  forget();
  const disk = await open(file, 'r+');
  try {
    const good = Buffer.alloc(Number(size));
    await disk.read(good, 0, good.length, at);
    await disk.write(Buffer.alloc(good.length, 0x5a), 0, good.length, at);
    await rig.engine().schedules.resumeAll(operator);
    await rig.clock.move(0);
    assert.deepEqual(await rig.told(id), ['queued']);
    assert.match(rig.troubles.join('\n'), /taking runs from the queue failed/);

    await disk.write(good, 0, good.length, at);
    forget();
    await rig.clock.move(second);
    assert.deepEqual(await rig.told(id), ['succeeded: done']);
  } finally {
    // Before the rig removes its folder: Windows removes no file that is open.
    db.close();
    await disk.close();
  }
});
