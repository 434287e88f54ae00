// Desktop robots that are killed while they hold keys down: a real X server reports the pressed keys (XQueryKeymap).
import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import test, { after, before, beforeEach } from 'node:test';
import type { TestContext } from 'node:test';
import { releaseKeys, waysToRelease } from '../../server/runner/terminate/release-keys.ts';
import { type Desktop, findInPath, noDesktopBecause, startDesktop } from '../support/desktop.ts';
import { startRota, testClient } from '../support/server.ts';
import { until } from '../support/until.ts';
import { type RigOptions, createRig } from './rig.ts';

const skip = noDesktopBecause();
const home = path.resolve(import.meta.dirname, '../../processes/OneStepNotepadRunner');
let desktop: Desktop;

before(async () => {
  if (skip === false) desktop = await startDesktop();
});
after(() => (skip === false ? desktop.stop() : undefined));
beforeEach(async () => {
  if (skip === false) assert.deepEqual(await desktop.keysDown(), [], 'the test before left keys down');
});

const xdotool = findInPath('xdotool') ?? '';
/** Presses Shift, a letter, and one that the keyboard lacks; prints a line; then runs the given code. */
const holding = (then: string) => ({
  command: '/bin/sh',
  args: ['-c', `${xdotool} keydown Shift_L keydown a keydown U0416; echo held; ${then}`],
});
const stubborn = holding('trap "" TERM; while :; do sleep 0.05; done');

function rigOn(t: TestContext, options: RigOptions = {}) {
  return createRig(t, { ...options, environment: { DISPLAY: desktop.display, ...options.environment } });
}

async function held(run: { log(): string[] }): Promise<void> {
  await until('the robot holds keys', () => run.log().some((line) => line.endsWith('held')));
  assert.equal((await desktop.keysDown()).length, 3);
}

test('keys stay down after a desktop robot was killed for not ending when it was asked', { skip }, async (t) => {
  const { launch, launcher } = rigOn(t);
  const run = launch({ ...stubborn, usesDesktop: true });
  await held(run);
  launcher.stop(run.id, 'cancel', true);
  const { facts } = await run.ended;
  assert.equal(facts.wasForced, true);
  assert.deepEqual(await desktop.keysDown(), [], 'all are up before the end is told: the next robot begins then');
});

test('keys stay down after a time limit, a crash, or an end like any other', { skip }, async (t) => {
  const { launch } = rigOn(t);
  const limited = launch({ ...holding('exec sleep 60'), usesDesktop: true }, { timeoutMs: 1000 });
  assert.equal((await limited.ended).facts.stoppedBy, 'timeout');
  assert.deepEqual(await desktop.keysDown(), []);
  for (const end of ['kill -KILL $$', 'exit 0']) {
    await launch({ ...holding(end), usesDesktop: true }).ended;
    assert.deepEqual(await desktop.keysDown(), [], end);
  }
});

test('keys stay down when what looks after the robot dies', { skip }, async (t) => {
  const { launch, ports } = rigOn(t);
  const run = launch({ ...stubborn, usesDesktop: true });
  await held(run);
  ports[0]?.kill();
  assert.equal((await run.ended).facts.wasLost, true);
  assert.deepEqual(await desktop.keysDown(), []);
});

test('keys stay down when Rota itself is killed -9 with all that looks after the robot', { skip }, async () => {
  const { command, args } = stubborn;
  const env = { DISPLAY: desktop.display };
  const first = await startRota({ env });
  await first.addProcess({ name: 'Holds', command, args, usesDesktop: true, graceSeconds: 1 });
  const client = await first.addClient({ scopes: ['start', 'read'] });
  const spid = await client.start({ name: 'Holds' });
  await until('the robot holds keys', async () => (await desktop.keysDown()).length === 3);
  await first.kill();
  const next = await startRota({ home: first.home, env });
  const final = await testClient(next.url, client).final(spid);
  assert.equal(final['status'], 'FAILED');
  assert.deepEqual(await desktop.keysDown(), [], 'all are up before the end is told');
  await next.stop();
});

test('a robot that does not use the desktop lets go of what others hold', { skip }, async (t) => {
  const { launch } = rigOn(t);
  await launch(holding('exit 0')).ended;
  assert.equal((await desktop.keysDown()).length, 3);
  assert.equal(await releaseKeys({ ...process.env, DISPLAY: desktop.display }), null);
});

test('without xdotool nothing is released; without anything nobody is told', { skip }, async (t) => {
  const { launch, home: folder } = rigOn(t);
  const bin = path.join(folder, 'bin');
  mkdirSync(bin);
  const mute = launch({ ...holding('kill -KILL $$'), usesDesktop: true, env: { PATH: bin } });
  await mute.ended;
  assert.match(mute.log().join('\n'), /could not be released: that takes xdotool, or python3 with libXtst/);
  assert.equal((await desktop.keysDown()).length, 3);
  symlinkSync('/usr/bin/python3', path.join(bin, 'python3'));
  await launch({ command: '/bin/true', usesDesktop: true, env: { PATH: bin } }).ended;
  assert.deepEqual(await desktop.keysDown(), []);
});

test('the bundled robot leaves a letter and Shift down when it is cancelled or killed', { skip }, async (t) => {
  const { launch, launcher } = rigOn(t, { environment: { LANG: 'C.UTF-8' } });
  for (const isForced of [false, true]) {
    const values = { userName: 'ADA ADA ADA ADA ADA ADA', delayMs: 300 };
    const run = launch({ script: path.join(home, 'robot.mjs'), usesDesktop: true }, { values });
    const typing = async () => (await desktop.keysDown()).length > 0;
    await until('Shift is down', typing, 60_000).catch((error: unknown) => {
      throw new Error(run.log().join('\n'), { cause: error });
    });
    launcher.stop(run.id, 'cancel', isForced);
    const { facts } = await run.ended;
    assert.equal(isForced ? facts.wasForced : facts.exitCode, isForced ? true : 143, run.log().join('\n'));
    assert.deepEqual(await desktop.keysDown(), []);
  }
});

test('where there is no display somebody is started, or told, for nothing', async () => {
  assert.deepEqual(waysToRelease({ PATH: process.env.PATH }, 'linux'), []);
  assert.equal(await releaseKeys({ PATH: process.env.PATH, DISPLAY: '' }, 'linux'), null);
});
