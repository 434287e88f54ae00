// What the end of a run costs: with a job object no list of processes is asked for, neither of Windows nor of PowerShell.
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import test, { type TestContext } from 'node:test';
import { createRig, oneLine } from '../runner/rig.ts';
import { until } from '../support/until.ts';
import { isWindows } from '../support/windows.ts';

const skip = !isWindows && 'SKIPPED: only for Windows';
const preload = path.join(import.meta.dirname, 'counts-calls.cjs').replaceAll('\\', '/');

/** The calls of a host from the start of a robot that lives longer than a second to the report of its end. */
async function callsAtTheEnd(t: TestContext, environment: Record<string, string>): Promise<string[]> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'rota-calls-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const file = path.join(folder, 'calls');
  const calls = () => (existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : []);
  const { launch } = createRig(t, {
    environment: { NODE_OPTIONS: `--require "${preload}"`, CALLS_FILE: file, ...environment },
  });
  const begun = path.join(folder, 'begun');
  const robot = `require('fs').writeFileSync(process.argv[1], ''); setTimeout(() => {}, 1500)`;
  const run = launch(oneLine(robot, begun));
  await until('the robot runs', () => existsSync(begun), 60_000);
  // On a busy computer one list is made as the child starts (job.ts).
  const before = calls().length;
  const { facts } = await run.ended;
  assert.equal(facts.exitCode, 0, run.log().join('\n'));
  return calls().slice(before);
}

test('each run of more than a second makes a list of all processes before its end is told', { skip }, async (t) => {
  assert.deepEqual(await callsAtTheEnd(t, {}), []);
});

test('without a job object nothing looks for what a run left behind', { skip }, async (t) => {
  const calls = await callsAtTheEnd(t, { NO_JOBS: '1' });
  assert.ok(calls.length > 0, 'this is what the test above counts');
  assert.ok(calls.includes('snapshot') && !calls.includes('powershell'), calls.join(' '));
});
