import '../fixtures/electron-stand-in-hook.ts';
import assert from 'node:assert/strict';
import test from 'node:test';
import type { Announcement } from '../../contract/events.ts';
import type { Run } from '../../contract/run.ts';
import { defaultSettings } from '../../contract/settings.ts';
import { Notification } from '../fixtures/electron-stand-in.ts';

const { createNotifier } = await import('../../electron/notifier.ts');

const hour = 3_600_000;

test('a clock that stood ahead when the app began does not silence failures once it is set right', () => {
  let now = 10 * hour;
  let hear: (announcement: Announcement) => void = () => {};
  const engine = {
    subscribe: (listener: typeof hear) => ((hear = listener), () => {}),
    notices: { all: () => Promise.resolve([]) },
    runs: {},
  };
  createNotifier({
    engine: engine as never,
    settings: () => defaultSettings.notifications,
    language: () => 'en',
    now: () => now,
    say: () => {},
    isWindowFocused: () => false,
    open: () => {},
  });
  const fail = (id: string, endedAt: number) => {
    const run = {
      id,
      scheduleName: id,
      process: 'P',
      trigger: 'schedule',
      status: 'ended',
      outcome: 'failed',
      endedAt,
    };
    hear({ type: 'run', run: { ...run, reason: null, startedAt: 1, attempt: 1 } as Run });
  };
  const told = () => Notification.shown.map(({ title }) => title);
  fail('Before', now - 1);
  assert.deepEqual(told(), []);
  now -= 3 * hour;
  fail('After', now - 20);
  assert.deepEqual(told(), ['After failed']);
  fail('Long ago', now - hour);
  assert.deepEqual(told(), ['After failed']);
});
