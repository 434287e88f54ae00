import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import test from 'node:test';
import { nextPlannedFire, parseQuartz } from '../../contract/quartz/index.ts';
import { rpaProcess } from '../../contract/process.ts';
import { scheduleDraft } from '../../contract/schedule.ts';
import { readSystemd } from '../../server/domain/import/import-systemd.ts';
import { readCalendar } from '../../server/domain/import/systemd-calendar.ts';
import { secondsOfSpan } from '../../server/domain/import/systemd-times.ts';

const now = Date.UTC(2026, 10, 30, 12);
const read = (...lines: string[]) => readSystemd(lines.join('\n'), { timezone: 'Europe/Istanbul', now });
const drafts = (set: ReturnType<typeof read>) => set.schedules.map(({ draft }) => scheduleDraft.parse(draft));
const processes = (set: ReturnType<typeof read>) => set.processes.map(({ process }) => rpaProcess.parse(process));
const refusals = (set: ReturnType<typeof read>) => set.refused.map(({ name, note }) => `${name}: ${note}`);
const service = (...lines: string[]) => ['# /etc/systemd/system/backup.service', '[Service]', ...lines, ''];
const timer = (...lines: string[]) => ['# /etc/systemd/system/backup.timer', '[Timer]', ...lines, ''];
const program = service('ExecStart=/opt/backup.sh');

test('a timer with its service, as systemctl prints both, is taken in otherwise than it runs there', () => {
  const set = read(
    '# /usr/lib/systemd/system/backup.timer',
    '[Unit]',
    'Description=Nightly backup',
    '',
    '[Timer]',
    'OnCalendar=daily',
    'OnCalendar=Sat,Sun 12:30',
    'Persistent=true',
    '',
    '# /etc/systemd/system/backup.timer.d/override.conf',
    '[Timer]',
    'OnCalendar=',
    'OnCalendar=Mon..Fri 02:15 UTC',
    '# a comment',
    '',
    '# /usr/lib/systemd/system/backup.service',
    '[Service]',
    'Type=oneshot',
    'User=backup',
    'Environment=TARGET=/mnt "NOTE=two words"',
    'WorkingDirectory=/srv',
    'ExecStart=-/opt/backup.sh --to ${TARGET} "a b" %N \\',
    '  --last $$HOME',
    'TimeoutStartSec=1h 30min',
    'MemoryMax=2G',
  );
  assert.deepEqual(set.refused, []);
  const [draft] = drafts(set);
  assert.equal(drafts(set).length, 1, 'an empty assignment takes back what stood before');
  assert.equal(draft?.name, 'Nightly backup');
  assert.equal(draft?.options.misfire, 'once');
  assert.equal(draft?.options.overlap, 'skip');
  assert.deepEqual(draft?.plan, {
    ...{ kind: 'cron', quartz: '0 15 2 ? * MON,TUE,WED,THU,FRI', timezone: 'UTC', start: null, end: null },
    clockChange: 'move',
  });
  const [process] = processes(set);
  assert.equal(process?.name, 'backup');
  assert.equal(process?.command, '/opt/backup.sh');
  assert.deepEqual(process?.args, ['--to', '/mnt', 'a b', 'backup', '--last', '$HOME']);
  assert.deepEqual(process?.env, { TARGET: '/mnt', NOTE: 'two words' });
  assert.equal(process?.cwd, '/srv');
  assert.equal(process?.timeoutSeconds, 5400);
  assert.deepEqual(process?.limits, { memoryMb: 2048 });
  assert.match(set.processes[0]?.note ?? '', /ran as the user backup.*counted as success/);
});

test('two files put together without their names are two strangers', () => {
  const set = read('[Timer]', 'OnCalendar=hourly', '[Service]', 'ExecStart=/opt/x');
  assert.deepEqual(refusals(set), []);
  assert.deepEqual(
    drafts(set).map(({ plan }) => plan.kind === 'cron' && plan.quartz),
    ['0 0 * * * ?'],
  );
});

