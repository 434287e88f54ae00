// A robot that is a program with windows, observed through Windows' own functions.
import assert from 'node:assert/strict';
import path from 'node:path';
import test, { type TestContext } from 'node:test';
import { windowsFunctions } from '../../server/runner/windows/kernel.ts';
import { createRig, stays } from '../runner/rig.ts';
import { isAlive, until } from '../support/until.ts';
import { isWine } from '../support/windows.ts';

const api = windowsFunctions<{
  FindWindowExW(parent: null, after: bigint | null, kind: null, title: null): bigint | null;
  GetWindowThreadProcessId(window: bigint, pid: Buffer): number;
  IsWindowVisible(window: bigint): number;
  GetWindowTextLengthW(window: bigint): number;
}>('user32.dll', {
  FindWindowExW: 'void *FindWindowExW(void *parent, void *after, void *kind, void *title)',
  GetWindowThreadProcessId: 'uint32 GetWindowThreadProcessId(void *window, void *pid)',
  IsWindowVisible: 'int IsWindowVisible(void *window)',
  GetWindowTextLengthW: 'int GetWindowTextLengthW(void *window)',
});

/** The titled windows of a process. */
function windowsOf(pid: number): { isVisible: boolean }[] {
  assert.ok(api !== null);
  const found: { isVisible: boolean }[] = [];
  const owner = Buffer.alloc(4);
  for (let at = api.FindWindowExW(null, null, null, null); at; at = api.FindWindowExW(null, at, null, null)) {
    api.GetWindowThreadProcessId(at, owner);
    if (owner.readUInt32LE() === pid && api.GetWindowTextLengthW(at) > 0)
      found.push({ isVisible: api.IsWindowVisible(at) === 1 });
  }
  return found;
}

const notepad = path.join(process.env['SystemRoot'] ?? 'C:\\windows', 'System32', 'notepad.exe');
/** Under Wine a window needs an X server (stage.ts). */
const skip = isWine && process.env['DISPLAY'] === undefined && 'SKIPPED: there is no Xvfb on this computer';

async function opened(t: TestContext) {
  const { launch, launcher } = createRig(t, { environment: { DISPLAY: process.env['DISPLAY'] ?? '' } });
  const run = launch({ command: notepad, usesDesktop: true }, { graceMs: 60_000 });
  const { pid } = (await run.started).child;
  await until('its window can be seen', () => windowsOf(pid).some(({ isVisible }) => isVisible), 30_000);
  return { run, pid, launcher };
}

test('a program with windows that is a robot keeps them hidden', { skip }, async (t) => {
  const { run, pid, launcher } = await opened(t);
  assert.equal(isAlive(pid), true);
  launcher.stop(run.id, 'cancel', true);
  const { facts } = await run.ended;
  assert.equal(facts.wasForced, true);
  assert.deepEqual([isAlive(pid), windowsOf(pid)], [false, []], 'its window goes with it');
});

test('a program with windows that is asked to end stays open', { skip }, async (t) => {
  const { run, pid, launcher } = await opened(t);
  launcher.stop(run.id, 'cancel');
  const { facts } = await run.ended;
  assert.deepEqual([facts.stoppedBy, facts.wasForced, isAlive(pid)], ['cancel', undefined, false]);
});

test('a console program that is a robot covers the screen with its console', { skip }, async (t) => {
  const { launch } = createRig(t);
  const run = launch(stays);
  const { pid } = (await run.started).child;
  assert.deepEqual(
    windowsOf(pid).filter(({ isVisible }) => isVisible),
    [],
  );
});
