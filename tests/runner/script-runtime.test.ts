import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import test from 'node:test';
import type { ScriptRuntime } from '../../server/runner/child-port.ts';
import { isAlive, until } from '../support/until.ts';
import { isWindows } from '../support/windows.ts';
import { createRig, fixture, killed } from './rig.ts';

/** Like Electron's utility process: no process group, a pid that is known later, and a stop requested by a message. */
const runtime: ScriptRuntime = (start, events) => {
  const child = spawn(process.execPath, [start.program, ...start.args], {
    cwd: start.cwd,
    env: start.env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let open = 2;
  child.once('spawn', () => setImmediate(() => events.started(child.pid ?? 0)));
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].on('data', (bytes: Buffer) => events.output(name, bytes));
    child[name].on('close', () => {
      open -= 1;
      if (open === 0) events.drained();
    });
  }
  child.once('exit', (code, signal) => events.exited(code, signal));
  return {
    leadsGroup: false,
    // On Windows a signal would kill it: there only the file ROTA_CANCEL_FILE asks for a stop.
    ask: () => void (isWindows || child.kill('SIGTERM')),
    release() {
      child.stdout.destroy();
      child.stderr.destroy();
    },
  };
};

test('a script in the desktop shell is supervised as any other child is', async (t) => {
  const rig = createRig(t, { scriptRuntime: runtime });
  const told = await rig.launch({ script: fixture('tells-environment.mjs'), args: ['one'] }).ended;
  assert.equal(told.facts.exitCode, 0, JSON.stringify(told.facts));
  assert.deepEqual(told.outputs['argv'], ['one']);

  const polite = rig.launch({ script: fixture('ends-politely.mjs') });
  const stubborn = rig.launch({ script: fixture('ignores-signals.mjs') }, { graceMs: 200 });
  for (const run of [polite, stubborn]) await until('it runs', () => run.log().includes('info running'));
  rig.launcher.stop(polite.id, 'cancel');
  rig.launcher.stop(stubborn.id, 'cancel');
  assert.deepEqual((await polite.ended).facts, { exitCode: 0, signal: null, stoppedBy: 'cancel' });
  assert.deepEqual((await stubborn.ended).facts, {
    ...killed,
    stoppedBy: 'cancel',
    wasForced: true,
  });
  assert.equal(isAlive((await stubborn.started).child.pid), false);
});

test('a script that is stopped before it has begun does not run on', async (t) => {
  const rig = createRig(t, { scriptRuntime: runtime });
  const run = rig.launch({ script: fixture('ignores-signals.mjs') });
  rig.launcher.stop(run.id, 'cancel', true);
  const { facts } = await run.ended;
  assert.equal(facts.stoppedBy, 'cancel');
  assert.deepEqual([facts.exitCode, facts.signal], [killed.exitCode, killed.signal]);
});

test('closing waits for scripts, too', async (t) => {
  const rig = createRig(t, { scriptRuntime: runtime });
  const run = rig.launch({ script: fixture('forever.mjs') });
  await run.started;
  await rig.launcher.close();
  assert.equal((await run.ended).facts.stoppedBy, 'shutdown');
});
