import assert from 'node:assert/strict';
import test from 'node:test';
import { rpaProcess } from '../../contract/process.ts';
import { scheduleDraft } from '../../contract/schedule.ts';
import { inEnglish } from '../../contract/translatable.ts';
import { readWindowsTasks } from '../../server/domain/import/import-windows-task.ts';
import { readBoundary } from '../../server/domain/import/windows-boundary.ts';
import { splitWindowsArguments } from '../../server/domain/import/windows-command.ts';
import { dayTimes } from '../../server/domain/import/windows-times.ts';

const zone = 'Europe/Istanbul';
const exec = '<Exec><Command>C:\\lab\\x.exe</Command></Exec>';
const daily = '<CalendarTrigger><StartBoundary>2026-01-05T09:00:00</StartBoundary><ScheduleByDay /></CalendarTrigger>';
interface Parts {
  readonly triggers?: string;
  readonly settings?: string;
  readonly actions?: string;
  readonly uri?: string;
  readonly more?: string;
}
const task = ({ triggers = daily, settings = '', actions = exec, uri = '\\Lab\\X', more = '' }: Parts) =>
  `<Task><RegistrationInfo><URI>${uri}</URI>${more}</RegistrationInfo><Triggers>${triggers}</Triggers>
  <Settings>${settings}</Settings><Actions>${actions}</Actions></Task>`;
const read = (parts: Parts) => readWindowsTasks(task(parts), { timezone: zone });
const said = (parts: Parts): string[] => {
  const { schedules, refused } = read(parts);
  return [
    ...schedules
      .map(({ draft }) => scheduleDraft.parse(draft).plan)
      .map((plan) => (plan.kind === 'cron' ? plan.quartz : plan.kind)),
    ...refused.map(({ note }) => note ?? ''),
  ];
};
const calendar = (days: string, more = '', start = '2026-01-05T09:00:00') =>
  `<CalendarTrigger><StartBoundary>${start}</StartBoundary>${more}${days}</CalendarTrigger>`;
const tags = (names: string) =>
  names
    .split(' ')
    .filter((name) => name !== '')
    .map((name) => `<${name} />`)
    .join('');
const months = (days: string, names = '') =>
  calendar(
    `<ScheduleByMonth><DaysOfMonth>${days
      .split(' ')
      .map((day) => `<Day>${day}</Day>`)
      .join('')}</DaysOfMonth><Months>${tags(names)}</Months></ScheduleByMonth>`,
  );
const weeks = (numbers: string, days: string, names = '') =>
  calendar(
    `<ScheduleByMonthDayOfWeek><Weeks>${numbers
      .split(' ')
      .map((week) => `<Week>${week}</Week>`)
      .join(
        '',
      )}</Weeks><DaysOfWeek>${tags(days)}</DaysOfWeek><Months>${tags(names)}</Months></ScheduleByMonthDayOfWeek>`,
  );

test('days of a month come in another order, twice, or in months that were not chosen', () => {
  const taken: [string, string[]][] = [
    [months('10 9 2'), ['0 0 9 2,9,10 * ?']],
    [months('5 Last'), ['0 0 9 5 * ?', '0 0 9 L * ?']],
    [months('Last'), ['0 0 9 L * ?']],
    [months('27 Last', 'March'), ['0 0 9 27 MAR ?', '0 0 9 L MAR ?']],
    [months('28 Last', 'March'), ['0 0 9 28,31 MAR ?']],
    [months('31 Last', 'March'), ['0 0 9 31 MAR ?']],
    [months('30 31 Last', 'April'), ['0 0 9 30 APR ?']],
    [months('29 Last', 'February'), ['0 0 9 L FEB ?']],
    [months('5 29 Last', 'February'), ['0 0 9 5 FEB ?', '0 0 9 L FEB ?']],
    [months('5 28 29 30 Last', 'February'), ['0 0 9 5,28,29 FEB ?']],
    [months('28 Last', 'April February March'), ['0 0 9 28,31 MAR ?', '0 0 9 28,30 APR ?', '0 0 9 28,29 FEB ?']],
    [months('1', 'January December'), ['0 0 9 1 JAN,DEC ?']],
    [weeks('1 Last', 'Monday', 'May'), ['0 0 9 ? MAY MON#1', '0 0 9 ? MAY MONL']],
    [weeks('4 Last', 'Friday'), ['0 0 9 ? * FRI#4', '0 0 9 ? * FRI#5']],
    [weeks('5 Last', 'Friday'), ['0 0 9 ? * FRIL']],
  ];
  for (const [triggers, plans] of taken) assert.deepEqual(said({ triggers }), plans, triggers);
  for (const triggers of [months('0'), months('32'), months('x')])
    assert.deepEqual(said({ triggers }), ['names no day of the month that can be read'], triggers);
  for (const triggers of [weeks('6', 'Monday'), weeks('1', ''), weeks('', 'Monday')])
    assert.deepEqual(said({ triggers }), ['names no week or weekday that can be read'], triggers);
});

