// The whole shell from its sources, with the real server, real runner hosts and real children; only Electron is a stand-in.
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import test, { after, before } from 'node:test';
import type { RunsAnswer } from '../../contract/console.ts';
import type { RunDetail } from '../../contract/run.ts';
import { isAlive, until } from '../support/until.ts';
import {
  bootShell,
  BrowserWindow,
  desk,
  hasQuit,
  Notification,
  powerMonitor,
  Tray,
  utilityProcess,
  type BootedShell,
} from './boot-shell.ts';
import { noBusBecause, startBus, type Bus } from './status-watcher.ts';

let shell: BootedShell;
let bus: Bus | undefined;
const tray = () => Tray.all.at(-1);
const menu = () => {
  const shown = tray()?.menu;
  assert.ok(shown);
  return shown;
};
const mainWindow = () => {
  const [window] = BrowserWindow.living();
  assert.ok(window);
  return window;
};
const runsOf = async (process: string) =>
  (await shell.console<RunsAnswer>('GET', `/api/runs?process=${encodeURIComponent(process)}`)).runs;
const node = (...code: string[]) => ({ command: process.execPath, args: ['-e', code.join(';')] });

before(async () => {
  // With a tray host on the session bus, as most desktops have.
  bus = noBusBecause === false ? await startBus(true) : undefined;
  shell = await bootShell({ DBUS_SESSION_BUS_ADDRESS: bus?.address ?? '' });
  await shell.addProcess({ name: 'Quick', ...node('console.log("done")') });
  await shell.addProcess({
    name: 'Long',
    ...node('setInterval(()=>{}, 1000)', 'console.log("::progress value=62::going")'),
    graceSeconds: 1,
  });
  await shell.addProcess({ name: 'Broken', ...node('console.error("my password is hunter2")', 'process.exit(3)') });
});
after(async () => {
  await shell.cleanUp();
  await bus?.stop();
});

test('the app starts to its tray and opens a window that is signed in without its page holding anything', async () => {
  assert.equal(tray()?.tooltip.startsWith('Rota'), true);
  assert.equal(new URL(mainWindow().webContents.url).hash, '#/schedules');
  const cookie = desk.cookies[0];
  assert.equal(cookie?.httpOnly, true);
  assert.equal(cookie?.sameSite, 'strict');
  const session = await shell.console<{ isDesktop: boolean }>('GET', '/api/session');
  assert.equal(session.isDesktop, true);
});

test('the command line works beside the running app: it finds address and token in the data folder', async () => {
  const { url, token } = JSON.parse(await readFile(path.join(shell.home, 'connection.json'), 'utf8')) as Record<
    string,
    string
  >;
  const answer = await fetch(`${url}/api/worker`, { headers: { authorization: `Bearer ${token}` } });
  assert.equal(answer.status, 200);
});

test('the window is fenced in: sandbox, a world of its own, no Node', () => {
  const preferences = mainWindow().options.webPreferences;
  assert.deepEqual(
    [preferences?.sandbox, preferences?.contextIsolation, preferences?.nodeIntegration, preferences?.webviewTag],
    [true, true, false, false],
  );
});

test('a shortcut runs a process without opening a window, in a runner host that is a utility process', async () => {
  const before = BrowserWindow.all.length;
  await shell.startAgain('--run', 'Quick');
  await shell.untilMenu('that it ran', (labels) => labels.some((label) => label.startsWith('✓ Quick')));
  assert.equal(BrowserWindow.all.length, before);
  assert.equal((await runsOf('Quick'))[0]?.outcome, 'succeeded');
  assert.ok(utilityProcess.all.length >= 1);
});

test('a link never runs anything by itself: it is asked about, and "do not run" is the default', async () => {
  const runs = (await runsOf('Quick')).length;
  await shell.startAgain('rota://run/Quick');
  await until('the question', () => desk.boxes.at(-1)?.message.includes('Quick'));
  assert.equal(desk.boxes.at(-1)?.defaultId, 0);
  assert.equal((await runsOf('Quick')).length, runs);
  desk.answers.push({ response: 1 });
  await shell.startAgain('rota://run/Quick');
  await until('the run', async () => (await runsOf('Quick')).length === runs + 1);
});

test('a name that is nothing is said, not swallowed', async () => {
  await shell.startAgain('--run', 'Nothing of the kind');
  await until('the message', () => desk.errorBoxes.some((text) => text.includes('Nothing of the kind')));
});

test('a process that needs values is not run without them: the small window asks', async () => {
  await shell.addProcess({
    name: 'Asks',
    ...node('0'),
    parameters: { type: 'object', properties: { who: { type: 'string' } }, required: ['who'] },
  });
  await shell.startAgain('--run', 'Asks');
  const window = await until('the small window', () =>
    BrowserWindow.living().find(({ webContents }) => webContents.url.endsWith('#/quick-run?process=Asks')),
  );
  assert.equal((await runsOf('Asks')).length, 0);
  window.close();
});

