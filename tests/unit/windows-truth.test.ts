import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { firesBetween, parseQuartz } from '../../contract/quartz/index.ts';
import { rpaProcess } from '../../contract/process.ts';
import { scheduleDraft, type ScheduleDraft } from '../../contract/schedule.ts';
import { readWindowsTasks } from '../../server/domain/import/import-windows-task.ts';
import { splitCmdArguments } from '../../server/domain/import/windows-command.ts';

const zone = 'Europe/Istanbul';
const file = (name: string) => readFileSync(path.join(import.meta.dirname, '..', 'fixtures', 'imports', name), 'utf8');
const read = (text: string) => readWindowsTasks(text, { timezone: zone });
const exec = '<Exec><Command>C:\\lab\\x.exe</Command></Exec>';
const task = (triggers: string, more: { settings?: string; actions?: string; rest?: string } = {}) =>
  `<Task><RegistrationInfo><URI>\\Lab\\X</URI></RegistrationInfo>${more.rest ?? ''}<Triggers>${triggers}</Triggers>
  <Settings>${more.settings ?? ''}</Settings><Actions>${more.actions ?? exec}</Actions></Task>`;
const calendar = (days: string, start = '2026-01-05T09:00:00', more = '') =>
  `<CalendarTrigger><StartBoundary>${start}</StartBoundary>${more}${days}</CalendarTrigger>`;
const months = (...names: string[]) => `<Months>${names.map((name) => `<${name} />`).join('')}</Months>`;
const byMonth = (days: string[], ...names: string[]) =>
  `<ScheduleByMonth><DaysOfMonth>${days.map((day) => `<Day>${day}</Day>`).join('')}</DaysOfMonth>${months(...names)}</ScheduleByMonth>`;
const byWeekday = (weeks: string[], ...days: string[]) =>
  `<ScheduleByMonthDayOfWeek><Weeks>${weeks.map((week) => `<Week>${week}</Week>`).join('')}</Weeks><DaysOfWeek>${days.map((day) => `<${day} />`).join('')}</DaysOfWeek></ScheduleByMonthDayOfWeek>`;

/** Every fire time of all schedules, once per run. */
function fires(text: string, from: number, to: number): string[] {
  return read(text)
    .schedules.map(({ draft }) => scheduleDraft.parse(draft).plan)
    .flatMap((plan: ScheduleDraft['plan']) => {
      if (plan.kind !== 'cron') return [];
      const parsed = parseQuartz(plan.quartz);
      assert.ok(parsed.ok, plan.quartz);
      return firesBetween(parsed.cron, Math.max(from, plan.start ?? 0) - 1, to, plan.timezone, 1000);
    })
    .map((at) => new Date(at).toISOString().slice(0, 16))
    .sort();
}

const year = (of: number): [number, number] => [Date.UTC(of, 0, 1), Date.UTC(of + 1, 0, 1)];

test('the fourth and the last Friday are one day in some months, and it runs once then', () => {
  const text = file('fourth-and-last-friday.xml');
  const december = fires(text, Date.UTC(2026, 11, 1), Date.UTC(2027, 0, 1));
  assert.deepEqual(december, ['2026-12-25T06:00']);
  const all = fires(text, ...year(2027));
  assert.deepEqual([all.length, new Set(all).size], [17, 17], 'twelve fourth Fridays, and five fifth ones');
  for (const weeks of [['4', '5', 'Last'], ['5', 'Last'], ['Last'], ['1', '4', 'Last']]) {
    const found = fires(task(calendar(byWeekday(weeks, 'Monday', 'Friday'))), ...year(2028));
    assert.equal(new Set(found).size, found.length, weeks.join());
  }
});

test('the last day of a month is never counted twice, however it is called', () => {
  const last = (of: number, month: number) => new Date(Date.UTC(of, month + 1, 0)).getUTCDate();
  for (const days of [
    ['31', 'Last'],
    ['30', 'Last'],
    ['29', 'Last'],
    ['28', 'Last'],
    ['1', '28', '29', '30', '31', 'Last'],
    ['15', 'Last'],
  ]) {
    const text = task(calendar(byMonth(days)));
    for (const one of [2027, 2028]) {
      const expected = Array.from({ length: 12 }, (_, month) => month).flatMap((month) => {
        const chosen = new Set(days.map((day) => (day === 'Last' ? last(one, month) : Number(day))));
        return [...chosen]
          .filter((day) => day <= last(one, month))
          .map((day) => new Date(Date.UTC(one, month, day, 6)));
      });
      assert.deepEqual(
        fires(text, ...year(one)),
        expected.map((at) => at.toISOString().slice(0, 16)).sort(),
        `${days.join()} ${one}`,
      );
    }
  }
});

