import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { shortageOf } from '../../server/domain/shortage.ts';
import { forkHost } from '../../server/runner/host/fork-host.ts';
import { reaperHere } from '../../server/runner/terminate/reaper.ts';
import { childrenOf, isAlive, until } from '../support/until.ts';
import { createRig, fixture, needed, nothing, stays } from './rig.ts';

// Where no more threads can be had Node may wait at its start for ever.

const hung = () => forkHost({ environment: needed, module: fixture('host-that-never-begins.mjs') });

test('a run given to a host that never begins is told as not begun, for want of means, and not as lost', async (t) => {
  const rig = createRig(t, { startHost: hung, longestHostStartMs: 300 });
  const { facts } = await rig.launch(stays).ended;
  assert.equal(facts.wasLost, undefined);
  assert.equal(shortageOf(facts)?.what, 'means');
  assert.match(rig.warnings.join(), /a runner host could not begin; what it was to start did not run/);
});

test('a host that never begins holds up neither a stop of its run nor the end of the server', async (t) => {
  const rig = createRig(t, { startHost: hung });
  const [stopped, left] = [rig.launch(stays), rig.launch(stays)];
  rig.launcher.stop(stopped.id, 'cancel');
  assert.equal((await stopped.ended).facts.stoppedBy, 'cancel');
  await rig.launcher.close();
  assert.equal((await left.ended).facts.stoppedBy, 'shutdown');
});

test('runs go past a second host that never begins', async (t) => {
  let started = 0;
  const rig = createRig(t, {
    hosts: 2,
    startHost: () => ((started += 1) === 1 ? forkHost({ environment: needed }) : hung()),
  });
  await rig.launch(nothing).ended;
  const runs = Array.from({ length: 10 }, () => rig.launch(nothing));
  for (const run of runs) assert.equal((await run.ended).facts.exitCode, 0);
  assert.equal(started, 2, 'this test needs a second host');
});

const skip = reaperHere() === null && 'SKIPPED: Linux with Perl only: elsewhere nobody is left to end such a host';
test('a host that never began does not outlive its dead server for ever, nor does its reaper', { skip }, async (t) => {
  const server = spawn(process.execPath, [path.join(import.meta.dirname, 'hung-host-stand-in.ts')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  t.after(() => server.kill('SIGKILL'));
  await once(server.stdout, 'data');
  const [reaper] = childrenOf(server.pid ?? 0);
  assert.ok(reaper);
  const host = await until('the host is there', () => childrenOf(reaper)[0] ?? false);
  await until('it is under way', () => readFileSync(`/proc/${host}/cmdline`, 'utf8').includes('never-begins'));
  server.kill('SIGKILL');
  await until('both are gone', () => !isAlive(host) && !isAlive(reaper));
});
