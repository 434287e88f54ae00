import assert from 'node:assert/strict';
import test from 'node:test';
import { outcomes } from '../../contract/run.ts';
import { iconFile, iconShape, iconShapes } from '../../electron/tray-icon.ts';
import {
  outcomeMark,
  pauseEnd,
  trayMenu,
  trayTooltip,
  type MenuEntry,
  type TrayAction,
} from '../../electron/tray-menu.ts';
import { needsValues, noState, recentRuns, type TrayState } from '../../electron/tray-state.ts';
import type { Run } from '../../contract/run.ts';

const now = new Date(2026, 11, 7, 14, 0).getTime();
const at = (hour: number, minute: number) => new Date(2026, 11, 7, hour, minute).getTime();
const up = noState('en', 'up');
const full: TrayState = {
  ...up,
  running: [{ id: 'r1', name: 'OneStepNotepadRunner', percent: 62, isCancelling: false }],
  next: { scheduleId: 's1', name: 'Invoice download', due: at(14, 15) },
  favourites: [
    { scheduleId: 's2', name: 'Notepad demo', needsValues: false },
    { scheduleId: 's1', name: 'Invoice & co', needsValues: true },
  ],
  recent: [
    { id: 'r2', name: 'FxRates', outcome: 'succeeded', endedAt: at(13, 45) },
    { id: 'r3', name: 'Payroll', outcome: 'failed', endedAt: at(11, 2) },
  ],
  workerId: 'w',
};

const lines = (entries: readonly MenuEntry[], depth = ''): string[] =>
  entries.flatMap((entry) => {
    if (entry.kind === 'separator') return [`${depth}-`];
    if (entry.kind === 'submenu') return [`${depth}${entry.label} >`, ...lines(entry.entries, `${depth}  `)];
    return [`${depth}${entry.label}${entry.action === null ? ' (says)' : ''}`];
  });
const actions = (entries: readonly MenuEntry[]): TrayAction[] =>
  entries.flatMap((entry) =>
    entry.kind === 'submenu'
      ? actions(entry.entries)
      : entry.kind === 'item' && entry.action !== null
        ? [entry.action]
        : [],
  );

test('the menu reads as ux.md E9 draws it', () => {
  assert.deepEqual(lines(trayMenu(full, now)), [
    'OneStepNotepadRunner is running — 62 %',
    'Next: Invoice download, 14:15',
    '-',
    '▶ Notepad demo',
    '▶ Invoice & co…',
    'Run another…',
    '-',
    'Cancel >',
    '  OneStepNotepadRunner',
    'Recent >',
    '  ✓ FxRates 13:45',
    '  ✗ Payroll 11:02',
    'Pause all schedules >',
    '  Until I resume',
    '  For 1 hour',
    '  Until tomorrow',
    '-',
    'Open Rota',
    'Copy worker ID',
    'Settings…',
    'Quit',
  ]);
});

test('the Turkish menu has the same entries and glues no suffix to a name', () => {
  const turkish = lines(trayMenu({ ...full, language: 'tr' }, now));
  assert.equal(turkish.length, lines(trayMenu(full, now)).length);
  assert.equal(turkish[0], 'Çalışıyor: OneStepNotepadRunner — %62');
});

test('a favourite that needs values asks for them, the others run at once', () => {
  const all = actions(trayMenu(full, now));
  assert.deepEqual(
    all.find((action) => action.do === 'run'),
    { do: 'run', scheduleId: 's2' },
  );
  assert.deepEqual(
    all.find((action) => action.do === 'quick-run'),
    { do: 'quick-run', scheduleId: 's1' },
  );
});

test('at most eight favourites, three running lines and a count of the rest', () => {
  const running = Array.from({ length: 5 }, (_, index) => ({
    id: `r${index}`,
    name: `P${index}`,
    percent: null,
    isCancelling: false,
  }));
  const favourites = Array.from({ length: 12 }, (_, index) => ({
    scheduleId: `s${index}`,
    name: `F${index}`,
    needsValues: false,
  }));
  const read = lines(trayMenu({ ...full, running, favourites }, now));
  assert.equal(read.filter((line) => line.startsWith('▶')).length, 8);
  assert.ok(read.includes('2 more running'));
  assert.equal(read.filter((line) => line.includes(' is running')).length, 3);
});

test('a run being cancelled is not offered to be cancelled again', () => {
  const running = [{ id: 'r1', name: 'Long', percent: null, isCancelling: true }];
  assert.equal(
    actions(trayMenu({ ...full, running }, now)).some((action) => action.do === 'cancel'),
    false,
  );
});