test('what a timer counts from its start or its last run is lost, or is taken for a time', () => {
  const set = read(...timer('OnBootSec=15min', 'OnUnitActiveSec=90min'), ...program);
  const [draft, ...more] = drafts(set);
  assert.equal(more.length, 0);
  assert.deepEqual(draft?.options.triggers, [{ id: 'startup-1', enabled: true, kind: 'startup', delaySeconds: 900 }]);
  assert.deepEqual(draft?.plan, {
    ...{ kind: 'every', every: 90, unit: 'minutes', from: now, at: [], weekdays: [] },
    ...{ timezone: 'Europe/Istanbul', end: null },
  });
  const alone = drafts(read(...timer('OnStartupSec=30'), ...program));
  assert.equal(alone[0]?.plan.kind, 'call');
});

test('a path unit becomes a trigger for other files than it watches', () => {
  const path = (...lines: string[]) => ['# /etc/systemd/system/backup.path', '[Path]', ...lines, ''];
  const set = read(
    ...path('DirectoryNotEmpty=/srv/in/', 'PathExistsGlob=/srv/out/*.csv', 'PathChanged=/etc/hosts', 'PathExists=rel'),
    ...program,
  );
  const [draft] = drafts(set);
  assert.deepEqual(
    draft?.options.triggers?.map((one) => (one.kind === 'file' ? [one.folder, one.pattern, one.existing] : one.kind)),
    [
      ['/srv/in', '*', true],
      ['/srv/out', '*.csv', true],
      ['/etc', 'hosts', false],
    ],
  );
  assert.deepEqual(refusals(set), ['backup.path: PathExists=rel is no whole path']);
});

