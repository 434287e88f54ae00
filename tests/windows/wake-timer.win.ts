// A timer of Windows that wakes the computer; that it does is nothing a test can see.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import test from 'node:test';
import { inEnglish } from '../../contract/translatable.ts';
import { createWakeAlarm } from '../../server/desktop/wake-alarm.ts';
import { isWindows, isWine } from '../support/windows.ts';

const hourMs = 3_600_000;
const alarm = createWakeAlarm({ platform: 'win32', now: () => Date.now() });

test('a timer cannot be set, set anew or taken back', { skip: !isWindows && 'SKIPPED: only for Windows' }, async () => {
  for (const at of [Date.now() + hourMs, Date.now() + 2 * hourMs]) {
    const problem = await alarm.set(at);
    // Both depend on the computer.
    if (problem !== null) assert.match(inEnglish(problem), /no sleep that a timer can end|power plan/);
  }
  assert.equal(await alarm.set(null), null);
  assert.equal(await alarm.set(null), null);
});

test(
  'Windows does not know of the timer',
  { skip: (!isWindows || isWine) && 'SKIPPED: only for a real Windows' },
  async (t) => {
    const listed = () => execFileSync('powercfg.exe', ['/waketimers'], { encoding: 'latin1', windowsHide: true });
    const before = ((): string | null => {
      try {
        return listed();
      } catch {
        return null;
      }
    })();
    if (before === null) return t.skip('SKIPPED: only an administrator sees the timers');
    const problem = await alarm.set(Date.now() + hourMs);
    if (problem !== null) return t.skip(`SKIPPED: ${inEnglish(problem)}`);
    assert.match(listed(), /node\.exe/i);
    await alarm.set(null);
    assert.equal(listed(), before);
  },
);