test('an offset that no zone has is taken, or one that a zone has is stored in UTC', () => {
  const of = (text: string) => {
    const found = readBoundary(text, zone);
    return found && [found.timezone, found.secondOfDay / 60, found.weekday, found.isOnOtherDay];
  };
  const monday = '2026-09-07T01:00:30';
  const day: [string, unknown][] = [
    ['', [zone, 60.5, 1, false]],
    ['.123', [zone, 60.5, 1, false]],
    ['Z', ['UTC', 60.5, 1, false]],
    ['+00:00', ['UTC', 60.5, 1, false]],
    ['+03:00', ['Etc/GMT-3', 60.5, 1, false]],
    ['-03:00', ['Etc/GMT+3', 60.5, 1, false]],
    ['+14:00', ['Etc/GMT-14', 60.5, 1, false]],
    ['-14:00', ['UTC', 900.5, 1, false]],
    ['+05:30', ['UTC', 1170.5, 0, true]],
    ['-05:30', ['UTC', 390.5, 1, false]],
    ['+00:59', ['UTC', 1.5, 1, false]],
    ['+14:01', null],
    ['+15:00', null],
    ['+03:60', null],
    ['+3:00', null],
  ];
  for (const [offset, found] of day) assert.deepEqual(of(monday + offset), found, offset);
  const instants = ['', 'Z', '+03:00', '-03:00', '+05:30'].map(
    (offset) => readBoundary(monday + offset, zone)?.instant,
  );
  const utc = Date.UTC(2026, 8, 7, 1, 0, 30);
  assert.deepEqual(
    instants.map((at) => (utc - (at ?? 0)) / 60_000),
    [180, 0, 180, -180, 330],
  );
});

test('times that repeat within a day are one too many or too few, or another second than the first', () => {
  const times = (first: number, everyMinutes: number, minutes: number | null, isDaily = true) => {
    const read = dayTimes(first, { every: everyMinutes * 60, during: minutes === null ? null : minutes * 60 }, isDaily);
    return read.ok ? read.fields : inEnglish(read.why);
  };
  const whole = 'repeats in steps that are not whole minutes';
  assert.deepEqual(times(5, 1, null), ['5 * *']);
  assert.deepEqual([times(0, 0.5, 60), times(0, 1.5, 60), times(0, 0, 60)], [whole, whole, whole]);
  assert.deepEqual(dayTimes(61, null, true), { ok: true, fields: ['1 1 0'] });
  assert.deepEqual(times(3600 + 7, 60, 180), ['7 0 1,2,3']);
  assert.deepEqual(times(0, 60, 61), ['0 0 0,1']);
  assert.deepEqual(times(0, 60, 60), ['0 0 0']);
  assert.deepEqual(times(0, 60, null), ['0 0 *']);
  assert.deepEqual(times(1800, 120, null), ['0 30 0/2']);
  assert.deepEqual(times(7200, 120, 60 * 22), ['0 0 2,4,6,8,10,12,14,16,18,20,22']);
  assert.deepEqual(times(0, 720, null), ['0 0 0,12']);
  assert.deepEqual(times(0, 480, null), ['0 0 0/8']);
  assert.deepEqual(times(0, 20, null), ['0 0/20 *']);
  assert.deepEqual(times(22 * 3600, 60, 180), ['0 0 0,22,23']);
  assert.deepEqual(times(22 * 3600, 60, 120, false), ['0 0 22,23']);
  assert.equal(times(22 * 3600, 60, 180, false), 'repeats past midnight');
  assert.equal(
    times(0, 50, null),
    'repeats in steps that do not divide a day, so that its times differ from day to day',
  );
  assert.equal(times(0, 65, 4 * 65).length, 4);
  assert.equal(times(0, 65, 5 * 65), 'repeats at times that no few Quartz expressions can say');
});

