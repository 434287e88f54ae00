import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import test from 'node:test';
import { autostartFile } from '../../electron/autostart-file.ts';
import { closeRule } from '../../electron/close-rule.ts';
import { afterEvent, openSession, readiness, type SessionEvent } from '../../electron/desktop-readiness.ts';
import { createDesktopWarning } from '../../electron/desktop-warning.ts';
import { awakeRule, createKeepAwake } from '../../electron/keep-awake.ts';
import { progressBar } from '../../electron/progress-bar.ts';
import { openMemory } from '../../electron/shell-memory.ts';
import { createStoppers } from '../../electron/stoppers.ts';
import { visibleBounds } from '../../electron/window-options.ts';
import { en } from '../../electron/words/en.ts';
import { fill, languageOf, wordsOf } from '../../electron/words/words.ts';

test('closing never hides a window that nothing could bring back', () => {
  const facts = { onClose: 'keep-running', isQuitting: false, canComeBack: true, wasTold: true } as const;
  assert.equal(closeRule(facts), 'hide');
  assert.equal(closeRule({ ...facts, wasTold: false }), 'tell-and-hide');
  for (const wasTold of [true, false]) assert.equal(closeRule({ ...facts, canComeBack: false, wasTold }), 'ask');
  assert.equal(closeRule({ ...facts, onClose: 'quit' }), 'quit');
  assert.equal(closeRule({ ...facts, isQuitting: true, canComeBack: false }), 'close');
});

test('the computer is kept awake exactly while something runs or is due within minutes', () => {
  const idle = { running: 0, isDesktopRunning: false, nextDue: null, isPaused: false };
  const minute = 60_000;
  assert.equal(awakeRule(idle, 0), 'nothing');
  assert.equal(awakeRule({ ...idle, running: 1 }, 0), 'prevent-app-suspension');
  assert.equal(awakeRule({ ...idle, nextDue: 5 * minute }, 0), 'prevent-app-suspension');
  assert.equal(awakeRule({ ...idle, nextDue: 6 * minute }, 0), 'nothing');
  assert.equal(awakeRule({ ...idle, nextDue: minute, isPaused: true }, 0), 'nothing');
  assert.equal(awakeRule({ ...idle, running: 1, isDesktopRunning: true }, 0), 'prevent-display-sleep');
});

test('never two blockers at once for long, none is forgotten, and one is taken when a due time comes near though nothing happens', () => {
  const minute = 60_000;
  const held = new Map<number, string>();
  let id = 0;
  let now = 0;
  const timers = new Map<() => void, number>();
  const awake = createKeepAwake({
    blocker: { start: (kind) => (held.set((id += 1), kind), id), stop: (one) => held.delete(one) },
    now: () => now,
    after: (ms, call) => (timers.set(call, now + ms), () => timers.delete(call)),
  });
  const move = (to: number) => {
    for (; now < to; now += 1000)
      for (const [call, at] of timers)
        if (at <= now) {
          timers.delete(call);
          call();
        }
  };
  const idle = { running: 0, isDesktopRunning: false, nextDue: null, isPaused: false };
  awake.know({ ...idle, running: 1 });
  awake.know({ ...idle, running: 1 });
  awake.know({ ...idle, running: 1, isDesktopRunning: true });
  assert.deepEqual([...held], [[2, 'prevent-display-sleep']]);
  awake.know({ ...idle, nextDue: 65 * minute });
  assert.equal(held.size, 0);
  move(59 * minute);
  assert.equal(held.size, 0);
  move(61 * minute);
  assert.deepEqual([...held.values()], ['prevent-app-suspension']);
  awake.know({ ...idle, nextDue: 70 * minute, isPaused: true });
  assert.deepEqual([held.size, timers.size], [0, 0]);
  awake.know({ ...idle, nextDue: 90 * minute });
  awake.know({ ...idle, running: 1, nextDue: 90 * minute });
  awake.release();
  assert.deepEqual([held.size, timers.size], [0, 0]);
});

test('desktop robots wait while the session is locked, asleep or elsewhere, and go when it is not', () => {
  const after = (...events: SessionEvent[]) => readiness(events.reduce(afterEvent, openSession));
  assert.equal(after(), 'ready');
  assert.equal(after('lock'), 'locked');
  assert.equal(after('lock', 'suspend'), 'asleep');
  assert.equal(after('lock', 'suspend', 'resume'), 'locked');
  assert.equal(after('lock', 'suspend', 'resume', 'unlock'), 'ready');
  assert.equal(after('session-away', 'seen-open'), 'disconnected');
  assert.equal(after('seen-locked', 'seen-open'), 'ready');
  assert.equal(after('suspend', 'seen-open'), 'asleep');
  assert.equal(after('suspend', 'seen-awake'), 'ready', 'a "resume" that never came');
});