test('a run that goes on is in tray, taskbar and power blocker, and can be cancelled from the tray', async () => {
  await shell.startAgain('--run', 'Long');
  await shell.untilMenu('how far it is', (labels) => labels.some((label) => /^Long is running — 6[02] %$/.test(label)));
  await until('the bar of the taskbar', () => mainWindow().bar.value === 0.62 && mainWindow().bar.mode === 'normal');
  assert.deepEqual([...desk.blockers.values()], ['prevent-app-suspension']);
  await until('the tooltip', () => /1 running, 62 %/.test(tray()?.tooltip ?? ''));
  menu().click('Long', menu().template.find(({ label }) => label === 'Cancel')?.submenu as never);
  await shell.untilMenu('that it was cancelled', (labels) => labels.some((label) => label.startsWith('■ Long')));
  assert.equal(desk.blockers.size, 0);
  assert.equal(mainWindow().bar.mode, 'none');
});

test('a failure is reported once, without a word of what the child wrote', async () => {
  await shell.startAgain('--run', 'Broken');
  const told = await until('the notification', () => Notification.shown.find(({ title }) => title === 'Broken failed'));
  assert.equal(told.body, 'exit code 3');
  assert.equal(Notification.shown.filter(({ title }) => title.includes('Broken')).length, 1);
  told.emit('click');
  const [run] = await runsOf('Broken');
  assert.deepEqual(mainWindow().webContents.sent.at(-1), { channel: 'navigate', args: [`#/runs/${run?.id}`] });
});

test('a JavaScript robot runs on the Node inside Electron: stdin, outputs, exit code, and it ends by itself', async () => {
  const script = path.join(shell.home, 'robot.mjs');
  await writeFile(
    script,
    `import { appendFileSync } from 'node:fs';
     let text = '';
     for await (const piece of process.stdin) text += piece;
     appendFileSync(process.env.ROTA_OUTPUT, 'who=' + JSON.parse(text).who + '\\nargs=' + process.argv.slice(2).join('+') + '\\n');
     console.error('said on stderr');
     process.exitCode = 75;`,
  );
  await shell.addProcess({
    name: 'Script',
    script,
    args: ['one', '{{who}}'],
    stdin: 'json',
    exitCodes: { 75: 'warning' },
    parameters: { type: 'object', properties: { who: { type: 'string', default: 'Ayşe' } } },
  });
  await shell.startAgain('--run', 'Script');
  const ended = await until('its end', async () => (await runsOf('Script')).find(({ status }) => status === 'ended'));
  const { run } = await shell.console<{ run: RunDetail }>('GET', `/api/runs/${ended.id}`);
  assert.equal(run.outcome, 'succeeded');
  assert.equal(run.hasWarning, true);
  assert.deepEqual(run.outputs, { who: 'Ayşe', args: 'one+Ayşe' });
});

test('pausing from the tray pauses everything, and the menu offers to resume', async () => {
  // What failed before would be on the icon instead.
  await shell.console('POST', '/api/attention/seen', { upTo: Number.MAX_SAFE_INTEGER });
  menu().click('For 1 hour');
  await shell.untilMenu('that it is paused', (labels) =>
    labels.some((label) => label.startsWith('Resume schedules (paused until')),
  );
  assert.match(JSON.stringify(tray()?.image), /paused/);
  menu().click('Resume schedules');
  await shell.untilMenu('pause again', (labels) => labels.includes('Pause all schedules'));
});

test('a change of language rebuilds the menu', async () => {
  await shell.console('PATCH', '/api/settings', { language: 'tr' });
  await shell.untilMenu('Turkish', (labels) => labels.includes('Başka birini çalıştır…'));
  await shell.console('PATCH', '/api/settings', { language: 'en' });
  await shell.untilMenu('English', (labels) => labels.includes('Run another…'));
});

test(
  'the close button hides the window, says so once, and the tray brings it back',
  { skip: noBusBecause },
  async () => {
    const window = mainWindow();
    window.close();
    await until('the window is hidden', () => !window.isShown);
    assert.match(desk.boxes.at(-1)?.message ?? '', /keeps running in the tray/);
    assert.equal(desk.boxes.at(-1)?.checkboxChecked, false);
    const asked = desk.boxes.length;
    await shell.startAgain();
    assert.equal(window.isShown, true);
    window.close();
    assert.equal(window.isShown, false);
    assert.equal(desk.boxes.length, asked);
  },
);