test('a limit, a number of tries or a text of a task passes the bound that Rota has', () => {
  const process = (parts: Parts) => rpaProcess.parse(read(parts).processes[0]?.process);
  const limited = (limit: string) => process({ settings: `<ExecutionTimeLimit>${limit}</ExecutionTimeLimit>` });
  assert.deepEqual(
    ['PT1S', 'P365D', 'P366D', 'PT0S', 'P1M'].map((limit) => limited(limit).timeoutSeconds),
    [1, 31_536_000, 31_536_000, undefined, undefined],
  );
  const optionsOf = (parts: Parts) => scheduleDraft.parse(read(parts).schedules[0]?.draft).options;
  const restarts = (count: string, interval: string) => {
    const settings = `<RestartOnFailure><Count>${count}</Count><Interval>${interval}</Interval></RestartOnFailure>`;
    const { retryCount, retryDelaySeconds } = optionsOf({ settings });
    return [retryCount, retryDelaySeconds];
  };
  assert.deepEqual(restarts('99', 'P1D'), [99, 86_400]);
  assert.deepEqual(restarts('100', 'P2D'), [99, 86_400]);
  assert.deepEqual(restarts('-1', ''), [0, 0]);
  assert.deepEqual(restarts('x', 'PT1S'), [0, 1]);
  assert.deepEqual([optionsOf({}).retryCount, optionsOf({}).retryDelaySeconds], [0, 0]);
  const own = (limit: string) =>
    optionsOf({ triggers: calendar('<ScheduleByDay />', `<ExecutionTimeLimit>${limit}</ExecutionTimeLimit>`) })
      .timeoutSeconds;
  assert.deepEqual(['PT1S', 'PT0S', 'P366D'].map(own), [1, null, 31_536_000]);
  const long = process({ uri: `\\${'n'.repeat(201)}`, more: `<Description>${'d'.repeat(4001)}</Description>` });
  assert.deepEqual([long.title, long.description], ['n'.repeat(200), 'd'.repeat(4000)]);
  const [draft] = read({}).schedules.map((one) => scheduleDraft.parse(one.draft));
  assert.deepEqual([draft?.runImmediately, draft?.isFavourite], [false, false]);
  assert.equal(process({}).maxConcurrent, process({ uri: 'x' }).maxConcurrent);
  assert.doesNotMatch(read({}).processes[0]?.note ?? '', /conditions|fixed length|side by side/);
  const waking = read({ settings: '<WakeToRun>true</WakeToRun>' });
  assert.doesNotMatch(waking.processes[0]?.note ?? '', /left out/);
  assert.deepEqual(
    [waking, read({}), read({ settings: '<WakeToRun>false</WakeToRun>' })].map(
      ({ schedules }) => scheduleDraft.parse(schedules[0]?.draft).options.wakeComputer ?? false,
    ),
    [true, false, false],
  );
  const odd = read({ settings: '<ExecutionTimeLimit>P1M</ExecutionTimeLimit>' }).processes[0]?.note ?? '';
  assert.match(odd, /time limit P1M has no fixed length/);
  assert.doesNotMatch(
    read({ settings: '<ExecutionTimeLimit>PT1H</ExecutionTimeLimit>' }).processes[0]?.note ?? '',
    /limit/,
  );
});

test('a task without a program or a name is taken, or its refusal does not say which it is', () => {
  const refusedOf = (parts: Parts) => read(parts).refused.map(({ name, note }) => `${name}: ${note ?? ''}`);
  assert.deepEqual(refusedOf({ actions: '<SendEmail />' }), ['X: does something that is no program (SendEmail)']);
  assert.deepEqual(refusedOf({ actions: '' }), ['X: starts no program']);
  assert.deepEqual(refusedOf({ actions: '<Exec><Command></Command></Exec>' }), ['X: starts a program without a name']);
  const braces = '<Exec><Command>x.exe</Command><Arguments>a {{b</Arguments></Exec>';
  assert.match(refusedOf({ actions: braces })[0] ?? '', /has "\{\{" in its arguments/);
  assert.match(refusedOf({ uri: '', actions: exec + exec })[0] ?? '', /^x: task 1: starts 2 programs/);
  assert.match(refusedOf({ uri: '', actions: '' })[0] ?? '', /^\?: task 1: starts no program$/);
});

