import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test, { type TestContext } from 'node:test';
import { client, createRig, hour, minute, operator, second, type EngineRig } from './rig.ts';

interface Waiting {
  readonly rig: EngineRig;
  readonly put: (name: string, text?: string) => Promise<void>;
  readonly conditions: object;
}

/** As a program that administers Rota. */
async function call(rig: EngineRig, conditions: object): Promise<string> {
  const body = { name: 'Robot', timezone: 'UTC', runOnce: 'Y', runImmediately: 'Y', conditions };
  const caller = { ...client, scopes: ['start', 'manage'] } as const;
  return (await rig.engine().connector.start(body, caller, {})).robustaSpid;
}

/** Runs of a schedule that is due each hour wait for `bank.xml`; the first time is a minute from now. */
async function waiting(t: TestContext, change: object = {}, file: object = {}): Promise<Waiting> {
  const rig = await createRig(t, { at: Date.UTC(2026, 10, 23, 6, 59) });
  const folder = await mkdtemp(path.join(tmpdir(), 'rota-conditions-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  return {
    rig,
    put: (name, text = name) => writeFile(path.join(folder, name), text),
    conditions: { list: [{ kind: 'file', folder, pattern: 'bank*.xml', ...file }], everySeconds: 30, ...change },
  };
}

test('a run that is due starts before its condition holds, or never, or says not what it waits for', async (t) => {
  const { rig, put, conditions } = await waiting(t);
  const { id } = await rig.schedule({ options: { conditions } });
  await rig.clock.move(6 * minute);
  assert.deepEqual(await rig.told(id), ['retrying']);
  assert.equal(rig.launcher().active.size, 0);
  const [run] = await rig.runs(id);
  assert.equal(run?.reason?.code, 'waits-for');
  assert.match(JSON.stringify(run?.reason), /no file matches/);
  assert.equal(run?.retryAt, null);
  assert.equal((await rig.engine().schedules.row(id)).activeRun?.reason?.code, 'waits-for');
  await put('bank-1.xml');
  await rig.clock.move(31 * second);
  assert.deepEqual(await rig.told(id), ['succeeded: done']);
  const [over] = await rig.runs(id);
  assert.equal(over?.isLate, false, 'it was its condition that was late');
  assert.deepEqual(rig.troubles, []);
});

test('a condition that never comes true keeps a run for ever, and nobody learns which one it was', async (t) => {
  const { rig, conditions } = await waiting(t, { limitMinutes: 10 });
  await rig.addProcess({ name: 'Tell' });
  const then = [{ after: 'failure', then: { kind: 'process', process: 'Tell' } }];
  const { id } = await rig.schedule({ options: { conditions, then } });
  await rig.clock.move(10 * minute);
  assert.deepEqual(await rig.told(id), ['retrying']);
  await rig.clock.move(2 * minute);
  assert.deepEqual(await rig.told(id), ['expired: condition-not-met']);
  const [run] = await rig.runs(id);
  assert.equal(run?.reason?.params['minutes'], 10);
  assert.match(JSON.stringify(run?.reason?.params['what']), /bank\*\.xml/);
  assert.equal(run?.endedAt, run.dueAt + 10 * minute);
  const told = (await rig.runs()).filter(({ process }) => process === 'Tell');
  assert.deepEqual(
    told.map(({ follows }) => follows?.run),
    [run?.id],
    'what follows a failure follows it',
  );
});

test('a restart forgets a run that waits, begins its time anew, or starts it although nothing has come', async (t) => {
  const { rig, put, conditions } = await waiting(t, { limitMinutes: 30 });
  const { id } = await rig.schedule({ quartz: '0 0 7 * * ?', options: { conditions } });
  const other = await rig.schedule({
    quartz: '0 0 7 * * ?',
    options: { conditions: { ...conditions, limitMinutes: 90 } },
  });
  await rig.clock.move(2 * minute);
  await rig.stop();
  rig.clock.leap(10 * minute);
  await rig.boot();
  assert.deepEqual(await rig.told(id), ['retrying']);
  await rig.clock.move(20 * minute);
  assert.deepEqual(await rig.told(id), ['expired: condition-not-met']);
  await rig.stop();
  await put('bank.xml');
  rig.clock.leap(3 * hour);
  await rig.boot();
  await rig.clock.move(second);
  assert.deepEqual(await rig.told(other.id), ['succeeded: done'], 'what has come while it was off counts, once');
});

test('a clock that is set back keeps a run waiting for hours more', async (t) => {
  const { rig, conditions } = await waiting(t, { limitMinutes: 20 });
  const { id } = await rig.schedule({ quartz: '0 0 7 * * ?', options: { conditions } });
  await rig.clock.move(2 * minute);
  rig.clock.set(-5 * hour);
  await rig.clock.move(15 * minute);
  assert.deepEqual(await rig.told(id), ['retrying']);
  await rig.clock.move(6 * minute);
  assert.deepEqual(await rig.told(id), ['expired: condition-not-met']);
});

test('a run that waits cannot be cancelled, or keeps the only place from others', async (t) => {
  const { rig, conditions } = await waiting(t);
  await rig.settings({ runsAtOnce: 1 });
  const { id } = await rig.schedule({ options: { conditions } });
  await rig.clock.move(2 * minute);
  const spid = await rig.start({ runOnce: 'Y', runImmediately: 'Y' });
  await rig.clock.move(second);
  assert.equal((await rig.status(spid))['status'], 'SUCCEEDED');
  const [run] = await rig.runs(id);
  await rig.engine().runs.cancel(run!.id, { force: false }, operator);
  await rig.clock.move(minute);
  assert.deepEqual(await rig.told(id), ['cancelled: cancelled-by']);
});

test('a person who starts it now waits, and a program that calls it does not', async (t) => {
  const { rig, put, conditions } = await waiting(t);
  const { id } = await rig.schedule({ plan: { kind: 'call', timezone: 'UTC' }, options: { conditions } });
  await rig.engine().schedules.runNow(id, {}, operator);
  await rig.clock.move(second);
  assert.deepEqual(await rig.told(id), ['succeeded: done']);
  const spid = await call(rig, conditions);
  await rig.clock.move(second);
  const status = await rig.status(spid);
  assert.equal(status['status'], 'WAITING');
  assert.match(String(status['message']), /^Waiting: waits for its conditions: no file matches /);
  await put('bank.xml');
  await rig.clock.move(31 * second);
  assert.equal((await rig.status(spid))['status'], 'SUCCEEDED');
});

test('a schedule that another one follows does not wait for its conditions after it', async (t) => {
  const { rig, put, conditions } = await waiting(t);
  const { id } = await rig.schedule({ plan: { kind: 'call', timezone: 'UTC' }, options: { conditions } });
  const then = [{ after: 'success', then: { kind: 'schedule', schedule: id }, delaySeconds: 120 }];
  const first = await rig.schedule({ plan: { kind: 'call', timezone: 'UTC' }, options: { then } });
  await rig.engine().schedules.runNow(first.id, {}, operator);
  await rig.clock.move(second);
  await put('bank.xml');
  await rig.clock.move(minute);
  assert.deepEqual(await rig.told(id), ['retrying'], 'its delay comes first');
  await rig.clock.move(2 * minute);
  assert.deepEqual(await rig.told(id), ['succeeded: done']);
});

test('one that waits does not count for the overlap of its schedule', async (t) => {
  for (const [overlap, told] of [
    ['skip', ['retrying', 'skipped: overlap']],
    ['replace', ['cancelled: replaced', 'retrying']],
    ['queue', ['retrying', 'retrying']],
  ] as const) {
    const { rig, put, conditions } = await waiting(t, { limitMinutes: 600 });
    const { id } = await rig.schedule({ quartz: '0 * * * * ?', options: { overlap, conditions } });
    await rig.clock.move(2 * minute + second);
    assert.deepEqual(await rig.told(id), told, overlap);
    await put('bank.xml');
    await rig.clock.move(31 * second);
    assert.equal((await rig.told(id)).filter((one) => one === 'succeeded: done').length, overlap === 'queue' ? 2 : 1);
    await rig.stop();
  }
});

test('with "replace" a running one is stopped for one that does not start', async (t) => {
  const { rig, put, conditions } = await waiting(t);
  rig.launcher().answer(null);
  const { id } = await rig.schedule({ options: { overlap: 'replace', conditions } });
  await put('bank.xml', 'x');
  await rig.clock.move(minute + second);
  assert.deepEqual(await rig.told(id), ['running']);
  const row = await rig.engine().schedules.row(id);
  const { plan, options, process, name, worker, values, isFavourite, version } = row;
  const [one] = (options.conditions as { list: object[] }).list;
  const other = { ...options, conditions: { ...options.conditions, list: [{ ...one, pattern: 'later.xml' }] } };
  const draft = { plan, options: other, process, name, worker, values, isFavourite, runImmediately: false };
  await rig.engine().schedules.replace(id, version, draft as never, operator);
  await rig.clock.move(hour);
  assert.deepEqual(await rig.told(id), ['running', 'retrying']);
  await put('later.xml');
  await rig.clock.move(31 * second);
  assert.deepEqual(await rig.told(id), ['cancelled: replaced', 'running']);
});

test('while everything is paused a run ends although nobody looked, or starts', async (t) => {
  const { rig, put, conditions } = await waiting(t, { limitMinutes: 5 });
  const { id } = await rig.schedule({ quartz: '0 0 7 * * ?', options: { conditions } });
  await rig.clock.move(2 * minute);
  await rig.engine().schedules.pauseAll(null, operator);
  await put('bank.xml');
  await rig.clock.move(30 * minute);
  assert.deepEqual(await rig.told(id), ['retrying']);
  await rig.engine().schedules.resumeAll(operator);
  await rig.clock.move(second);
  assert.deepEqual(await rig.told(id), ['succeeded: done']);
});

test('a file that is still being written counts', async (t) => {
  const { rig, put, conditions } = await waiting(t, { everySeconds: 600 }, { stillSeconds: 20 });
  const { id } = await rig.schedule({ options: { conditions } });
  await put('bank.xml', 'a');
  await rig.clock.move(minute + 15 * second);
  await put('bank.xml', 'a bigger one');
  await rig.clock.move(10 * second);
  assert.deepEqual(await rig.told(id), ['retrying']);
  await rig.clock.move(45 * second);
  assert.deepEqual(await rig.told(id), ['succeeded: done'], 'it is looked at again once it can be still');
});

test('hundreds that wait for the same are looked after one by one, or one is forgotten', async (t) => {
  const { rig, put, conditions } = await waiting(t);
  const spids: string[] = [];
  for (let at = 0; at < 260; at += 1) spids.push(await call(rig, conditions));
  await rig.clock.move(minute);
  assert.equal((await rig.runs()).filter(({ status }) => status === 'retrying').length, spids.length);
  await put('bank.xml');
  await rig.clock.move(2 * minute);
  assert.deepEqual([...new Set(await rig.told())], ['succeeded: done']);
});
