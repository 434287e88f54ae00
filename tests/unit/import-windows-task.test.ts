import assert from 'node:assert/strict';
import test from 'node:test';
import { formatWall, instantToWall, nextFires, parseQuartz } from '../../contract/quartz/index.ts';
import { rpaProcess } from '../../contract/process.ts';
import { scheduleDraft } from '../../contract/schedule.ts';
import { readWindowsTasks } from '../../server/domain/import/import-windows-task.ts';
import { secondsOf, splitWindowsArguments } from '../../server/domain/import/windows-command.ts';

const zone = 'Europe/Istanbul';
const exec =
  '<Exec><Command>"C:\\Robots\\run robot.exe"</Command><Arguments>--all "two words" a\\"b</Arguments><WorkingDirectory>C:\\Robots</WorkingDirectory></Exec>';

function task(triggers: string, options: { actions?: string; settings?: string; name?: string } = {}): string {
  return `<?xml version="1.0" encoding="UTF-16"?>
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <RegistrationInfo><URI>\\Acme\\${options.name ?? 'Invoice run'}</URI><Description>R&amp;D</Description></RegistrationInfo>
  <Triggers>${triggers}</Triggers><Settings>${options.settings ?? ''}</Settings>
  <Actions Context="Author">${options.actions ?? exec}</Actions></Task>`;
}

const calendarTrigger = (days: string, more = '') =>
  `<CalendarTrigger><StartBoundary>2026-01-05T08:30:00</StartBoundary><Enabled>true</Enabled>${more}${days}</CalendarTrigger>`;
const read = (text: string) => readWindowsTasks(text, { timezone: zone });

/** The Quartz expressions of a trigger, or why it was refused. */
function said(trigger: string): string[] {
  const set = read(task(trigger));
  return [
    ...set.schedules
      .map(({ draft }) => scheduleDraft.parse(draft).plan)
      .map((plan) => (plan.kind === 'cron' ? plan.quartz : plan.kind)),
    ...set.refused.map(({ note }) => note),
  ];
}

test('program, arguments, folder, limits and policies become a process and its schedule', () => {
  const settings =
    '<MultipleInstancesPolicy>StopExisting</MultipleInstancesPolicy><StartWhenAvailable>true</StartWhenAvailable><ExecutionTimeLimit>PT2H</ExecutionTimeLimit><RestartOnFailure><Interval>PT5M</Interval><Count>3</Count></RestartOnFailure>';
  const set = read(
    `\uFEFF${task(calendarTrigger('<ScheduleByDay><DaysInterval>1</DaysInterval></ScheduleByDay>'), { settings })}`,
  );
  const process = rpaProcess.parse(set.processes[0]?.process);
  assert.equal(process.name, 'Invoice run');
  assert.equal(process.description, 'R&D');
  assert.deepEqual(
    [process.command, process.cwd, process.timeoutSeconds],
    ['C:\\Robots\\run robot.exe', 'C:\\Robots', 7200],
  );
  assert.deepEqual(process.args, ['--all', 'two words', 'a"b']);
  const { plan, options } = scheduleDraft.parse(set.schedules[0]?.draft);
  assert.ok(plan.kind === 'cron');
  assert.equal(plan.quartz, '0 30 8 * * ?');
  assert.equal(formatWall(instantToWall(zone, plan.start ?? 0)), '2026-01-05 08:30:00');
  assert.deepEqual(
    [options.overlap, options.misfire, options.retryCount, options.retryDelaySeconds],
    ['replace', 'once', 3, 300],
  );
});

