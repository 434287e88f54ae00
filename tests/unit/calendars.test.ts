import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import test, { type TestContext } from 'node:test';
import { calendar } from '../../contract/calendar.ts';
import { toldIn, type Translatable } from '../../contract/translatable.ts';
import type { SettingsPatch } from '../../contract/settings.ts';
import { createCalendars } from '../../server/engine/time/calendars/calendars.ts';
import { createSettings } from '../../server/engine/configuration/settings.ts';
import { createLog, silentLog } from '../../server/log.ts';
import { openTestConfig } from '../store/fixture.ts';
import { operator } from './callers.ts';
import { until } from '../support/until.ts';

async function setUp(t: TestContext, folder?: string, log = silentLog) {
  const opened = await openTestConfig(t, folder);
  const audited: string[] = [];
  const announced: string[] = [];
  const gone: string[][] = [];
  const schedules = new Map<string, string[]>();
  const shared = {
    config: opened.config,
    audit: (_caller: unknown, action: string, what: Translatable | string) =>
      void audited.push(`${action} ${toldIn(what, {})}`),
    announce: ({ type }: { type: string }) => void announced.push(type),
  };
  const calendars = await createCalendars({
    ...shared,
    clock: opened.clock,
    log,
    schedulesOf: (name) =>
      name === 'Broken' ? Promise.reject(new Error('disk I/O error')) : Promise.resolve(schedules.get(name) ?? []),
    onGone: (name, users) => void gone.push([name, ...users]),
  });
  return {
    ...opened,
    calendars,
    settings: createSettings(shared),
    audited,
    announced,
    schedules,
    gone,
  };
}

const office = calendar.parse({ name: 'Office', country: 'TR' });
const republicDay = Date.UTC(2026, 9, 29, 6);
const plan = { kind: 'call', timezone: 'Europe/Istanbul' } as const;
const use = [{ calendar: 'Office', action: 'skip' as const }];

test('a calendar works at once when it is put, after a restart, and when it is edited by hand', async (t) => {
  const first = await setUp(t);
  assert.ok('at' in first.calendars.placeOf(use, plan)(republicDay), 'not there yet: works every day');
  await first.calendars.put('Office', office, operator);
  assert.ok('skipped' in first.calendars.placeOf(use, plan)(republicDay));
  await first.config.close();

  const second = await setUp(t, first.folder);
  assert.ok('skipped' in second.calendars.placeOf(use, plan)(republicDay));
  await writeFile(
    second.config.file,
    (await readFile(second.config.file, 'utf8')).replace('"country": "TR"', '"country": null'),
  );
  await second.config.refresh();
  assert.ok('at' in second.calendars.placeOf(use, plan)(republicDay));
  assert.ok(second.announced.includes('calendar'));
});

test('a calendar that is taken away by hand while schedules use it is reported, and that it is back, too', async (t) => {
  const { calendars, config, schedules, gone } = await setUp(t);
  await calendars.put('Office', office, operator);
  schedules.set('Office', ['Payroll', 'Reminders']);
  const text = await readFile(config.file, 'utf8');
  await writeFile(config.file, text.replace('"name": "Office"', '"name": "Bureau"'));
  await config.refresh();
  await until('it is told', () => gone.some(([name, ...users]) => name === 'Office' && users.length === 2));
  await writeFile(config.file, text);
  await config.refresh();
  await until('it is back', () => gone.some(([name, ...users]) => name === 'Office' && users.length === 0));
});

test('a country without known holidays, a name that differs from the path or is taken, are refused', async (t) => {
  const { calendars } = await setUp(t);
  await assert.rejects(calendars.put('X', calendar.parse({ name: 'X', country: 'XX' }), operator), /country: .*"XX"/);
  await assert.rejects(calendars.put('Y', office, operator), { code: 'BODY_INVALID' });
  await calendars.put('Office', office, operator);
  await assert.rejects(calendars.put('OFFICE', { ...office, name: 'OFFICE' }, operator), { code: 'NAME_TAKEN' });
});