test(
  'start at sign-in writes the autostart file, and takes it away again',
  { skip: process.platform !== 'linux' },
  async () => {
    const file = path.join(shell.home, 'appData/autostart/rota.desktop');
    await shell.console('PATCH', '/api/settings', { startAtLogin: true });
    const text = await until('the file', () => readFile(file, 'utf8').catch(() => null));
    assert.match(text, /^Exec=".+" "--hidden"$/m);
    await shell.console('PATCH', '/api/settings', { startAtLogin: false });
    await until('the file is gone', () =>
      readFile(file).then(
        () => false,
        () => true,
      ),
    );
  },
);

test('a desktop robot waits while the screen is locked, the tray says why, and it goes when it is unlocked', async () => {
  await shell.addProcess({ name: 'Desk', ...node('0'), usesDesktop: true });
  desk.idleState = 'locked';
  powerMonitor.emit('lock-screen');
  await shell.startAgain('--run', 'Desk');
  await shell.untilMenu('what it waits for', (labels) => labels.includes('Screen is locked; waiting: 1'));
  const [waiting] = await runsOf('Desk');
  assert.equal(waiting?.status, 'queued');
  assert.match(JSON.stringify(tray()?.image), /attention/);
  desk.idleState = 'active';
  powerMonitor.emit('unlock-screen');
  await shell.untilMenu('that it ran', (labels) => labels.some((label) => label.startsWith('✓ Desk')));
});

test('a desktop robot announces itself, and goes when somebody says so', async () => {
  await shell.console('PATCH', '/api/settings', { desktopWarningSeconds: 300 });
  await shell.startAgain('--run', 'Desk');
  const warning = await until('the countdown', () =>
    BrowserWindow.living().find(({ webContents }) => webContents.url.startsWith('app://shell/page/')),
  );
  assert.equal(warning.options.alwaysOnTop, true);
  assert.equal(warning.hasFocus, false, 'it takes no focus from whoever types');
  assert.equal((await runsOf('Desk')).filter(({ status }) => status === 'ended').length, 1);
  warning.webContents.emit('will-navigate', { url: 'app://shell/answer/go', preventDefault() {} });
  await until('the run', async () => (await runsOf('Desk')).filter(({ status }) => status === 'ended').length === 2);
  assert.equal(warning.isDestroyed(), true);
  await shell.console('PATCH', '/api/settings', { desktopWarningSeconds: 0 });
});

test('a failed desktop run gets a picture of the screen, and only where that was asked for', async () => {
  const thumbnail = { isEmpty: () => false, toPNG: () => Buffer.from('a picture') };
  desk.pictures = [{ thumbnail } as unknown as (typeof desk.pictures)[number]];
  await shell.addProcess({ name: 'Desk fails', ...node('process.exit(1)'), usesDesktop: true });
  const artifactsOf = async (nth: number) => {
    await shell.startAgain('--run', 'Desk fails');
    const run = await until('its end', async () => {
      const ended = (await runsOf('Desk fails')).filter(({ status }) => status === 'ended');
      return ended.length === nth ? ended[0] : null;
    });
    return async () => (await shell.console<{ run: RunDetail }>('GET', `/api/runs/${run.id}`)).run.artifacts;
  };
  const without = await artifactsOf(1);
  // The shell has received it, too: later requests are not about that run.
  await shell.untilMenu('that it failed', (labels) => labels.some((label) => label.startsWith('✗ Desk fails')));
  await shell.console('PATCH', '/api/settings', { screenshotOnFailure: true });
  const pictures = await artifactsOf(2);
  const [picture] = await until('the picture', async () => (await pictures()).length > 0 && (await pictures()));
  assert.equal(picture?.name, 'screen-at-failure.png');
  assert.deepEqual(await without(), []);
});

test('quitting with a running robot asks; "keep running" keeps it, "quit" leaves nothing behind', async () => {
  await shell.startAgain('--run', 'Long');
  await shell.untilMenu('that it runs', (labels) => labels.some((label) => label.startsWith('Long is running')));
  const running = (await runsOf('Long')).find(({ status }) => status === 'running');
  assert.ok(running);
  const pid = await until('its program is known', async () => {
    const { run } = await shell.console<{ run: RunDetail }>('GET', `/api/runs/${running.id}`);
    return run.attempts[0]?.pid;
  });

  menu().click('Quit');
  await until('the question', () => desk.boxes.at(-1)?.message === 'Quit and stop what runs?');
  assert.equal(isAlive(pid), true);
  assert.equal(desk.quits, 0);

  desk.answers.push({ response: 1 });
  menu().click('Quit');
  await hasQuit;
  assert.equal(isAlive(pid), false);
  await until('no utility process is left', () => utilityProcess.all.every((one) => !one.isAlive));
  assert.equal(tray()?.isDestroyed(), true);
  assert.equal(BrowserWindow.living().length, 0);
});