test('days, weeks and months come as Quartz says them', () => {
  const week =
    '<ScheduleByWeek><WeeksInterval>1</WeeksInterval><DaysOfWeek><Friday /><Monday /></DaysOfWeek></ScheduleByWeek>';
  const months = '<Months><January /><July /></Months>';
  const byMonth = `<ScheduleByMonth><DaysOfMonth><Day>1</Day><Day>15</Day><Day>Last</Day></DaysOfMonth>${months}</ScheduleByMonth>`;
  const byWeekday = `<ScheduleByMonthDayOfWeek><Weeks><Week>2</Week><Week>Last</Week></Weeks><DaysOfWeek><Tuesday /></DaysOfWeek>${months}</ScheduleByMonthDayOfWeek>`;
  assert.deepEqual(said(calendarTrigger(week)), ['0 30 8 ? * MON,FRI']);
  assert.deepEqual(said(calendarTrigger(byMonth)), ['0 30 8 1,15 JAN,JUL ?', '0 30 8 L JAN,JUL ?']);
  assert.deepEqual(said(calendarTrigger(byWeekday)), ['0 30 8 ? JAN,JUL TUE#2', '0 30 8 ? JAN,JUL TUEL']);
  assert.deepEqual(said(calendarTrigger('<ScheduleByDay><DaysInterval>7</DaysInterval></ScheduleByDay>')), [
    '0 30 8 ? * MON',
  ]);
  for (const quartz of [
    ...said(calendarTrigger(week)),
    ...said(calendarTrigger(byMonth)),
    ...said(calendarTrigger(byWeekday)),
  ]) {
    assert.ok(parseQuartz(quartz).ok, quartz);
  }
});

test('repetitions fire exactly at the times that Windows fires', () => {
  const daily = '<ScheduleByDay><DaysInterval>1</DaysInterval></ScheduleByDay>';
  const repeat = (interval: string, duration: string) =>
    `<Repetition><Interval>${interval}</Interval>${duration && `<Duration>${duration}</Duration>`}</Repetition>`;
  assert.deepEqual(
    said(calendarTrigger(daily, repeat('PT15M', 'P1D'))),
    ['0 0/15 *'].map((time) => `${time} * * ?`),
  );
  assert.deepEqual(said(calendarTrigger(daily, repeat('PT1H', 'PT9H'))), ['0 30 8,9,10,11,12,13,14,15,16 * * ?']);
  assert.deepEqual(said(calendarTrigger(daily, repeat('PT6H', ''))), ['0 30 2/6 * * ?']);
  const odd = said(calendarTrigger(daily, repeat('PT40M', 'PT2H')));
  const fires = odd
    .flatMap((quartz) => {
      const parsed = parseQuartz(quartz);
      assert.ok(parsed.ok, quartz);
      return nextFires(parsed.cron, Date.UTC(2026, 0, 31, 21), zone, 3);
    })
    .map((at) => formatWall(instantToWall(zone, at)))
    .filter((text) => text.startsWith('2026-02-01'));
  assert.deepEqual(fires.sort(), ['2026-02-01 08:30:00', '2026-02-01 09:10:00', '2026-02-01 09:50:00']);
});

test('one time comes as one time; with a zone it is the same instant everywhere', () => {
  const set = read(task('<TimeTrigger><StartBoundary>2030-03-01T10:00:00+01:00</StartBoundary></TimeTrigger>'));
  const { plan } = scheduleDraft.parse(set.schedules[0]?.draft);
  assert.deepEqual(plan, { kind: 'once', at: Date.UTC(2030, 2, 1, 9), timezone: 'UTC' });
  assert.deepEqual(
    said(
      '<TimeTrigger><StartBoundary>2026-01-05T08:30:00</StartBoundary><Repetition><Interval>PT5M</Interval></Repetition></TimeTrigger>',
    ),
    ['0 0/5 * * * ?'],
  );
});

test('repetitions end with what ends first: their duration or the trigger', () => {
  const endOf = (end: string) => {
    const trigger = `<TimeTrigger><Repetition><Interval>PT5M</Interval><Duration>PT2H</Duration></Repetition>
      <StartBoundary>2030-01-05T08:00:00Z</StartBoundary><EndBoundary>${end}</EndBoundary></TimeTrigger>`;
    const { plan } = scheduleDraft.parse(read(task(trigger)).schedules[0]?.draft);
    return plan.kind === 'cron' && plan.end;
  };
  assert.equal(endOf('2030-01-05T09:00:00Z'), Date.UTC(2030, 0, 5, 9));
  assert.equal(endOf('2030-01-05T11:00:00Z'), Date.UTC(2030, 0, 5, 10) - 1);
});

