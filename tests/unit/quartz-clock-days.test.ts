import assert from 'node:assert/strict';
import test from 'node:test';
import {
  clockChangePolicies,
  doesFire,
  nextFires,
  nextPlanned,
  nextPlannedFire,
  parseQuartz,
  plannedAt,
  zoneOf,
  type ClockChangePolicy,
  type PlannedTime,
  type QuartzCron,
} from '../../contract/quartz/index.ts';

const minute = 60_000;
const hour = 60 * minute;

function cronOf(expression: string): QuartzCron {
  const result = parseQuartz(expression);
  assert.ok(result.ok, expression);
  return result.cron;
}

function plannedBetween(expression: string, from: number, until: number, zone: string, policy: ClockChangePolicy) {
  const cron = cronOf(expression);
  const times: PlannedTime[] = [];
  for (let at = from; ;) {
    const planned = nextPlanned(cron, at, zone, policy);
    if (planned === null || planned.atMs > until) return times;
    assert.ok(planned.atMs > at, `${expression} ${zone} ${policy}: ${planned.atMs} after ${at}`);
    assert.deepEqual(plannedAt(cron, planned.atMs, zone, policy), planned, `${expression} ${zone} ${policy}`);
    times.push(planned);
    at = planned.atMs;
  }
}

/** "28 02:30" */
const wallText = ({ wallMs }: PlannedTime) => new Date(wallMs).toISOString().slice(8, 16).replace('T', ' ');
const shown = (zone: string, at: number) =>
  wallText({ atMs: at, wallMs: at + zoneOf(zone).offsetAt(at), kind: 'fires', change: null });
const told = (expression: string, from: string, until: string, zone: string, policy: ClockChangePolicy) =>
  plannedBetween(expression, Date.parse(from), Date.parse(until), zone, policy).map((planned) =>
    planned.kind === 'fires' ? shown(zone, planned.atMs) : `${planned.kind} ${wallText(planned)}`,
  );

test('a time that does not exist is passed over without a word, or moved where nobody asked for it', () => {
  const berlin = (expression: string, policy: ClockChangePolicy) =>
    told(expression, '2027-03-27T12:00:00Z', '2027-03-29T12:00:00Z', 'Europe/Berlin', policy);
  assert.deepEqual(berlin('0 30 2 * * ?', 'as-quartz'), ['lost 28 02:30', '29 02:30']);
  assert.deepEqual(berlin('0 30 2 * * ?', 'move'), ['moved 28 02:30', '29 02:30']);
  assert.deepEqual(berlin('0 30 2 * * ?', 'both'), ['moved 28 02:30', '29 02:30']);
  const [moved] = plannedBetween(
    '0 30 2 * * ?',
    Date.parse('2027-03-28'),
    Date.parse('2027-03-29'),
    'Europe/Berlin',
    'move',
  );
  assert.equal(moved?.atMs, Date.parse('2027-03-28T01:00:00Z'));
});

test('a plan for every quarter of an hour bursts after a gap', () => {
  const quarterly = (policy: ClockChangePolicy) =>
    told('0 0/15 * * * ?', '2027-03-28T00:40:00Z', '2027-03-28T01:15:00Z', 'Europe/Berlin', policy);
  const gone = (kind: string) => ['02:00', '02:15', '02:30', '02:45'].map((time) => `${kind} 28 ${time}`);
  assert.deepEqual(quarterly('as-quartz'), ['28 01:45', '28 03:00', ...gone('lost'), '28 03:15']);
  assert.deepEqual(quarterly('move'), ['28 01:45', '28 03:00', ...gone('joined'), '28 03:15']);
  assert.deepEqual(told('0 5/15 2 * * ?', '2027-03-28T00:00:00Z', '2027-03-28T12:00:00Z', 'Europe/Berlin', 'move'), [
    'moved 28 02:05',
    'joined 28 02:20',
    'joined 28 02:35',
    'joined 28 02:50',
  ]);
});

test('an hour that comes twice is silent the first time and nobody knows, or both passes are not run', () => {
  const angeles = (expression: string, policy: ClockChangePolicy) =>
    told(expression, '2026-11-01T07:40:00Z', '2026-11-01T10:00:00Z', 'America/Los_Angeles', policy);
  const pass = (kind = '') => ['01:00', '01:30'].map((time) => `${kind}01 ${time}`);
  assert.deepEqual(angeles('0 0/30 * * * ?', 'as-quartz'), [...pass('first-pass '), ...pass(), '01 02:00']);
  assert.deepEqual(angeles('0 0/30 * * * ?', 'both'), [...pass(), ...pass(), '01 02:00']);
  // Once a night: nothing is lost, it only waits for the second pass.
  assert.deepEqual(angeles('0 30 1 * * ?', 'as-quartz'), ['01 01:30']);
  assert.deepEqual(angeles('0 30 1 * * ?', 'both'), ['01 01:30', '01 01:30']);
});

test('a gap of half an hour, at midnight, or of a whole day is not one', () => {
  assert.deepEqual(
    told('0 15 2 * * ?', '2027-10-02T12:00:00Z', '2027-10-02T18:00:00Z', 'Australia/Lord_Howe', 'move'),
    ['moved 03 02:15'],
  );
  assert.deepEqual(
    told('0 0 0 * * ?', '2026-09-05T12:00:00Z', '2026-09-06T12:00:00Z', 'America/Santiago', 'as-quartz'),
    ['lost 06 00:00'],
  );
  const samoa = (policy: ClockChangePolicy) =>
    told('0 0 9 * * ?', '2011-12-29T20:00:00Z', '2011-12-31T12:00:00Z', 'Pacific/Apia', policy);
  assert.deepEqual(samoa('as-quartz'), ['lost 30 09:00', '31 09:00']);
  assert.deepEqual(samoa('move'), ['moved 30 09:00', '31 09:00']);
});

