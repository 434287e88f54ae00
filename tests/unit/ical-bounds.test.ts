import assert from 'node:assert/strict';
import test from 'node:test';
import { daysOfCalendar } from '../../server/engine/time/calendars/ical-days.ts';

const may = { from: '2026-05-01', to: '2026-05-31' };
const years = { from: '2026-01-01', to: '2030-12-31' };
const calendar = (...events: string[]) =>
  `BEGIN:VCALENDAR\r\nVERSION:2.0\r\n${events
    .map((event, at) => `BEGIN:VEVENT\r\n${event.includes('UID:') ? '' : `UID:${at}\r\n`}${event}\r\nEND:VEVENT\r\n`)
    .join('')}END:VCALENDAR`;
const read = (events: readonly string[], window = may) => daysOfCalendar(calendar(...events), window);
const daysOf = async (event: string, window = may) =>
  (await read([event], window)).days.map(({ day }) => day.slice(window === may ? 8 : 0));
const partsOf = async (event: string) => (await read([event])).partDays.map(({ day }) => day.slice(8));
const whyOf = async (...events: string[]) => (await read(events)).leftOut.map(({ why }) => why);
const dates = (from: string, to: string) => `DTSTART;VALUE=DATE:${from}\r\nDTEND;VALUE=DATE:${to}`;
const times = (from: string, to: string) => `DTSTART:${from}\r\nDTEND:${to}`;

test('the first or the last day of what is looked at is left out, or a day beyond comes in', async () => {
  assert.deepEqual(await daysOf('DTSTART;VALUE=DATE:20260501'), ['01']);
  assert.deepEqual(await daysOf('DTSTART;VALUE=DATE:20260531'), ['31']);
  assert.deepEqual(await daysOf(dates('20260429', '20260503')), ['01', '02']);
  assert.deepEqual(await daysOf(dates('20260530', '20260603')), ['30', '31']);
  assert.deepEqual(await whyOf('DTSTART;VALUE=DATE:20260430', 'DTSTART;VALUE=DATE:20260601'), ['outside', 'outside']);
  assert.deepEqual(await partsOf(times('20260430T120000', '20260501T120000')), ['01']);
  assert.deepEqual(await partsOf(times('20260531T120000', '20260601T120000')), ['31']);
  assert.deepEqual(await daysOf(`${dates('20260504', '20260504')}`), ['04']);
  assert.deepEqual(await daysOf('DTSTART;VALUE=DATE:20260504\r\nDURATION:P2D'), ['04', '05']);
});

test('a time that is nearly a day is a day off, or one from midnight to midnight is none', async () => {
  const cases: [string, string, string[], string[]][] = [
    ['20260504T000000', '20260505T000000', ['04'], []],
    ['20260504T000000', '20260504T230000', ['04'], []],
    ['20260504T000000', '20260504T220000', [], []],
    ['20260504T000000', '20260505T010000', ['04'], []],
    ['20260504T000000', '20260505T020000', ['04'], ['05']],
    ['20260504T000000', '20260505T230000', ['04', '05'], []],
    ['20260504T000100', '20260505T000100', [], ['04', '05']],
    ['20260504T000001', '20260506T000000', ['05'], ['04']],
    ['20260504T120000', '20260505T120000', [], ['04', '05']],
    ['20260504T120000', '20260505T115959', [], []],
    ['20260504T120000', '20260506T000000', ['05'], ['04']],
    ['20260504T120000', '20260506T003000', ['05'], ['04', '06']],
    ['20260504T000000Z', '20260505T000000Z', ['04'], []],
    ['20260504T000000Z', '20260505T003000Z', ['04'], ['05']],
  ];
  for (const [from, to, days, parts] of cases)
    assert.deepEqual([await daysOf(times(from, to)), await partsOf(times(from, to))], [days, parts], `${from} ${to}`);
  assert.deepEqual(await whyOf(times('20260504T120000', '20260505T120000')), ['timed']);
  assert.deepEqual(await whyOf(times('20260504T120000', '20260505T115959')), ['timed']);
  const both = await read(['DTSTART;VALUE=DATE:20260504', times('20260504T120000', '20260506T000000')]);
  assert.deepEqual(both.partDays, []);
});

test('a whole day of Outlook falls on the day before, as UTC has it', async () => {
  const marked = (from: string, to: string) => `${times(from, to)}\r\nX-MICROSOFT-CDO-ALLDAYEVENT:TRUE`;
  assert.deepEqual(await daysOf(marked('20260503T210000Z', '20260504T210000Z')), ['04']);
  assert.deepEqual(await daysOf(marked('20260504T115959Z', '20260505T115959Z')), ['04']);
  assert.deepEqual(await daysOf(marked('20260504T210000', '20260505T210000')), ['04']);
  assert.deepEqual(
    await daysOf(`${times('20260504T090000', '20260504T100000')}\r\nX-MICROSOFT-CDO-ALLDAYEVENT:FALSE`),
    [],
  );
});