test('a calendar that schedules use is not deleted, and they are named', async (t) => {
  const { calendars, schedules, audited } = await setUp(t);
  await calendars.put('Office', office, operator);
  schedules.set('Office', ['Month end']);
  await assert.rejects(calendars.delete('Office', operator), { code: 'IN_USE', message: /"Month end"/ });
  schedules.clear();
  await calendars.delete('Office', operator);
  await assert.rejects(calendars.delete('Office', operator), { code: 'NOT_FOUND' });
  assert.deepEqual(audited, ['calendar added Office', 'calendar deleted Office']);
});

const ics = (...events: string[]) =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//test//',
    ...events.map((event) => `BEGIN:VEVENT\nUID:${event.length}-${event.slice(0, 20)}\n${event}\nEND:VEVENT`),
    'END:VCALENDAR',
  ]
    .join('\n')
    .replaceAll('\n', '\r\n');

test('an iCalendar text gives its whole days: several long, repeated with exceptions, and nothing else', async (t) => {
  const { calendars } = await setUp(t);
  const text = ics(
    'DTSTART;VALUE=DATE:20260803\nDTEND;VALUE=DATE:20260806\nSUMMARY:Company holidays\\, part 1',
    'DTSTART;VALUE=DATE:20260601\nRRULE:FREQ=YEARLY;COUNT=3\nEXDATE;VALUE=DATE:20270601\nSUMMARY:Anniversary',
    'DTSTART:20260907T090000Z\nDTEND:20260907T100000Z\nSUMMARY:A meeting',
    'DTSTART;VALUE=DATE:20261224\nSTATUS:CANCELLED\nSUMMARY:Called off',
    'DTSTART;VALUE=DATE:19990101\nSUMMARY:Long ago',
  );
  const first = await calendars.importIcs('Plant', text, operator);
  assert.deepEqual(
    first.calendar.off.map(({ day }) => day),
    ['2026-06-01', '2026-08-03', '2026-08-04', '2026-08-05', '2028-06-01'],
  );
  assert.equal(first.calendar.off[1]?.name, 'Company holidays, part 1');
  const again = await calendars.importIcs('Plant', `\uFEFF${text}`, operator);
  assert.equal(again.added, 0);
  assert.deepEqual(again.calendar, first.calendar);
});

test('a text that is no calendar is refused, and a rule that repeats for ever ends', async (t) => {
  const { calendars } = await setUp(t);
  for (const text of ['', 'hello', 'BEGIN:VCALENDAR\nBEGIN:VEVENT', '<html></html>']) {
    await assert.rejects(calendars.importIcs('X', text, operator), { code: 'BODY_INVALID' }, text);
  }
  const endless = await calendars.importIcs(
    'X',
    ics('DTSTART;VALUE=DATE:20260101\nRRULE:FREQ=DAILY\nSUMMARY:Off'),
    operator,
  );
  assert.ok(endless.added > 1800 && endless.added < 1900);
  const refused: [string, RegExp][] = [
    ['DTSTART;VALUE=DATE:20260101\nRRULE:FREQ=SECONDLY\nSUMMARY:Tick', /the event "Tick" cannot be read.*SECONDLY/],
    ['DTSTART;VALUE=DATE:20261399\nSUMMARY:Odd', /the event "Odd" cannot be read: 2026-13-99 is not in the calendar/],
    ['DTSTART;VALUE=DATE:20260101\nRRULE:FREQ=NEVERLY', /NEVERLY/],
    ['DTSTART;VALUE=DATE:15000101\nRRULE:FREQ=DAILY\nSUMMARY:Old', /the event "Old" repeats too often/],
  ];
  for (const [event, why] of refused) {
    await assert.rejects(calendars.importIcs('Z', ics(event), operator), (error: Error) => why.test(error.message));
  }
});

const importedDays = async (t: TestContext, text: string) =>
  (await (await setUp(t)).calendars.importIcs('Plant', text, operator)).calendar.off.map(({ day }) => day);

