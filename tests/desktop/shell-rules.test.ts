import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import test from 'node:test';
import { argumentsOf, nameInLink, readArguments } from '../../electron/arguments.ts';
import { autostartFile } from '../../electron/autostart-file.ts';
import { closeRule } from '../../electron/close-rule.ts';
import { afterEvent, openSession, readiness, type SessionEvent } from '../../electron/desktop-readiness.ts';
import { createDesktopWarning } from '../../electron/desktop-warning.ts';
import { awakeRule, createKeepAwake } from '../../electron/keep-awake.ts';
import { progressBar } from '../../electron/progress-bar.ts';
import { openMemory } from '../../electron/shell-memory.ts';
import { answerIn, troublePage, warningPage } from '../../electron/shell-pages.ts';
import { cookieIn } from '../../electron/sign-in.ts';
import { createStoppers } from '../../electron/stoppers.ts';
import { isOurPage, mayHave, mayOpenOutside } from '../../electron/trusted-places.ts';
import {
  mainWindowOptions,
  quickRunWindowOptions,
  shellWindowOptions,
  visibleBounds,
} from '../../electron/window-options.ts';
import { en } from '../../electron/words-en.ts';
import { fill, languageOf, wordsOf } from '../../electron/words.ts';

const server = 'http://127.0.0.1:8484';

test('a link on the command line lets no other argument through: a web page wrote it', () => {
  assert.deepEqual(readArguments(['--run', 'Evil', 'rota://run/Quick']), {
    isHidden: false,
    runName: null,
    link: 'rota://run/Quick',
  });
  assert.equal(readArguments(['--run', 'Quick']).runName, 'Quick');
  assert.equal(readArguments(['--run=Month end']).runName, 'Month end');
  assert.equal(readArguments(['--run', '--hidden']).runName, null);
  assert.equal(readArguments(['.', '--hidden']).isHidden, true);
  assert.deepEqual(argumentsOf('nonsense'), readArguments([]));
});

test('a link names one thing to run and nothing else', () => {
  assert.equal(nameInLink('rota://run/Invoice%20download'), 'Invoice download');
  assert.equal(nameInLink('ROTA://run/Şube'), 'Şube');
  for (const link of [
    'rota://run/',
    'rota://run/a?values=1',
    'rota://run/a#b',
    'rota://delete/a',
    'http://run/a',
    'rota://run/%0a',
    'rota://run/%E0%A4%A',
    'x',
  ]) {
    assert.equal(nameInLink(link), null, link);
  }
});

test('a page is ours by its origin, never by how its address begins', () => {
  assert.equal(isOurPage(`${server}/#/runs`, server), true);
  for (const url of [
    'http://127.0.0.1:8484.evil.example/',
    'http://127.0.0.1:8485/',
    'https://127.0.0.1:8484/',
    'file:///etc/passwd',
    'app://shell/x',
    'about:blank',
    '',
  ]) {
    assert.equal(isOurPage(url, server), false, url);
  }
  assert.equal(isOurPage(server, null), false);
});

test('no link leaves for a program, a file or a host we do not know', () => {
  assert.equal(mayOpenOutside('https://github.com/x', server), true);
  assert.equal(mayOpenOutside(`${server}/api`, server), true);
  for (const url of [
    'file:///c:/windows/system32/calc.exe',
    'ms-settings:',
    'javascript:1',
    'https://github.com.evil.example',
    'http://github.com',
    'https://a@github.com',
    'smb://x',
  ]) {
    assert.equal(mayOpenOutside(url, server), false, url);
  }
});

test('a page may write the clipboard and has no other permission', () => {
  assert.equal(mayHave('clipboard-sanitized-write', `${server}/`, server), true);
  for (const permission of [
    'clipboard-read',
    'geolocation',
    'media',
    'notifications',
    'openExternal',
    'fileSystem',
    'usb',
  ]) {
    assert.equal(mayHave(permission, `${server}/`, server), false, permission);
  }
  assert.equal(mayHave('clipboard-sanitized-write', 'https://github.com/', server), false);
});

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

test('never two blockers at once for long, and none is forgotten', () => {
  const held = new Set<number>();
  let id = 0;
  const awake = createKeepAwake({ start: () => (held.add((id += 1)), id), stop: (one) => held.delete(one) });
  for (const kind of ['prevent-app-suspension', 'prevent-app-suspension', 'prevent-display-sleep'] as const)
    awake.want(kind);
  assert.deepEqual([...held], [2]);
  awake.want('nothing');
  assert.equal(held.size, 0);
  awake.want('prevent-app-suspension');
  awake.release();
  assert.equal(held.size, 0);
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
});

test('progress is never invented', () => {
  const run = (percent: number | null) => ({ id: 'r', name: 'n', percent, isCancelling: false });
  assert.deepEqual(progressBar({ running: [] }), { value: -1, mode: 'none' });
  assert.deepEqual(progressBar({ running: [run(null)] }), { value: 2, mode: 'indeterminate' });
  assert.deepEqual(progressBar({ running: [run(40)] }), { value: 0.4, mode: 'normal' });
  assert.deepEqual(progressBar({ running: [run(40), run(50)] }), { value: 2, mode: 'indeterminate' });
});

test('every window is sandboxed, on every system; pages of the shell run no script at all', () => {
  for (const platform of ['win32', 'darwin', 'linux'] as const) {
    const facts = { platform, preload: '/p.cjs', icon: '/i.png', isDark: true, isDeveloping: false };
    const all = [
      mainWindowOptions(facts, null),
      quickRunWindowOptions(facts),
      shellWindowOptions(facts, { width: 1, height: 1, isOnTop: true }),
    ];
    for (const { webPreferences, show } of all) {
      assert.deepEqual(
        [webPreferences?.sandbox, webPreferences?.contextIsolation, webPreferences?.nodeIntegration],
        [true, true, false],
      );
      assert.equal(webPreferences?.devTools, false);
      assert.equal(show, false);
    }
    assert.equal(all[2]?.webPreferences?.javascript, false);
    assert.equal(all[2]?.webPreferences?.preload, undefined);
    assert.equal('icon' in (all[0] ?? {}), platform !== 'darwin');
  }
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
      open: () => ({ answer: new Promise((resolve) => (say = resolve)), close: () => (closed += 1) }),
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

test('a name in a page of the shell cannot become markup', () => {
  const html = warningPage('<img src=x onerror=alert(1)>"', 10, wordsOf('en'), 'en');
  assert.equal(html.includes('<img'), false);
  assert.ok(troublePage('a & b', wordsOf('tr'), 'tr').includes('a &amp; b'));
  assert.equal(html.includes('<script'), false);
});

test('only the shell’s own answers are answers', () => {
  assert.equal(answerIn('app://shell/answer/later'), 'later');
  for (const url of ['app://evil/answer/go', 'http://shell/answer/go', 'app://shell/page/1'])
    assert.equal(answerIn(url), null, url);
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

test('a cookie is read as the server wrote it', () => {
  assert.deepEqual(cookieIn('rota_session_8484=abc-_1; Path=/; HttpOnly'), {
    name: 'rota_session_8484',
    value: 'abc-_1',
  });
  for (const header of ['', 'rota_session=', '=x']) assert.equal(cookieIn(header), null);
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
