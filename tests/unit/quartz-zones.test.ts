import assert from 'node:assert/strict';
import test from 'node:test';
import {
  formatWall,
  instantToWall,
  isTimeZone,
  nextFire,
  nextFires,
  parseQuartz,
  wallTimeToInstant,
  zoneOf,
  type WallTime,
} from '../../contract/quartz/index.ts';
import { tableUntilMs, zoneTable } from '../../contract/quartz/zone-table.ts';
import { runtimeZones } from '../../contract/quartz/runtime-zones.ts';

const at = (year: number, month: number, day: number, hour: number, minute = 0): WallTime => ({
  year,
  month,
  day,
  hour,
  minute,
  second: 0,
});

function fires(expression: string, after: string, zone: string, count = 1): string[] {
  const result = parseQuartz(expression);
  assert.ok(result.ok);
  return nextFires(result.cron, Date.parse(after), zone, count).map((fire) => new Date(fire).toISOString());
}

const oddZones = [
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Pacific/Chatham',
  'Pacific/Apia',
  'Africa/Monrovia',
  'Asia/Gaza',
  'America/St_Johns',
  'Pacific/Kiritimati',
  'Antarctica/Troll',
  'Africa/Casablanca',
  'UTC',
  '+05:45',
];

test('the local time differs from what the runtime itself shows, in zones with odd offsets', () => {
  for (const zone of oddZones) {
    const shown = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' });
    for (let ms = Date.UTC(1970, 0, 5); ms < Date.UTC(2110, 0, 1); ms += 9.37 * 86_400_000) {
      assert.equal(formatWall(instantToWall(zone, ms)), shown.format(ms), `${zone} ${ms}`);
    }
  }
});

test('a time in a gap is lost instead of moved on', () => {
  const gap = wallTimeToInstant('Europe/Berlin', at(2027, 3, 28, 2, 30));
  assert.deepEqual(gap, { instantMs: Date.parse('2027-03-28T01:30:00Z'), found: 'gap' });
  assert.equal(formatWall(instantToWall('Europe/Berlin', gap.instantMs)), '2027-03-28 03:30:00');
});

test('of two passes the wrong one is taken', () => {
  const wall = at(2027, 10, 31, 2, 30);
  assert.equal(wallTimeToInstant('Europe/Berlin', wall).instantMs, Date.parse('2027-10-31T01:30:00Z'));
  assert.equal(wallTimeToInstant('Europe/Berlin', wall, 'earlier').instantMs, Date.parse('2027-10-31T00:30:00Z'));
  assert.equal(wallTimeToInstant('Europe/Berlin', wall).found, 'overlap');
});

test('the day that Samoa left out breaks the search', () => {
  assert.deepEqual(fires('0 0 12 * * ?', '2011-12-29T12:00:00Z', 'Pacific/Apia', 3), [
    '2011-12-29T22:00:00.000Z',
    '2011-12-30T22:00:00.000Z',
    '2011-12-31T22:00:00.000Z',
  ]);
});

test('an hour that occurs twice runs twice', () => {
  assert.deepEqual(fires('0 0/30 2 * * ?', '2027-10-30T20:00:00Z', 'Europe/Berlin', 3), [
    '2027-10-31T01:00:00.000Z',
    '2027-10-31T01:30:00.000Z',
    '2027-11-01T01:00:00.000Z',
  ]);
});

test('an unknown zone or an impossible date passes without a word', () => {
  for (const zone of ['', 'Mars/Olympus', 'Europe/Istanbul ', '../etc', '+25:00']) {
    assert.equal(isTimeZone(zone), false, zone);
    assert.throws(() => fires('0 0 12 * * ?', '2027-01-01T00:00:00Z', zone), /time zone '.*' is not known/);
  }
  assert.equal(isTimeZone('europe/istanbul'), true);
  assert.throws(() => wallTimeToInstant('UTC', at(2027, 2, 29, 0)), /2027-02-29 00:00:00 is not in the calendar/);
  assert.throws(() => wallTimeToInstant('UTC', at(2027, 2, 28, 24)), RangeError);
});

test('an instant at the edge of time hangs or throws', () => {
  const result = parseQuartz('0 0 0 1 1 ?');
  assert.ok(result.ok);
  assert.equal(nextFire(result.cron, -8.64e15, 'UTC'), 0);
  assert.equal(nextFire(result.cron, -Infinity, 'UTC'), 0);
  assert.equal(nextFire(result.cron, 8.64e15, 'UTC'), null);
  assert.equal(nextFire(result.cron, Date.UTC(2998, 5, 1), 'America/New_York'), Date.UTC(2999, 0, 1, 5));
  assert.equal(nextFire(result.cron, Date.UTC(2999, 5, 1), 'America/New_York'), null);
  assert.throws(() => nextFire(result.cron, NaN, 'UTC'), RangeError);
});

test('the changes of the clock far ahead are looked for without end, or are not those of every year', () => {
  for (const year of [2027, 2099, 2100, 2101, 2109, 2124, 2128, 2129, 2400, 2998]) {
    const from = Date.UTC(year, 0, 1);
    const changes = zoneOf('Europe/Berlin').changesBetween(from, Date.UTC(year + 1, 0, 1));
    const hours = changes.map(({ fromMs, toMs }) => (toMs - fromMs) / 3_600_000);
    assert.deepEqual(hours, [1, -1], String(year));
    for (const { atMs } of changes) assert.match(new Date(atMs).toISOString(), /-(03|10)-(2[5-9]|3[01])T01:00:00/);
    assert.deepEqual(fires('0 30 12 1 7 ?', new Date(from).toISOString(), 'Europe/Berlin'), [
      `${year}-07-01T10:30:00.000Z`,
    ]);
  }
  assert.equal(zoneOf('Europe/Berlin').changesBetween(Date.UTC(2098, 0, 1), Date.UTC(2132, 0, 1)).length, 68);
});

test('an expression that never or hardly ever fires is searched for ever', () => {
  const never = [
    '0 0 0 30 2 ?',
    '0 0 0 31 2,4,6,9,11 ?',
    '0 30 2 ? 3 1#2',
    '59 59 23 L-30 2 ?',
    '0 0 0 29 2 ? 2097-2099',
  ];
  for (const expression of never) {
    assert.deepEqual(fires(expression, '2026-11-23T19:00:00Z', 'America/New_York'), [], expression);
  }
  assert.deepEqual(fires('0 0 0 29 2 ? 2096', '2026-11-23T19:00:00Z', 'UTC'), ['2096-02-29T00:00:00.000Z']);
  // Every time of the only day of the year is in a gap of the clock.
  assert.deepEqual(fires('0 30 2 28 3 ? 2027', '2026-11-23T19:00:00Z', 'Europe/Berlin'), []);
});

test('a zone without a name is the zone of this computer', () => {
  for (const none of [undefined, null, '']) assert.equal(runtimeZones.has(none as string), false, String(none));
  assert.equal(runtimeZones.has('Europe/Istanbul'), true);
});

test('a change that changes nothing, or lies behind the end, is a change of the clock', () => {
  assert.deepEqual(
    zoneTable(0, [
      [10, 0],
      [20, 3600],
      [tableUntilMs - 1, 0],
      [tableUntilMs, 3600],
    ]),
    {
      changes: [20, tableUntilMs - 1],
      offsets: [0, 3600, 0],
    },
  );
});