test('whole days are also those from midnight to midnight, as Outlook writes them, in any zone', async (t) => {
  const text = ics(
    'DTSTART;TZID=Europe/Istanbul:20260423T000000\nDTEND;TZID=Europe/Istanbul:20260424T000000',
    'DTSTART:20260801T000000\nDTEND:20260803T000000',
    'DTSTART:20261028T210000Z\nDTEND:20261029T210000Z\nX-MICROSOFT-CDO-ALLDAYEVENT:TRUE',
    'DTSTART:20260907T000000\nDTEND:20260907T120000\nSUMMARY:half a day',
  );
  assert.deepEqual(await importedDays(t, text), ['2026-04-23', '2026-08-01', '2026-08-02', '2026-10-29']);
});

test('one repetition that was moved or called off counts as it is now, also further dates, long events and two calendars', async (t) => {
  const moved = [
    'BEGIN:VEVENT\nUID:1\nDTSTART;VALUE=DATE:20260601\nRRULE:FREQ=YEARLY;COUNT=3\nEND:VEVENT',
    'BEGIN:VEVENT\nUID:1\nRECURRENCE-ID;VALUE=DATE:20270601\nDTSTART;VALUE=DATE:20270604\nEND:VEVENT',
    'BEGIN:VEVENT\nUID:1\nRECURRENCE-ID;VALUE=DATE:20280601\nDTSTART;VALUE=DATE:20280601\nSTATUS:CANCELLED\nEND:VEVENT',
    'BEGIN:VEVENT\nUID:2\nDTSTART;VALUE=DATE:20260701\nRDATE;VALUE=DATE:20260703\nEND:VEVENT',
    'BEGIN:VEVENT\nUID:3\nDTSTART;VALUE=DATE:20240229\nRRULE:FREQ=YEARLY\nEND:VEVENT',
    'BEGIN:VEVENT\nUID:4\nDTSTART;VALUE=DATE:20260101\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30\nEND:VEVENT',
  ].join('\n');
  const calendar = `BEGIN:VCALENDAR\n${moved}\nEND:VCALENDAR\n`.replaceAll('\n', '\r\n');
  const days = ['2026-06-01', '2026-07-01', '2026-07-03', '2027-06-04', '2028-02-29'];
  assert.deepEqual(await importedDays(t, calendar), days);
  const second = ics('DTSTART;VALUE=DATE:20260801');
  assert.deepEqual(await importedDays(t, `${calendar}${second}`), [...days, '2026-08-01'].sort());
  const long = await importedDays(t, ics('DTSTART;VALUE=DATE:20000101\nDTEND;VALUE=DATE:20260105'));
  assert.deepEqual(long.slice(-2), ['2026-01-03', '2026-01-04']);
});

test('settings change only where asked, and a wrong one is refused by name', async (t) => {
  const { settings, audited, announced, config } = await setUp(t);
  const changed = await settings.change({ runsAtOnce: 8, timezone: 'Europe/Istanbul' }, operator);
  assert.equal(changed.runsAtOnce, 8);
  assert.equal(changed.theme, 'system');
  assert.deepEqual(audited, ['settings changed runsAtOnce, timezone']);
  assert.deepEqual(announced, ['settings']);
  const wrong = { runsAtOnce: 0, teme: 'dark' } as SettingsPatch;
  await assert.rejects(
    settings.change(wrong, operator),
    /runsAtOnce: .*teme: is not a known key; did you mean "theme"/,
  );
  await assert.rejects(settings.change({ timezone: 'Istanbul' }, operator), { code: 'TIMEZONE_INVALID' });
  await config.close();
});

test('an edit by hand that the database has no answer to is said in the log and ends nothing', async (t) => {
  const lines: string[] = [];
  const log = createLog(
    (line) => lines.push(line),
    () => 0,
  );
  const { config, calendars } = await setUp(t, undefined, log);
  await calendars.put('Office', office, operator);
  await writeFile(config.file, (await readFile(config.file, 'utf8')).replace('"Office"', '"Broken"'));
  await config.refresh();
  await writeFile(config.file, (await readFile(config.file, 'utf8')).replace('"Broken"', '"Office"'));
  await config.refresh();
  await until('it is said', () => lines.some((line) => line.includes('disk I/O error')));
});