test('after a gap that ends at midnight, or is two hours long, more is lost than the gap had', () => {
  const nuuk = (expression: string, policy: ClockChangePolicy) =>
    told(expression, '2026-03-28T23:30:00Z', '2026-03-29T04:30:00Z', 'America/Nuuk', policy);
  for (const policy of ['move', 'both'] as const) {
    assert.deepEqual(nuuk('0 0/30 * * * ?', policy), [
      ...['28 22:00', '28 22:30', '29 00:00', 'joined 28 23:00', 'joined 28 23:30', '29 00:30'],
      ...['29 01:00', '29 01:30', '29 02:00', '29 02:30', '29 03:00', '29 03:30'],
    ]);
    assert.deepEqual(nuuk('0 30 0-22 * * ?', policy), ['28 22:30', '29 00:30', '29 01:30', '29 02:30', '29 03:30']);
    assert.deepEqual(
      told('0 0/30 0-3 * * ?', '2026-03-29T00:20:00Z', '2026-03-29T02:00:00Z', 'Antarctica/Troll', policy).slice(0, 2),
      ['29 00:30', '29 03:00'],
    );
  }
});

test('a time that exists only in the gap never comes', () => {
  const cron = cronOf('0 30 2 28 3 ? 2027');
  const from = Date.parse('2026-11-29T12:00:00Z');
  assert.equal(nextPlannedFire(cron, from, 'Europe/Berlin', 'as-quartz'), null);
  assert.equal(nextPlanned(cron, from, 'Europe/Berlin', 'as-quartz')?.kind, 'lost');
  assert.equal(nextPlannedFire(cron, from, 'Europe/Berlin', 'move'), Date.parse('2027-03-28T01:00:00Z'));
});

test('every second of a gap has a row that no other time has', () => {
  const change = Date.parse('2027-03-28T01:00:00Z');
  const times = plannedBetween('* * * * * ?', change - 2000, change + 5000, 'Europe/Berlin', 'as-quartz');
  const lost = times.filter(({ kind }) => kind === 'lost');
  assert.equal(lost.length, 3600);
  assert.equal(new Set(times.map(({ atMs }) => atMs)).size, times.length);
  assert.ok(times.every((time) => doesFire(time) === (time.atMs % 1000 === 0)));
});

const zones: [zone: string, change: string][] = [
  ['Europe/Berlin', '2027-03-28T01:00:00Z'],
  ['Europe/Berlin', '2027-10-31T01:00:00Z'],
  ['America/New_York', '2026-11-01T06:00:00Z'],
  ['America/New_York', '2027-03-14T07:00:00Z'],
  ['Australia/Lord_Howe', '2027-04-03T15:00:00Z'],
  ['Australia/Lord_Howe', '2027-10-02T15:30:00Z'],
  ['America/Santiago', '2026-09-06T04:00:00Z'],
  ['America/Santiago', '2027-04-04T03:00:00Z'],
];
const expressions = [
  '0 0/15 * * * ?',
  '0 30 2 * * ?',
  '0 30 1,2,3 * * ?',
  '0 0 0-3 * * ?',
  '0 7/20 0-2 * * ?',
  '30 59 * * * ?',
  '0 0 0 * * ?',
  '0 45 23 * * ?',
];

test('round a change of the clock a time is doubled, forgotten or run twice, under any choice', () => {
  for (const [zone, at] of zones) {
    const change = Date.parse(at);
    const { offsetAt } = zoneOf(zone);
    const [{ fromMs, toMs } = { fromMs: 0, toMs: 0 }] = zoneOf(zone).changesBetween(change - 1, change);
    assert.ok(fromMs !== toMs, `${zone} ${at}`);
    for (const expression of expressions) {
      const cron = cronOf(expression);
      const isNamed = (wallMs: number) => nextFires(cron, wallMs - 1, 'UTC', 1)[0] === wallMs;
      const [from, until] = [change - 26 * hour, change + 26 * hour];
      const instants = Array.from({ length: (until - from) / 30_000 }, (_, index) => from + (index + 1) * 30_000);
      const lived = instants.filter((instant) => isNamed(instant + offsetAt(instant)));
      const once = lived.filter(
        (instant) => offsetAt(instant) === toMs || instant < change - (fromMs - toMs) || toMs > fromMs,
      );
      const gap =
        toMs > fromMs
          ? instants
              .map((instant) => instant - from + change + fromMs - 30_000)
              .filter((wall) => wall < change + toMs && isNamed(wall))
          : [];
      const made = gap.length > 0 && !lived.includes(change) ? [change] : [];
      const ascending = (times: number[]) => times.toSorted((one, other) => one - other);
      for (const policy of clockChangePolicies) {
        const times = plannedBetween(expression, from, until, zone, policy);
        const fires = times.filter(doesFire).map(({ atMs }) => atMs);
        const label = `${expression} ${zone} ${at} ${policy}`;
        const wanted = policy === 'as-quartz' ? once : ascending([...(policy === 'both' ? lived : once), ...made]);
        assert.deepEqual(fires, wanted, label);
        assert.deepEqual(
          times
            .filter(({ kind }) => kind === 'lost' || kind === 'joined' || kind === 'moved')
            .map(({ wallMs }) => wallMs),
          gap,
          label,
        );
        const alone: number[] = [];
        for (let next = nextPlannedFire(cron, from, zone, policy); next !== null && next <= until;) {
          alone.push(next);
          next = nextPlannedFire(cron, next, zone, policy);
        }
        if (policy !== 'as-quartz') assert.deepEqual(alone, fires, label);
        else assert.deepEqual(alone, nextFires(cron, from, zone, alone.length), label);
      }
    }
  }
});