test('what is no time, or what no plan can say exactly, is refused with its reason and never approximated', () => {
  const reasons = [
    said('<EventTrigger><Enabled>true</Enabled></EventTrigger>'),
    said('<SessionStateChangeTrigger><StateChange>SessionLock</StateChange></SessionStateChangeTrigger>'),
    said(
      calendarTrigger(
        '<ScheduleByWeek><WeeksInterval>2</WeeksInterval><DaysOfWeek><Sunday /></DaysOfWeek></ScheduleByWeek>',
      ),
    ),
    said('<TimeTrigger><StartBoundary>soon</StartBoundary></TimeTrigger>'),
    said(
      '<CalendarTrigger><StartBoundary>2026-01-05T08:30:00</StartBoundary><Enabled>false</Enabled></CalendarTrigger>',
    ),
    said('<MoonTrigger />'),
  ];
  for (const reason of reasons) assert.equal(reason.length, 1, reason.join());
  assert.match(
    reasons.flat().join('\n'),
    /event is logged[^]*SessionLock[^]*every 2 weeks[^]*start that can be read[^]*switched off[^]*MoonTrigger/,
  );
});

test('a logon, the start of the computer, an unlocked screen or an idle one starts nothing any more', () => {
  const set = read(
    task(`<LogonTrigger><Enabled>true</Enabled><Delay>PT2M</Delay><UserId>OFFICE\\ada</UserId></LogonTrigger><BootTrigger />
      <SessionStateChangeTrigger><Enabled>false</Enabled><StateChange>SessionUnlock</StateChange></SessionStateChangeTrigger><IdleTrigger />`),
  );
  assert.deepEqual(set.refused, []);
  const [draft, ...more] = set.schedules.map((one) => scheduleDraft.parse(one.draft));
  assert.equal(more.length, 0);
  assert.equal(draft?.plan.kind, 'call');
  assert.deepEqual(draft?.options.triggers, [
    { id: 'logon-1', enabled: true, kind: 'logon', delaySeconds: 120 },
    { id: 'startup-2', enabled: true, kind: 'startup', delaySeconds: 0 },
    { id: 'unlock-3', enabled: false, kind: 'unlock', delaySeconds: 0 },
    { id: 'idle-4', enabled: true, kind: 'idle', minutes: 10 },
  ]);
  assert.match(set.schedules[0]?.note ?? '', /ada alone.*when Rota starts/);
});

test('an event that is a logon, an unlocking or the start of the computer starts nothing, or another event one of them', () => {
  const encoded = (log: string, query: string) =>
    `<QueryList><Query Id="0" Path="${log}"><Select Path="${log}">${query}</Select></Query></QueryList>`
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;');
  const on = (log: string, query: string, more = '') =>
    read(
      task(
        `<EventTrigger><Enabled>true</Enabled><Subscription>${encoded(log, query)}</Subscription>${more}</EventTrigger>`,
      ),
    );
  const kindsOf = (...given: Parameters<typeof on>) =>
    on(...given).schedules.flatMap((one) => scheduleDraft.parse(one.draft).options.triggers ?? []);
  const winlogon = `*[System[Provider[@Name='Microsoft-Windows-Winlogon'] and EventID=7001]]`;
  assert.deepEqual(kindsOf('System', winlogon, '<Delay>PT1M</Delay>'), [
    { id: 'logon-1', enabled: true, kind: 'logon', delaySeconds: 60 },
  ]);
  assert.match(on('System', winlogon).schedules[0]?.note ?? '', /ran at the event 7001 of Microsoft-Windows-Winlogon/);
  assert.deepEqual(
    [
      kindsOf('System', `*[System[Provider[@Name='EventLog'] and (EventID=6005)]]`),
      kindsOf('Security', '*[System[EventID=4801]]'),
      kindsOf('System', '*[System[EventID=12]]'),
      kindsOf('System', winlogon.replace('7001', '7002')),
      kindsOf('Security', winlogon),
    ].map(([one]) => one?.kind ?? null),
    ['startup', 'unlock', null, null, null],
  );
  const why = (...given: Parameters<typeof on>) => on(...given).refused.map(({ note }) => note);
  assert.match(why('System', '*[System[EventID=12]]').join(), /the event 12 of System is logged/);
  const ofTask = `*[EventData[@Name='TaskSuccessEvent'][Data[@Name='TaskName']='\\First']]`;
  assert.match(why('Microsoft-Windows-TaskScheduler/Operational', ofTask).join(), /runs after another task.*Then/);
  assert.match(why('System', `${winlogon} or *[EventData]`).join(), /an event is logged/);
});

