import assert from 'node:assert/strict';
import test from 'node:test';
import { createRig, minute, operator, second } from './rig.ts';

test('a retry waits its delay, keeps what it was due for, is not expired by it, and each attempt has its facts', async (t) => {
  const rig = await createRig(t);
  rig.launcher().answer({ exitCode: 7, lastError: 'window not found' });
  const options = { retryCount: 2, retryDelaySeconds: 60, notLaterThanSeconds: 30 };
  const { id } = await rig.schedule({ quartz: '0 1 7 * * ?', options });
  await rig.clock.move(minute);
  assert.deepEqual(await rig.told(id), ['retrying']);
  await rig.clock.move(59 * second);
  assert.equal(rig.launcher().launched.length, 1);
  await rig.clock.move(second);
  assert.equal(rig.launcher().launched.length, 2);
  rig.launcher().answer({ exitCode: 0 });
  await rig.clock.move(minute);
  const [run] = await rig.runs(id);
  assert.deepEqual([run?.outcome, run?.attempt, run?.maxAttempts], ['succeeded', 3, 3]);
  const { run: detail } = await rig.engine().runs.detail(run!.id);
  assert.deepEqual(
    detail.attempts.map(({ facts }) => facts?.exitCode),
    [7, 7, 0],
  );
  assert.deepEqual(
    detail.attempts.map(({ startedAt }) => startedAt - run!.dueAt),
    [0, minute, 2 * minute],
  );
  assert.equal(run?.startedAt, run?.dueAt, 'a run began with its first attempt');
});

test('seven hundred retries that are due at once all come back', async (t) => {
  const rig = await createRig(t);
  await rig.settings({ runsAtOnce: 1000 });
  rig.launcher().answer({ exitCode: 75 });
  for (let count = 0; count < 700; count += 1) {
    await rig.engine().connector.start({ name: 'Robot', retryCount: 1, retryDelaySeconds: 60 }, operator, {});
  }
  await rig.clock.move(second);
  rig.launcher().answer({ exitCode: 0 });
  await rig.clock.move(2 * minute);
  const runs = await rig.runs();
  assert.equal(runs.filter(({ outcome, attempt }) => outcome === 'succeeded' && attempt === 2).length, 700);
});

test('a timeout is an outcome of its own, and is tried again where retries are left', async (t) => {
  const rig = await createRig(t);
  rig.launcher().answer(null);
  const id = await rig.start({ timeoutSeconds: 5, retryCount: 1 });
  assert.equal(rig.launcher().launched[0]?.timeoutMs, 5000);
  for (let attempt = 1; attempt <= 2; attempt += 1) {
    rig.launcher().end([...rig.launcher().active.keys()][0]!, { stoppedBy: 'timeout', exitCode: null });
    await rig.clock.move(second);
  }
  assert.deepEqual(await rig.told(id), ['timed-out: timed-out']);
  assert.equal((await rig.status(id))['status'], 'FAILED');
});

test('a run that fails by itself just when it is cancelled is not tried again, whoever was first', async (t) => {
  const rig = await createRig(t);
  rig.launcher().answer(null);
  // The robot ignores the request: it ends by itself, with a failure that would be retried.
  rig.launcher().stop = () => {};
  const begin = async () => {
    const spid = await rig.start({ retryCount: 3 });
    return { spid, runId: [...rig.launcher().active.keys()][0]! };
  };
  const fail = (runId: string) => rig.launcher().end(runId, { exitCode: 1 });

  const asked = await begin();
  await rig.engine().connector.cancel(asked.spid, operator);
  fail(asked.runId);
  const failedFirst = await begin();
  fail(failedFirst.runId);
  await rig.engine().connector.cancel(failedFirst.spid, operator);
  const sameTurn = await begin();
  const cancelling = rig.engine().connector.cancel(sameTurn.spid, operator);
  fail(sameTurn.runId);
  await cancelling;

  await rig.clock.move(10 * minute);
  for (const { spid } of [asked, failedFirst, sameTurn])
    assert.deepEqual(await rig.told(spid), ['cancelled: cancelled-by']);
  assert.equal(rig.launcher().launched.length, 3);
});