test('the weekday of a start with an offset is the one it has there', () => {
  const [first] = fires(file('monday-with-offset.xml'), 0, Date.UTC(2026, 8, 20));
  assert.equal(first, '2026-09-06T22:00');
  const week = '<ScheduleByWeek><WeeksInterval>1</WeeksInterval><DaysOfWeek><Monday /></DaysOfWeek></ScheduleByWeek>';
  assert.equal(fires(task(calendar(week, '2026-09-07T01:00:00Z')), 0, Date.UTC(2026, 8, 20))[0], '2026-09-07T01:00');
  assert.equal(
    fires(task(calendar(week, '2026-09-07T23:00:00-05:00')), 0, Date.UTC(2026, 8, 20))[0],
    '2026-09-08T04:00',
  );
  assert.match(
    read(task(calendar(week, '2026-09-07T01:00:00+05:30'))).refused[0]?.note ?? '',
    /on another day than in UTC/,
  );
  assert.equal(
    fires(task(calendar(week, '2026-09-07T09:00:00+05:30')), 0, Date.UTC(2026, 8, 20))[0],
    '2026-09-07T03:30',
  );
  assert.match(
    read(file('monday-with-offset.xml')).schedules[0]?.note ?? '',
    /starts at 2026-09-07T01:00:00\+03:00 whatever the zone/,
  );
});

test('a start or an end that is no date, and repetitions of no fixed length, are refused and not left out', () => {
  const daily = '<ScheduleByDay><DaysInterval>1</DaysInterval></ScheduleByDay>';
  const week = '<ScheduleByWeek><DaysOfWeek><Monday /></DaysOfWeek></ScheduleByWeek>';
  const repetition = (during: string) => `<Repetition><Interval>PT1H</Interval>${during}</Repetition>`;
  const cases: [string, RegExp][] = [
    [calendar(daily, '2026-02-30T09:00:00'), /start that can be read/],
    [calendar(daily, '2026-02-30T09:00:00Z'), /start that can be read/],
    [calendar(daily, '2026-01-05T09:00:00', '<EndBoundary>never</EndBoundary>'), /end that cannot be read/],
    [calendar(daily, '2026-01-05T00:00:00', repetition('<Duration>P1M</Duration>')), /no fixed length/],
    [calendar(week, '2026-01-05T00:00:00', repetition('')), /longer than a day from chosen days on/],
    [calendar(week, '2026-01-05T00:00:00', repetition('<Duration>P2D</Duration>')), /longer than a day/],
    [calendar('<ScheduleByDay><DaysInterval>0</DaysInterval></ScheduleByDay>'), /days or weeks that cannot be read/],
    [
      calendar('<ScheduleByWeek><WeeksInterval>x</WeeksInterval></ScheduleByWeek>'),
      /days or weeks that cannot be read/,
    ],
    [`<CalendarTrigger><Enabled>0</Enabled></CalendarTrigger>`, /switched off/],
  ];
  for (const [trigger, why] of cases) {
    const { schedules, refused } = read(task(trigger));
    assert.deepEqual([schedules.length, refused.length], [0, 1], trigger);
    assert.match(refused[0]?.note ?? '', why);
  }
});

test('a task ends after 72 hours where nothing is written, never by PT0S, and each trigger may have a limit of its own', () => {
  const daily = '<ScheduleByDay />';
  const limit = (settings: string) =>
    rpaProcess.parse(read(task(calendar(daily), { settings })).processes[0]?.process).timeoutSeconds;
  assert.equal(limit(''), 259_200);
  assert.equal(limit('<ExecutionTimeLimit>PT0S</ExecutionTimeLimit>'), undefined);
  assert.equal(limit('<ExecutionTimeLimit>P3D</ExecutionTimeLimit>'), 259_200);
  const own = read(task(calendar(daily, '2026-01-05T09:00:00', '<ExecutionTimeLimit>PT30M</ExecutionTimeLimit>')));
  assert.equal(scheduleDraft.parse(own.schedules[0]?.draft).options.timeoutSeconds, 1800);
});

