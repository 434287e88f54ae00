import assert from 'node:assert/strict';
import test from 'node:test';
import { isAlive, until } from '../support/until.ts';
import { type LaunchedRun, createRig, fixture, killed, leaves, nothing, pidsLeftBy } from './rig.ts';

const node = process.execPath;

const saidRunning = (run: LaunchedRun) => until('the child runs', () => run.log().includes('info running'));

function assertNoneAlive(pids: readonly number[]): void {
  for (const pid of pids) assert.equal(isAlive(pid), false, `process ${pid} is left`);
}

test('a child that is asked to stop may clear up, and knows by signal and by file', async (t) => {
  const rig = createRig(t);
  const run = rig.launch({ command: node, args: [fixture('ends-politely.mjs')] });
  await saidRunning(run);
  rig.launcher.stop(run.id, 'cancel');
  const { facts } = await run.ended;
  assert.deepEqual(facts, { exitCode: 0, signal: null, stoppedBy: 'cancel' });
  assert.ok(run.log().includes('info asked; the cancel file is there'));
});

test('a child that ignores signals is killed when its grace is over', async (t) => {
  const rig = createRig(t);
  const run = rig.launch({ command: node, args: [fixture('ignores-signals.mjs')] }, { graceMs: 200 });
  await saidRunning(run);
  rig.launcher.stop(run.id, 'cancel');
  const { facts } = await run.ended;
  assert.deepEqual(facts, { ...killed, stoppedBy: 'cancel', wasForced: true });
  if (process.platform !== 'win32') assert.ok(run.log().includes('info ignored SIGTERM'));
});

test('a second stop, or a forced one, does not wait for the grace', async (t) => {
  const rig = createRig(t);
  const twice = rig.launch({ command: node, args: [fixture('ignores-signals.mjs')] }, { graceMs: 3_600_000 });
  const forced = rig.launch({ command: node, args: [fixture('ignores-signals.mjs')] }, { graceMs: 3_600_000 });
  await Promise.all([saidRunning(twice), saidRunning(forced)]);
  rig.launcher.stop(twice.id, 'replaced');
  rig.launcher.stop(twice.id, 'cancel');
  rig.launcher.stop(forced.id, 'cancel', true);
  assert.deepEqual((await twice.ended).facts, {
    ...killed,
    stoppedBy: 'replaced',
    wasForced: true,
  });
  assert.deepEqual((await forced.ended).facts, {
    ...killed,
    stoppedBy: 'cancel',
    wasForced: true,
  });
});

test('a run over its time limit is stopped, and says that the limit did it', async (t) => {
  const rig = createRig(t);
  const run = rig.launch({ command: node, args: [fixture('forever.mjs')] }, { timeoutMs: 300, graceMs: 1000 });
  const { facts } = await run.ended;
  assert.equal(facts.stoppedBy, 'timeout');
  // Windows has no signal for a polite stop.
  if (process.platform === 'win32') assert.deepEqual([facts.wasForced, facts.exitCode], [true, killed.exitCode]);
  else assert.equal(facts.signal, 'SIGTERM');
});

test('grandchildren do not outlive a cancel, though they left the group, the session or were forked twice', async (t) => {
  const rig = createRig(t);
  const run = rig.launch(leaves('--stay'), { graceMs: 200 });
  const pids = await pidsLeftBy(run);
  assert.equal(pids.length, 4);
  for (const pid of pids) assert.equal(isAlive(pid), true);
  rig.launcher.stop(run.id, 'cancel');
  await run.ended;
  assertNoneAlive(pids);
});

test('grandchildren that hold the pipes open do not keep a run from ending, nor outlive it', async (t) => {
  const rig = createRig(t);
  const run = rig.launch(leaves('--hold-pipes'));
  const { facts } = await run.ended;
  assert.equal(facts.exitCode, 0);
  assertNoneAlive(await pidsLeftBy(run));
});

test('grandchildren that let go of everything do not outlive a quick run by more than a moment', async (t) => {
  const rig = createRig(t);
  const run = rig.launch(leaves());
  assert.equal((await run.ended).facts.exitCode, 0);
  const pids = await pidsLeftBy(run);
  await until('none is left', () => !pids.some(isAlive));
});

const needsSignals = process.platform === 'win32' && 'SKIPPED on Windows: it has no signal that asks a group';
test('a shell that dies of the signal leaves its robot the grace to clear up', { skip: needsSignals }, async (t) => {
  const rig = createRig(t);
  const run = rig.launch({
    command: '/bin/sh',
    args: [
      '-c',
      `"${node}" -e 'process.on("SIGTERM", () => setTimeout(() => { console.log("cleared up"); process.exit() }, 900)); console.log("running"); setInterval(() => {}, 1e6)' & wait`,
    ],
  });
  await saidRunning(run);
  rig.launcher.stop(run.id, 'cancel');
  await run.ended;
  assert.ok(run.log().includes('info cleared up'));
});

test('a run that is stopped before its turn never begins', async (t) => {
  const rig = createRig(t);
  const runs = Array.from({ length: 20 }, () => rig.launch(nothing));
  const last = runs.at(-1);
  assert.ok(last);
  rig.launcher.stop(last.id, 'cancel');
  assert.deepEqual((await last.ended).facts, { exitCode: null, signal: null, stoppedBy: 'cancel' });
  assert.deepEqual(
    last.reports.map(({ type }) => type),
    ['ended'],
  );
  await Promise.all(runs.map(({ ended }) => ended));
});

test('stopping a run that is over, or was never there, does nothing', async (t) => {
  const rig = createRig(t);
  const run = rig.launch(nothing);
  await run.ended;
  rig.launcher.stop(run.id, 'cancel', true);
  rig.launcher.stop('nobody', 'cancel');
  assert.equal((await rig.launch(nothing).ended).facts.exitCode, 0);
});

test('closing stops everything, forces what will not go, and only then is done', async (t) => {
  const rig = createRig(t, { hosts: 2 });
  const polite = rig.launch({ command: node, args: [fixture('ends-politely.mjs')] });
  const stubborn = rig.launch({ command: node, args: [fixture('ignores-signals.mjs')] }, { graceMs: 200 });
  const left = rig.launch(leaves('--stay'), { graceMs: 200 });
  await Promise.all([saidRunning(polite), saidRunning(stubborn)]);
  const pids = await pidsLeftBy(left);
  await rig.launcher.close();
  assert.deepEqual((await polite.ended).facts, { exitCode: 0, signal: null, stoppedBy: 'shutdown' });
  assert.deepEqual((await stubborn.ended).facts, {
    ...killed,
    stoppedBy: 'shutdown',
    wasForced: true,
  });
  assert.equal((await left.ended).facts.stoppedBy, 'shutdown');
  assertNoneAlive(pids);
  const late = rig.launch(nothing);
  assert.equal((await late.ended).facts.stoppedBy, 'shutdown');
});
