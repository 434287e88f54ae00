// The alarm of a computer's clock, in files that stand for those of Linux (/sys/class/rtc).
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import test, { type TestContext } from 'node:test';
import { inEnglish } from '../../contract/translatable.ts';
import { createWakeAlarm } from '../../server/desktop/wake-alarm.ts';
import { fileTime } from '../../server/desktop/windows-wake-timer.ts';

const now = Date.UTC(2026, 11, 1, 4);
const seconds = now / 1000;
const hour = 3600;

function clocks(t: TestContext, ...names: string[]) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'rota-rtc-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const fileOf = (name: string, file: string) => path.join(folder, name, file);
  const put = (name: string, file: string, text: string) => writeFileSync(fileOf(name, file), text);
  for (const name of names) {
    mkdirSync(path.join(folder, name));
    put(name, 'wakealarm', '');
  }
  const alarm = createWakeAlarm({ platform: 'linux', now: () => now, rtcFolder: folder });
  return {
    ...{ folder, put, fileOf },
    alarmOf: (name: string) => readFileSync(fileOf(name, 'wakealarm'), 'latin1').trim(),
    async set(afterSeconds: number | null) {
      const problem = await alarm.set(afterSeconds === null ? null : now + afterSeconds * 1000);
      return problem && inEnglish(problem);
    },
  };
}

test('an alarm is set in a clock that cannot wake, or not in the one that Linux sets its own from', async (t) => {
  const rtc = clocks(t, 'rtc1', 'rtc2');
  mkdirSync(path.join(rtc.folder, 'rtc0'));
  rtc.put('rtc2', 'hctosys', '1\n');
  assert.equal(await rtc.set(hour), null);
  assert.deepEqual([rtc.alarmOf('rtc1'), rtc.alarmOf('rtc2')], ['', String(seconds + hour)]);
  rtc.put('rtc2', 'hctosys', '0\n');
  assert.equal(await rtc.set(2 * hour), null);
  assert.equal(rtc.alarmOf('rtc1'), String(seconds + 2 * hour));
});

test('a clock in local time, or one that goes wrong, wakes the computer at another time', async (t) => {
  const rtc = clocks(t, 'rtc0');
  rtc.put('rtc0', 'since_epoch', `${seconds + 3 * hour}\n`);
  await rtc.set(hour);
  assert.equal(rtc.alarmOf('rtc0'), String(seconds + 4 * hour));
});

test('another moment does not replace the one before, or none leaves it', async (t) => {
  const rtc = clocks(t, 'rtc0');
  for (const at of [2 * hour, hour, 3 * hour]) {
    assert.equal(await rtc.set(at), null);
    assert.equal(rtc.alarmOf('rtc0'), String(seconds + at));
  }
  assert.equal(await rtc.set(null), null);
  assert.equal(rtc.alarmOf('rtc0'), '0');
});

test('an alarm of another program that comes first is lost, or one that is not ours is taken back', async (t) => {
  const rtc = clocks(t, 'rtc0');
  rtc.put('rtc0', 'wakealarm', `${seconds + hour}\n`);
  await rtc.set(2 * hour);
  assert.equal(rtc.alarmOf('rtc0'), String(seconds + hour), 'theirs is earlier');
  await rtc.set(null);
  assert.equal(rtc.alarmOf('rtc0'), String(seconds + hour));
  await rtc.set(hour / 2);
  assert.equal(rtc.alarmOf('rtc0'), String(seconds + hour / 2));
  // Another program sets its own meanwhile.
  rtc.put('rtc0', 'wakealarm', `${seconds + 60}\n`);
  await rtc.set(null);
  assert.equal(rtc.alarmOf('rtc0'), String(seconds + 60));
  // What has passed is no alarm any more.
  rtc.put('rtc0', 'wakealarm', `${seconds - 60}\n`);
  await rtc.set(hour);
  assert.equal(rtc.alarmOf('rtc0'), String(seconds + hour));
});

test('a computer without such a clock, or one that may not be written, says nothing', async (t) => {
  const none = clocks(t);
  assert.match((await none.set(hour)) ?? '', /has no clock that could wake it/);
  assert.equal(await none.set(null), null);
  const rtc = clocks(t, 'rtc0');
  rmSync(rtc.fileOf('rtc0', 'wakealarm'));
  // A file that even root may read and not write.
  symlinkSync('/proc/sys/kernel/random/boot_id', rtc.fileOf('rtc0', 'wakealarm'));
  assert.match((await rtc.set(hour)) ?? '', /may not write .*wakealarm: .*udev rule/);
});

test('a Mac, or a system that nobody knows, keeps silent about what it cannot do', async () => {
  for (const [platform, words] of [
    ['darwin', /only root/],
    ['freebsd', /no way/],
  ] as const) {
    const alarm = createWakeAlarm({ platform, now: () => now });
    assert.match(inEnglish((await alarm.set(now + 1000))!), words);
    assert.equal(await alarm.set(null), null);
  }
});

test('an instant for Windows is taken for a length of time, or counts from 1970', () => {
  // 1 January 1970 is 11,644,473,600 s after the first day of FILETIME.
  assert.equal(fileTime(0).readBigInt64LE(), 116_444_736_000_000_000n);
  assert.equal(fileTime(1500).readBigInt64LE(), 116_444_736_015_000_000n);
});