test('what cannot be said is taken in nearly as it is there', () => {
  const wrong: readonly (readonly [readonly string[], RegExp])[] = [
    [timer('OnCalendar=Mon *-*-1..10'), /weekday that is also a certain day/],
    [timer('OnCalendar=*:*/5'), /no time that systemd could read/],
    [timer('OnCalendar=Fri..Mon 10:00'), /no time that systemd could read/],
    [timer('OnCalendar=*:59/2'), /no time that systemd could read/],
    [timer('OnCalendar=10:00:00.5'), /fraction of a second/],
    [timer('OnCalendar=@1800000000'), /one moment/],
    [timer('OnUnitInactiveSec=1h'), /end of the run before/],
    [timer('OnUnitActiveSec=45s'), /no whole minutes/],
    [timer('OnClockChange=yes'), /clock or its zone/],
    [timer('OnCalendar=daily', 'Unit=other.target'), /no service/],
    [timer('OnCalendar=daily', 'Unit=other.service'), /systemctl cat other.service/],
    [timer(), /no \[Timer\]|has no time at all|neither/],
  ];
  for (const [lines, why] of wrong) {
    let told = '';
    try {
      told = refusals(read(...lines, ...program)).join();
    } catch (error) {
      told = String(error);
    }
    assert.match(told, why, lines.join(' '));
  }
  const commands: readonly (readonly [readonly string[], RegExp])[] = [
    [['ExecStart=/a', 'ExecStart=/b'], /2 programs/],
    [['ExecStart=/a %h'], /"%h"/],
    [['ExecStart=/a $HOME'], /"\$HOME"/],
    [['ExecStart=/a "open'], /quotes/],
    [['ExecStart=/a ; /b'], /several commands/],
    [['ExecStart=/a {{x}}'], /\{\{/],
    [['User=x'], /no program/],
  ];
  for (const [lines, why] of commands)
    assert.match(refusals(read(...timer('OnCalendar=daily'), ...service(...lines))).join(), why, lines.join(' '));
  assert.throws(() => read('[Service]', 'ExecStart=/a'), /neither a \[Timer\] nor a \[Path\]/);
});

const expressions = [
  ...['minutely', 'hourly', 'daily', 'weekly', 'monthly', 'quarterly', 'semiannually', 'yearly', 'monday', 'Mon..Fri'],
  ...['*-*-* 02:30', '*:0/30', 'Mon *-*-1..7 08:00', 'Tue *-*-8..14', 'Mon *-05~07/1', '*-*~03', '*-*~01,03', '12-24'],
  ...['12,14:00', 'Mon,Wed..Fri *-*-* 8..18/2:15', '*-*-1/2', '8:0/20:0/30', '*-1/3-1', '05:40/2', '00..23:59'],
  ...['*:30:15..45/15', '*-* 10:00', 'Sat 2027-*-* 23:59:59', '26-12-24 10:00', 'Mon-Fri 9:00', '*-02~01 12:00'],
  ...['2027/2-03-01', '*-*-31 06:00', '0/23:00', 'Sun *-*-* 0/13:05', '8..10/3:30', '*-01..06-01/1 5:00'],
];
const version = analyzeCalendar(['--version'], 'UTC');
const skip = version === null && 'SKIPPED: there is no systemd-analyze here to compare with.';
test('an expression runs at other times than systemd itself would run it', { skip }, () => {
  const from = Date.UTC(2026, 10, 30, 12);
  const told = analyzeCalendar(
    ['calendar', '--iterations=6', '--base-time=2026-11-30 12:00:00', ...expressions.map((one) => one)],
    'UTC',
  );
  const blocks = (told ?? '').split(/^\s*Original form: /m).slice(1);
  // Where systemd writes an expression as it was given, it leaves that line out: then each has its own block by its normal form.
  const normal = (told ?? '').split(/^Normalized form: /m).slice(1);
  assert.equal(normal.length, expressions.length, `${blocks.length} of them were rewritten`);
  for (const [index, expression] of expressions.entries()) {
    const wanted = [...(normal[index] ?? '').matchAll(/(?:Next elapse|Iter\. #\d+|\(in UTC\)): \w+ (\S+ \S+) UTC/g)];
    const times = [...new Set(wanted.map(([, time = '']) => Date.parse(`${time.replace(' ', 'T')}Z`)))];
    const given = readCalendar(expression, 'UTC');
    assert.ok(given.ok, expression);
    for (const quartz of given.quartz) assert.ok(parseQuartz(quartz).ok, `${expression}: ${quartz}`);
    assert.deepEqual(nextOf(given.quartz, from, times.length), times, `${expression}: ${given.quartz.join(' | ')}`);
    assert.ok(times.length > 0, expression);
  }
});

/** The next times of several expressions together. */
function nextOf(expressions: readonly string[], from: number, count: number): number[] {
  const times = expressions.flatMap((quartz) => {
    const parsed = parseQuartz(quartz);
    const found: number[] = [];
    for (let at = from; parsed.ok && found.length < count;) {
      const next = nextPlannedFire(parsed.cron, at, 'UTC', 'move');
      if (next === null) break;
      found.push(next);
      at = next;
    }
    return found;
  });
  return times.toSorted((one, other) => one - other).slice(0, count);
}

function analyzeCalendar(words: readonly string[], TZ: string): string | null {
  try {
    return execFileSync('systemd-analyze', words, { env: { ...process.env, TZ, LC_ALL: 'C' }, encoding: 'utf8' });
  } catch {
    return null;
  }
}

test('a time span is read as another length', () => {
  const spans = { '1h 30min': 5400, '90': 90, '2w': 1_209_600, '1500ms': 1.5, infinity: Infinity, '5 minutes': 300 };
  for (const [text, seconds] of Object.entries(spans)) assert.equal(secondsOfSpan(text), seconds, text);
  for (const text of ['', 'soon', '5 parsecs', '1h x']) assert.equal(secondsOfSpan(text), null, text);
});

test('a timer that woke the computer lets it sleep, or its start with the computer wakes one', () => {
  const wakes = (...lines: string[]) =>
    drafts(read(...timer(...lines), ...program)).map(({ options }) => options.wakeComputer ?? false);
  assert.deepEqual(wakes('OnCalendar=daily', 'WakeSystem=yes'), [true]);
  assert.deepEqual(wakes('OnCalendar=daily', 'OnUnitActiveSec=90min', 'WakeSystem=true'), [true, true]);
  assert.deepEqual(wakes('OnCalendar=daily', 'WakeSystem=no'), [false]);
  assert.deepEqual(wakes('OnBootSec=5min', 'WakeSystem=yes'), [false]);
});
