// Ctrl+C and Ctrl+Break in the console in which Rota runs without a screen.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import test from 'node:test';
import { promisify } from 'node:util';
import { isWindows, isWine } from '../support/windows.ts';

interface Told {
  readonly isSent: boolean;
  readonly code: number | null;
  readonly isAsked: boolean;
  readonly output: string;
}

const keys = [
  { name: 'Ctrl+C', event: 0, signal: 'SIGINT', skip: !isWindows && 'SKIPPED: only for Windows' },
  {
    name: 'Ctrl+Break',
    event: 1,
    signal: 'SIGBREAK',
    skip: (!isWindows || isWine) && 'SKIPPED: Wine never ends the call that presses it',
  },
] as const;

for (const { name, event, signal, skip } of keys) {
  test(`${name} kills Rota and what it runs, without a word`, { skip }, async (t) => {
    const home = mkdtempSync(path.join(os.tmpdir(), 'rota-keys-'));
    t.after(() => rmSync(home, { recursive: true, force: true }));
    const presses = path.join(import.meta.dirname, 'presses-key.ts');
    // A separate hidden console: the key does not reach these tests.
    const options = { windowsHide: true, env: { ...process.env, NODE_TEST_CONTEXT: '' } };
    const { stdout } = await promisify(execFile)(process.execPath, [presses, String(event), home], options);
    const told = JSON.parse(stdout) as Told;
    assert.equal(told.isSent, true);
    assert.ok(told.output.includes(`Rota stops (${signal}).`), told.output);
    assert.deepEqual([told.code, told.isAsked], [0, true], stdout);
  });
}