test('several triggers of a task that ignores a second start never run side by side, and the same one twice is one', () => {
  const daily = calendar('<ScheduleByDay />');
  const twice = read(task(daily + daily));
  assert.equal(twice.schedules.length, 1);
  const two = read(task(daily + calendar(byMonth(['1']))));
  assert.equal(rpaProcess.parse(two.processes[0]?.process).maxConcurrent, 1);
  const parallel = read(
    task(daily + calendar(byMonth(['1'])), { settings: '<MultipleInstancesPolicy>Parallel</MultipleInstancesPolicy>' }),
  );
  assert.equal(rpaProcess.parse(parallel.processes[0]?.process).maxConcurrent, 1000);
});

test('accounts, conditions and what ends with repetitions are named', () => {
  const rest =
    '<Principals><Principal><UserId>S-1-5-18</UserId><RunLevel>HighestAvailable</RunLevel></Principal></Principals>';
  const settings = '<RunOnlyIfNetworkAvailable>true</RunOnlyIfNetworkAvailable><WakeToRun>1</WakeToRun>';
  const repetition =
    '<Repetition><Interval>PT1H</Interval><Duration>P1D</Duration><StopAtDurationEnd>true</StopAtDurationEnd></Repetition>';
  const set = read(
    task(calendar('<ScheduleByDay />', '2026-01-05T09:00:00', `${repetition}<RandomDelay>PT5M</RandomDelay>`), {
      rest,
      settings,
    }),
  );
  assert.match(set.processes[0]?.note ?? '', /user SYSTEM; [^]*RunOnlyIfNetworkAvailable;[^]*highest rights/);
  assert.match(set.schedules[0]?.note ?? '', /random delay[^]*end of its repetitions/);
});

test('what cmd is given comes as cmd would read it, and what would change its meaning is refused', () => {
  const cases: [string, readonly string[] | null][] = [
    ['/c ""C:\\lab\\a b.cmd" "x y" z"', ['/c', 'call', 'C:\\lab\\a b.cmd', 'x y', 'z']],
    ['/d /s /c ""C:\\lab\\run.cmd" --all"', ['/d', '/s', '/c', 'C:\\lab\\run.cmd', '--all']],
    ['/c "C:\\Program Files\\x.exe"', ['/c', 'call', 'C:\\Program Files\\x.exe']],
    ['/c dir C:\\lab > out.txt 2>&1', ['/c', 'dir', 'C:\\lab', '>', 'out.txt', '2>&1']],
    ['/C copy "C:\\my dir\\" D:\\', ['/C', 'copy', 'C:\\my dir\\', 'D:\\']],
    ['/c "echo a & echo b"', ['/c', 'echo', 'a', '&', 'echo', 'b']],
    ['/c find "a&b" x', null],
    ['/q', ['/q']],
  ];
  for (const [line, expected] of cases) assert.deepEqual(splitCmdArguments(line), expected, line);
  const actions = (line: string) =>
    `<Exec><Command>C:\\Windows\\System32\\cmd.exe</Command><Arguments>${line}</Arguments></Exec>`;
  const taken = read(task(calendar('<ScheduleByDay />'), { actions: actions('/c ""C:\\lab\\a b.cmd" x"') }));
  assert.deepEqual(rpaProcess.parse(taken.processes[0]?.process).args, ['/c', 'call', 'C:\\lab\\a b.cmd', 'x']);
  const refused = read(task(calendar('<ScheduleByDay />'), { actions: actions('/c find "a&amp;b" x') }));
  assert.match(refused.refused[0]?.note ?? '', /into a \.cmd file and start that/);
});

test('signs that XML writes as numbers are read', () => {
  const set = read(
    task(calendar('<ScheduleByDay />'), {
      actions:
        '<Exec><Command>C:\\&#252;r&#xFC;n.exe</Command><Arguments>&quot;a &amp;#252; b&quot;</Arguments></Exec>',
    }),
  );
  const { command, args } = rpaProcess.parse(set.processes[0]?.process);
  assert.deepEqual([command, args], ['C:\\ürün.exe', ['a &#252; b']]);
});