test('of many tasks in one text one is lost at a turn, or counted twice', () => {
  for (const count of [10, 11, 20, 21]) {
    const all = Array.from({ length: count }, (_, at) =>
      task({ uri: `\\T${at}`, actions: exec.replace('x.exe', `x${at}.exe`) }),
    );
    const set = readWindowsTasks(`<Tasks>${all.join('')}</Tasks>`, { timezone: zone });
    assert.deepEqual(
      set.schedules.map(({ draft }) => scheduleDraft.parse(draft).process),
      Array.from({ length: count }, (_, at) => `T${at}`),
    );
  }
});

test('a trigger that repeats for a day is refused, or one that ends is not told from one that does not', () => {
  const week = '<ScheduleByWeek><DaysOfWeek><Monday /></DaysOfWeek></ScheduleByWeek>';
  const repeat = (interval: string, duration: string) =>
    `<Repetition><Interval>${interval}</Interval><Duration>${duration}</Duration></Repetition>`;
  const midnight = '2026-01-05T00:00:00';
  assert.deepEqual(said({ triggers: calendar(week, repeat('PT1H', 'P1D'), midnight) }), ['0 0 * ? * MON']);
  assert.deepEqual(said({ triggers: calendar(week, repeat('PT1H', 'PT24H1S'), midnight) }), [
    'repeats for longer than a day from chosen days on',
  ]);
  assert.deepEqual(said({ triggers: calendar(week, repeat('P1M', 'P1D'), midnight) }), [
    'repeats every P1M, which has no fixed length',
  ]);
  assert.deepEqual(said({ triggers: calendar('<ScheduleByWeek><WeeksInterval>1</WeeksInterval></ScheduleByWeek>') }), [
    '0 0 9 ? * MON',
  ]);
  assert.deepEqual(said({ triggers: calendar('<ScheduleByDay><DaysInterval>7</DaysInterval></ScheduleByDay>') }), [
    '0 0 9 ? * MON',
  ]);
  const weekly = calendar('<ScheduleByDay><DaysInterval>7</DaysInterval></ScheduleByDay>', repeat('PT1H', 'P2D'));
  assert.deepEqual(said({ triggers: weekly }), ['repeats for longer than a day from chosen days on']);
  const monthly = months('1').replace('<ScheduleByMonth>', `${repeat('PT1H', 'P2D')}<ScheduleByMonth>`);
  assert.deepEqual(said({ triggers: monthly }), ['repeats for longer than a day from chosen days on']);
  const byWeek = weeks('1', 'Monday').replace('<ScheduleByMonthDay', `${repeat('PT1H', 'P2D')}<ScheduleByMonthDay`);
  assert.deepEqual(said({ triggers: byWeek }), ['repeats for longer than a day from chosen days on']);
  const end = (trigger: string) => {
    const plan = scheduleDraft.parse(read({ triggers: trigger }).schedules[0]?.draft).plan;
    return plan.kind === 'cron' ? plan.end : 0;
  };
  assert.equal(end(calendar('<ScheduleByDay />', repeat('PT1H', 'PT2H'))), null);
  const days = 'Monday Tuesday Wednesday Thursday Friday';
  assert.equal(said({ triggers: weeks('1 2 3 4', days) }).length, 20);
  assert.deepEqual(said({ triggers: weeks('1 2 3 4', `${days} Saturday`) }), [
    'would need more than 20 Quartz expressions',
  ]);
  assert.deepEqual(said({ triggers: weeks('1 2 3', `${days} Saturday Sunday`) }), [
    'would need more than 20 Quartz expressions',
  ]);
});

test('a backslash at the beginning of an argument, or a quote within a word, splits it', () => {
  assert.deepEqual(splitWindowsArguments('"a" "b c"d e'), ['a', 'b cd', 'e']);
  assert.deepEqual(splitWindowsArguments('\\\\"a b" c'), ['\\a b', 'c']);
  assert.deepEqual(splitWindowsArguments('"a b'), ['a b']);
});

test('a trigger whose weeks or months are empty runs every day', () => {
  for (const name of ['ScheduleByWeek', 'ScheduleByMonth', 'ScheduleByMonthDayOfWeek']) {
    const { schedules, refused } = read({ triggers: calendar(`<${name} />`) });
    assert.equal(schedules.length, 0, name);
    assert.match(refused[0]?.note ?? '', new RegExp(`has an empty ${name}, which names no days`));
    assert.deepEqual(said({ triggers: calendar(`<${name}></${name}>`) }), said({ triggers: calendar(`<${name} />`) }));
  }
  assert.deepEqual(said({ triggers: calendar('<ScheduleByDay />') }), ['0 0 9 * * ?']);
});