test('every third day, every second week or every seven hours is refused, or runs at other times than it did', () => {
  const plansOf = (trigger: string) =>
    read(task(trigger)).schedules.map(({ draft }) => scheduleDraft.parse(draft).plan);
  const from = Date.UTC(2026, 0, 5, 5, 30);
  const every = { kind: 'every', from, timezone: zone, end: null };
  const week = (...days: string[]) =>
    `<ScheduleByWeek><WeeksInterval>2</WeeksInterval><DaysOfWeek>${days.map((day) => `<${day} />`).join('')}</DaysOfWeek></ScheduleByWeek>`;
  assert.deepEqual(plansOf(calendarTrigger('<ScheduleByDay><DaysInterval>3</DaysInterval></ScheduleByDay>')), [
    { ...every, every: 3, unit: 'days', at: ['08:30'], weekdays: [] },
  ]);
  assert.deepEqual(plansOf(calendarTrigger(week('Monday', 'Friday'))), [
    { ...every, every: 2, unit: 'weeks', at: ['08:30'], weekdays: [1, 5] },
  ]);
  const sunday = calendarTrigger(week('Sunday')).replace('2026-01-05', '2026-01-04');
  assert.deepEqual(
    plansOf(sunday).map((plan) => plan.kind === 'every' && plan.weekdays),
    [[7]],
    'it begins on its own day, so weeks may begin as they like',
  );
  const hourly = '<Repetition><Interval>PT1H</Interval><Duration>PT3H</Duration></Repetition>';
  const repeated = plansOf(calendarTrigger(`${hourly}<ScheduleByDay><DaysInterval>10</DaysInterval></ScheduleByDay>`));
  assert.deepEqual(repeated, [{ ...every, every: 10, unit: 'days', at: ['08:30', '09:30', '10:30'], weekdays: [] }]);
  const seven = '<Repetition><Interval>PT7H</Interval><Duration>P2D</Duration></Repetition>';
  assert.deepEqual(plansOf(`<TimeTrigger><StartBoundary>2026-01-05T08:30:00</StartBoundary>${seven}</TimeTrigger>`), [
    { ...every, every: 420, unit: 'minutes', at: [], weekdays: [], end: from + 2 * 86_400_000 - 1 },
  ]);
});

test('a task that starts no program or several is refused; the tasks beside it are taken', () => {
  const daily = calendarTrigger('<ScheduleByDay />');
  const tasks = [
    task(daily, { name: 'Mail', actions: '<SendEmail><Server>x</Server></SendEmail>' }),
    task(daily, { name: 'Two', actions: exec + exec }),
    task(daily, { name: 'Good', settings: '<Enabled>false</Enabled>' }),
  ].map((text) => text.replace(/<\?xml[^>]*>/, ''));
  const set = read(`<Tasks>${tasks.join('')}</Tasks>`);
  assert.deepEqual(
    set.refused.map(({ name }) => name),
    ['Mail', 'Two'],
  );
  assert.deepEqual(
    set.schedules.map(({ isPaused, note }) => [isPaused, note]),
    [[true, 'is switched off there, so it comes paused']],
  );
});

test('a text that is no task, and XML that would grow by entities, is refused', () => {
  const bomb = '<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;">]><Task>&c;</Task>';
  for (const text of ['', 'hello', '<Task>', '<html></html>', bomb])
    assert.throws(() => read(text), { code: 'BODY_INVALID' }, text);
});

// From Microsoft's "Parsing C command-line arguments".
test('arguments are split as the C runtime splits them', () => {
  const cases: [string, string[]][] = [
    ['"a b c" d e', ['a b c', 'd', 'e']],
    ['"ab\\"c" "\\\\" d', ['ab"c', '\\', 'd']],
    ['a\\\\\\b d"e f"g h', ['a\\\\\\b', 'de fg', 'h']],
    ['a\\\\\\"b c d', ['a\\"b', 'c', 'd']],
    ['a\\\\\\\\"b c" d e', ['a\\\\b c', 'd', 'e']],
    ['a"b"" c d', ['ab" c d']],
    ['  "" x ', ['', 'x']],
  ];
  for (const [line, expected] of cases) assert.deepEqual(splitWindowsArguments(line), expected, line);
});

test('durations of fixed length are read, others are not guessed', () => {
  assert.deepEqual(['PT15M', 'P1D', 'PT72H', 'P1DT2H3M4S', 'PT0S'].map(secondsOf), [900, 86_400, 259_200, 93_784, 0]);
  assert.deepEqual(['', 'P', 'PT', 'P1M', 'P1Y', '15'].map(secondsOf), [null, null, null, null, null, null]);
});