test('progress is never invented', () => {
  const run = (percent: number | null) => ({ id: 'r', name: 'n', percent, isCancelling: false });
  assert.deepEqual(progressBar({ running: [] }), { value: -1, mode: 'none' });
  assert.deepEqual(progressBar({ running: [run(null)] }), { value: 2, mode: 'indeterminate' });
  assert.deepEqual(progressBar({ running: [run(40)] }), { value: 0.4, mode: 'normal' });
  assert.deepEqual(progressBar({ running: [run(40), run(50)] }), { value: 2, mode: 'indeterminate' });
});

test('a window is not opened where a screen was taken away', () => {
  const screen = { x: 0, y: 0, width: 1920, height: 1040 };
  const right = { x: 2000, y: 100, width: 900, height: 700 };
  assert.equal(visibleBounds(right, [screen]), null);
  assert.equal(visibleBounds(right, [screen, { ...screen, x: 1920 }]), right);
  assert.equal(visibleBounds({ ...right, x: 100, y: -500 }, [screen]), null);
  assert.equal(visibleBounds(null, [screen]), null);
});

test('the autostart file quotes a path with blanks, quotes and percent signs as its specification wants', () => {
  const text = autostartFile('/opt/My "Apps"/100%/rota$', ['--hidden']);
  assert.match(text, /^Exec="\/opt\/My \\\\"Apps\\\\"\/100%%\/rota\\\\\$" "--hidden"$/m);
});

test('the countdown lets a robot go when nobody answers, and wait when somebody is at the mouse', async () => {
  const run = { id: 'r', scheduleName: 'Robot', process: 'P' };
  let elapse = () => {};
  let say: (answer: string | null) => void = () => {};
  let closed = 0;
  const warn = (seconds: number) =>
    createDesktopWarning({
      seconds: () => seconds,
      open: () => ({ answer: new Promise((resolve) => (say = resolve)), focus() {}, close: () => (closed += 1) }),
      after: (_ms, call) => ((elapse = call), () => (elapse = () => {})),
    })(run);
  assert.equal(await warn(0), 'go');
  assert.equal(closed, 0);
  const silent = warn(10);
  elapse();
  assert.equal(await silent, 'go');
  for (const [answer, verdict] of [
    ['go', 'go'],
    ['later', 'later'],
    [null, 'later'],
  ] as const) {
    const asked = warn(10);
    say(answer);
    assert.equal(await asked, verdict);
  }
  assert.equal(closed, 4);
});

test('what the shell remembers survives, and a broken file is begun anew with a word about it', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'rota-memory-'));
  const file = path.join(folder, 'deep', 'shell.json');
  const said: string[] = [];
  const open = () => openMemory(file, (message) => said.push(message));
  open().change({ wasToldOfTray: true, bounds: { x: 1, y: 2, width: 3, height: 4 } });
  assert.deepEqual(open().get(), { wasToldOfTray: true, bounds: { x: 1, y: 2, width: 3, height: 4 } });
  writeFileSync(file, '{"bounds":');
  assert.deepEqual(open().get(), { wasToldOfTray: false, bounds: null });
  assert.equal(said.length, 1);
  writeFileSync(file, '{"bounds":{"x":"far"}}');
  assert.equal(open().get().bounds, null);
  assert.equal(readFileSync(file, 'utf8').length > 0, true);
  rmSync(folder, { recursive: true });
});

test('stoppers run once, the last first, and one that fails stops no other', async () => {
  const order: string[] = [];
  const stoppers = createStoppers((message) => order.push(`said: ${message.slice(0, 6)}`));
  stoppers.add(() => void order.push('first'));
  stoppers.add(() => Promise.reject(new Error('no')));
  stoppers.add(async () => void order.push(await Promise.resolve('last')));
  await Promise.all([stoppers.run(), stoppers.run()]);
  assert.deepEqual(order, ['last', 'said: a part', 'first']);
});

test('both languages have the same sentences with the same places to fill', () => {
  const turkish = wordsOf('tr');
  const places = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([place]) => place).sort();
  for (const key of Object.keys(en) as (keyof typeof en)[]) {
    assert.deepEqual(places(turkish[key]), places(en[key]), key);
    assert.doesNotMatch(turkish[key], /\}['’]/, `a suffix is glued to a placeholder in ${key}`);
  }
  assert.equal(languageOf('system', 'tr-TR'), 'tr');
  assert.equal(languageOf('system', 'de-DE'), 'en');
  assert.equal(languageOf('en', 'tr'), 'en');
  assert.equal(fill('{a} {b}', { a: 1 }), '1 {b}');
});