test('what was called off is a day off, or takes the rest of its repetition with it', async () => {
  const off = 'STATUS:CANCELLED';
  assert.deepEqual(await whyOf(`DTSTART;VALUE=DATE:20260504\r\n${off}`), ['cancelled']);
  assert.deepEqual(await whyOf(`${times('20260504T090000', '20260504T100000')}\r\n${off}`), ['cancelled']);
  const daily = 'UID:a\r\nDTSTART;VALUE=DATE:20260504\r\nRRULE:FREQ=DAILY;COUNT=3';
  const exception = (day: string, more: string) => `UID:a\r\nRECURRENCE-ID;VALUE=DATE:${day}\r\n${more}`;
  const one = await read([daily, exception('20260505', `DTSTART;VALUE=DATE:20260505\r\n${off}`)]);
  assert.deepEqual([one.days.map(({ day }) => day), one.leftOut, one.events], [['2026-05-04', '2026-05-06'], [], 1]);
  const moved = await read([daily, exception('20260505', 'DTSTART;VALUE=DATE:20260510\r\nSUMMARY:Later')]);
  assert.deepEqual(moved.days, [
    { day: '2026-05-04', name: '' },
    { day: '2026-05-06', name: '' },
    { day: '2026-05-10', name: 'Later' },
  ]);
  const single = (day: string) => `UID:a\r\nDTSTART;VALUE=DATE:${day}\r\nRRULE:FREQ=YEARLY;COUNT=1`;
  const called = (day: string) => [single(day), exception(day, `DTSTART;VALUE=DATE:${day}\r\n${off}`)];
  assert.deepEqual(await whyOf(...called('20260501')), ['cancelled']);
  assert.deepEqual(await whyOf(...called('20260430')), ['outside']);
  const stranger = await read([
    daily,
    exception('20260505', `DTSTART;VALUE=DATE:20260505\r\n${off}`).replace('UID:a', 'UID:b'),
  ]);
  assert.deepEqual(
    stranger.days.map(({ day }) => day),
    ['2026-05-04', '2026-05-05', '2026-05-06'],
  );
});

test('a yearly 29 February is kept on 1 March, or any other rule loses its days', async () => {
  const rule = (day: string, text: string) => daysOf(`DTSTART;VALUE=DATE:${day}\r\nRRULE:${text}`, years);
  assert.deepEqual(await rule('20240229', 'FREQ=YEARLY'), ['2028-02-29']);
  assert.deepEqual(await rule('20240229', 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29'), ['2028-02-29']);
  assert.deepEqual(await rule('20260504', 'FREQ=YEARLY;COUNT=2'), ['2026-05-04', '2027-05-04']);
  assert.deepEqual(await rule('20260504', 'FREQ=WEEKLY;COUNT=3'), ['2026-05-04', '2026-05-11', '2026-05-18']);
  assert.deepEqual(await rule('20260504', 'FREQ=MONTHLY;BYMONTHDAY=4,5;COUNT=3'), [
    '2026-05-04',
    '2026-05-05',
    '2026-06-04',
  ]);
  assert.deepEqual(await rule('20260504', 'FREQ=YEARLY;BYMONTH=5,6;BYMONTHDAY=4;COUNT=3'), [
    '2026-05-04',
    '2026-06-04',
    '2027-05-04',
  ]);
  assert.deepEqual(await daysOf('DTSTART;VALUE=DATE:20260504\r\nRDATE;VALUE=DATE:20260506'), ['04', '06']);
});

test('a further period is overlooked because a later one stands before it', async () => {
  const period = 'DTSTART;VALUE=DATE:20260504\r\nRDATE;VALUE=PERIOD:20270101T000000/P1D,20260506T000000/P1D';
  assert.deepEqual(await daysOf(period), ['04', '06']);
  assert.deepEqual(await daysOf(`${period}\r\nSTATUS:CANCELLED`), []);
});

test('a date that is none becomes a day off, or a rule by the hour runs for ever', async () => {
  for (const day of ['20261399', '20260230', '20260532'])
    await assert.rejects(
      read([`DTSTART;VALUE=DATE:${day}\r\nSUMMARY:Odd`]),
      /the event "Odd" cannot be read: .* is not in the calendar/,
    );
  for (const freq of ['HOURLY', 'MINUTELY', 'SECONDLY'])
    await assert.rejects(
      read([`DTSTART;VALUE=DATE:20260504\r\nRRULE:FREQ=${freq}`]),
      new RegExp(`a whole day cannot repeat ${freq}`),
    );
  await assert.rejects(read([`DTSTART;VALUE=DATE:20261399\r\nSUMMARY:${'n'.repeat(61)}`]), /the event "n{60}" cannot/);
  await assert.rejects(daysOfCalendar('hello', may), /this is not an iCalendar text/);
  await assert.rejects(daysOfCalendar('BEGIN:VTODO\r\nEND:VTODO', may), /no calendar in it/);
});

test('the name of a day or of what is left out runs on', async () => {
  const named = await read([
    `DTSTART;VALUE=DATE:20260504\r\nSUMMARY:${'n'.repeat(201)}`,
    `DTSTART;VALUE=DATE:20260601\r\nSUMMARY:${'n'.repeat(61)}`,
  ]);
  assert.deepEqual([named.days[0]?.name, named.leftOut[0]?.name], ['n'.repeat(200), 'n'.repeat(60)]);
  const period = await read([
    `DTSTART;VALUE=DATE:20270101\r\nRDATE;VALUE=PERIOD:20260506T000000/P1D\r\nSUMMARY:${'n'.repeat(201)}`,
  ]);
  assert.equal(period.days[0]?.name, 'n'.repeat(200));
});

test('of many events one is lost between two turns, or read twice', async () => {
  const event = (at: number) =>
    `DTSTART;VALUE=DATE:${new Date(Date.UTC(2026, 0, 1 + at)).toISOString().slice(0, 10).replaceAll('-', '')}`;
  const many = (count: number) => Array.from({ length: count }, (_, at) => event(at));
  for (const count of [99, 100, 101, 200, 201]) {
    const found = await read(many(count), years);
    assert.deepEqual([found.events, found.days.length], [count, count], `${count}`);
  }
  const two = await daysOfCalendar(`${calendar(...many(101))}\r\n${calendar(event(200))}`, years);
  assert.deepEqual([two.events, two.days.length], [102, 102]);
});