test('paused says until when and offers to resume, never to pause', () => {
  const read = lines(trayMenu({ ...full, isPaused: true, pausedUntil: at(15, 30), next: null }, now));
  assert.ok(read.includes('Resume schedules (paused until 15:30)'));
  assert.equal(
    read.some((line) => line.startsWith('Pause all')),
    false,
  );
  assert.ok(read.includes('Nothing is due (says)'));
});

test('a pause of an hour is counted from the click, however long the menu hung there', () => {
  const pauses = actions(trayMenu(full, now)).filter((action) => action.do === 'pause-all');
  assert.deepEqual(
    pauses.map(({ span }) => span),
    ['until-resume', 'hour', 'tomorrow'],
  );
  assert.equal(pauseEnd('hour', now + 5), now + 5 + 3_600_000);
  assert.equal(pauseEnd('until-resume', now), null);
  assert.equal(pauseEnd('tomorrow', now), new Date(2026, 11, 8).getTime());
});

test('waiting for an unlocked screen is said with the reason and the number', () => {
  assert.ok(
    lines(trayMenu({ ...full, desktop: 'locked', waiting: 2 }, now)).includes('Screen is locked; waiting: 2 (says)'),
  );
  assert.equal(
    lines(trayMenu({ ...full, desktop: 'ready', waiting: 2 }, now)).some((line) => line.includes('locked')),
    false,
  );
});

test('without a server the menu still opens and quits, and offers nothing that cannot work', () => {
  assert.deepEqual(
    actions(trayMenu(noState('en', 'down'), now)).map((action) => action.do),
    ['open', 'quit'],
  );
});

test('the tooltip names running and next, and never outgrows what Windows shows', () => {
  assert.equal(trayTooltip(full, now), 'Rota · 1 running, 62 % · next: Invoice download 14:15');
  const silent = { ...full, running: full.running.map((run) => ({ ...run, percent: null })) };
  assert.equal(trayTooltip(silent, now), 'Rota · 1 running · next: Invoice download 14:15');
  const long = { ...full, next: { scheduleId: 's', name: 'x'.repeat(300), due: at(15, 0) } };
  assert.ok(trayTooltip(long, now).length <= 127);
  assert.match(trayTooltip(long, now), /15:00$/);
});

test('another day than today is named', () => {
  const next = { scheduleId: 's', name: 'Month end', due: new Date(2026, 11, 31, 9, 0).getTime() };
  assert.match(lines(trayMenu({ ...up, next }, now))[0] ?? '', /Month end, Thu,? 31 Dec,? 09:00$/);
});

test('every outcome has a mark, so that nothing hangs on colour', () => {
  for (const outcome of outcomes) assert.notEqual(outcomeMark(outcome), '');
});

test('the icon shows what matters most', () => {
  const paused = { ...full, isPaused: true };
  assert.equal(iconShape(full), 'running');
  assert.equal(iconShape(paused), 'paused');
  assert.equal(iconShape({ ...paused, attention: 1 }), 'attention');
  assert.equal(iconShape({ ...full, running: [], waiting: 1, desktop: 'locked' }), 'attention');
  assert.equal(iconShape(noState('en', 'down')), 'no-server');
  assert.equal(iconShape(up), 'idle');
});

test('macOS gets template images, Windows an icon for its taskbar, Linux one that needs no colour', () => {
  const files = (['darwin', 'win32', 'linux'] as const).map((platform) => iconFile('paused', platform, true));
  assert.deepEqual(files, ['mac/pausedTemplate.png', 'windows/paused-light.ico', 'linux/paused.png']);
  assert.equal(new Set(iconShapes.map((shape) => iconFile(shape, 'win32', false))).size, iconShapes.length);
});

test('values are asked for exactly when a required one has neither default nor value', () => {
  const parameters = {
    properties: { a: { type: 'string' }, b: { type: 'string', default: 'x' } },
    required: ['a', 'b'],
  };
  assert.equal(needsValues(parameters, {}), true);
  assert.equal(needsValues(parameters, { a: '' }), true);
  assert.equal(needsValues(parameters, { a: 'given' }), false);
  assert.equal(needsValues({ properties: {} }, {}), false);
});

test('recent runs are those that ran, the latest first; a skipped time is none', () => {
  const run = (id: string, endedAt: number, startedAt: number | null) =>
    ({
      id,
      scheduleName: id,
      process: 'p',
      status: 'ended',
      outcome: startedAt === null ? 'skipped' : 'failed',
      endedAt,
      startedAt,
    }) as Run;
  const recent = recentRuns([run('a', 1, 0), run('b', 3, 0), run('c', 9, null)], 5);
  assert.deepEqual(
    recent.map(({ id }) => id),
    ['b', 'a'],
  );
});
