import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import {
  clockChangePolicies,
  doesFire,
  nextFire,
  nextPlanned,
  parseQuartz,
  plannedAt,
  runtimeZones,
  setZoneSource,
  zoneOf,
  type QuartzCron,
} from '../../contract/quartz/index.ts';
import type { Plan } from '../../contract/schedule.ts';
import { lostWith, nextNominal, nextRunTime } from '../../server/domain/time/plan-times.ts';
import { ownZones } from '../../server/zones/own-zones.ts';
import { quartzExpression } from '../fixtures/quartz/expressions.ts';
import { upcoming } from '../support/upcoming.ts';

before(() => setZoneSource(ownZones));
after(() => setZoneSource(runtimeZones));

// Gaps at midnight, of half an hour, of a whole day; changes on weekdays, on dates of another calendar, twice in a month; odd offsets;
// recently changed rules; no changes at all.
const zones = fc.constantFrom(
  'UTC',
  'Europe/Berlin',
  'Europe/Istanbul',
  'Europe/Dublin',
  'Europe/Chisinau',
  'America/New_York',
  'America/St_Johns',
  'America/Winnipeg',
  'America/Havana',
  'America/Santiago',
  'America/Nuuk',
  'Africa/Cairo',
  'Africa/Casablanca',
  'Africa/El_Aaiun',
  'Asia/Beirut',
  'Asia/Gaza',
  'Asia/Jerusalem',
  'Asia/Kathmandu',
  'Antarctica/Troll',
  'Australia/Lord_Howe',
  'Pacific/Chatham',
  'Pacific/Apia',
  'Pacific/Norfolk',
);
const policies = fc.constantFrom(...clockChangePolicies);
const years = fc.integer({ min: 2026, max: 2120 });
const hour = 3_600_000;

function cronOf(expression: string): QuartzCron {
  const result = parseQuartz(expression);
  assert.ok(result.ok, expression);
  return result.cron;
}

/** An instant of a year: any, or within a day and a half of a clock change, if there is one. */
function momentOf(zone: string, year: number, share: number, isNear: boolean): number {
  const [from, until] = [Date.UTC(year, 0, 1), Date.UTC(year + 1, 0, 1)];
  const changes = zoneOf(zone).changesBetween(from, until);
  const change = changes[Math.floor(share * changes.length)];
  const spread = Math.floor((share * 997) % 36) - 24;
  return isNear && change
    ? change.atMs + spread * hour + Math.floor(share * hour)
    : from + Math.floor(share * (until - from));
}
const moments = fc.tuple(years, fc.double({ min: 0, max: 0.999, noNaN: true }), fc.boolean());

test('the next times of a plan do not end, come in no order, or are not the same by every way of asking', () => {
  fc.assert(
    fc.property(quartzExpression, zones, policies, moments, (quartz, timezone, clockChange, moment) => {
      const plan: Plan = { kind: 'cron', quartz, timezone, start: null, end: null, clockChange };
      const from = momentOf(timezone, ...moment);
      const label = `${quartz} ${timezone} ${clockChange} after ${new Date(from).toISOString()}`;
      // Every due time has its row; those that fire are the next runs.
      const running: number[] = [];
      let at = from;
      for (let step = 0; step < 60; step += 1) {
        const nominal = nextNominal(plan, at);
        if (nominal === null) break;
        assert.ok(nominal > at, label);
        at = nominal;
        if (lostWith(plan, nominal) === null) running.push(nominal);
      }
      const asked: number[] = [];
      for (
        let run = nextRunTime(plan, from);
        run !== null && run <= at && asked.length < 60;
        run = nextRunTime(plan, run)
      )
        asked.push(run);
      assert.deepEqual(asked, running, label);
      assert.deepEqual(upcoming(plan, from, asked.length), asked, label);
      // With calendars the rows are stepped through, with the same result.
      const few = asked.slice(0, 5);
      assert.deepEqual(
        upcoming(plan, from, few.length, (nominal) => ({ at: nominal })),
        few,
        label,
      );
    }),
    { numRuns: 400 },
  );
});

test('after a gap of two hours Quartz loses an hour more, but the times that follow the rows of the gap do not', () => {
  const plan: Plan = {
    kind: 'cron',
    quartz: '0 1-0/4 * L * ?',
    timezone: 'Antarctica/Troll',
    start: null,
    end: null,
    clockChange: 'as-quartz',
  };
  const last = Date.UTC(2115, 2, 31, 0, 57);
  let nominal = nextNominal(plan, last);
  while (nominal !== null && lostWith(plan, nominal) !== null) nominal = nextNominal(plan, nominal);
  assert.equal(nominal, nextRunTime(plan, last));
});

/** A brute-force oracle: every second of a window that matches the expression, and what becomes of nonexistent times. */
function byWalking(cron: QuartzCron, zone: string, from: number, until: number, policy: string): number[] {
  const { offsetAt, changesBetween } = zoneOf(zone);
  const isNamed = (wallMs: number) => nextFire(cron, wallMs - 1, 'UTC') === wallMs;
  const changes = changesBetween(from - 48 * hour, until + 48 * hour);
  const fires: number[] = [];
  for (let at = Math.ceil((from + 1) / 60_000) * 60_000; at <= until; at += 60_000) {
    const offset = offsetAt(at);
    const wallMs = at + offset;
    const comesAgain = changes.some(({ atMs, fromMs, toMs }) => toMs < fromMs && at < atMs && wallMs >= atMs + toMs);
    const gap = changes.find(({ atMs, fromMs, toMs }) => toMs > fromMs && at === atMs);
    const named = isNamed(wallMs) && (policy === 'both' || !comesAgain);
    let isMade = false;
    if (gap && policy !== 'as-quartz')
      for (let wall = gap.atMs + gap.fromMs; wall < gap.atMs + gap.toMs; wall += 60_000) isMade ||= isNamed(wall);
    if (named || isMade) fires.push(at);
  }
  return fires;
}

test('round a change of the clock of any zone something runs that no clock shows, or does not run', () => {
  const onTheMinute = quartzExpression.map((expression) => `0 ${expression.split(' ').slice(1, 3).join(' ')} * * ?`);
  fc.assert(
    fc.property(onTheMinute, zones, policies, moments, (expression, zone, policy, [year, share]) => {
      const cron = cronOf(expression);
      const from = momentOf(zone, year, share, true);
      const until = from + 30 * hour;
      const fires: number[] = [];
      for (let at = from, step = 0; step < 6000; step += 1) {
        const planned = nextPlanned(cron, at, zone, policy);
        if (planned === null || planned.atMs > until) break;
        assert.ok(planned.atMs > at, expression);
        assert.deepEqual(plannedAt(cron, planned.atMs, zone, policy), planned, expression);
        if (doesFire(planned)) fires.push(planned.atMs);
        at = planned.atMs;
      }
      const label = `${expression} ${zone} ${policy} after ${new Date(from).toISOString()}`;
      const walked = byWalking(cron, zone, from, until, policy);
      // Quartz itself, and so Rota, loses due times within the hour after some gaps, and the day after a gap that ends at midnight.
      const isJustAfterGap = (at: number) =>
        policy === 'as-quartz' &&
        zoneOf(zone)
          .changesBetween(at - 24 * hour, at)
          .some(({ atMs, fromMs, toMs }) => {
            const isAtMidnight = (atMs + toMs) % (24 * hour) === 0;
            return toMs > fromMs && (isAtMidnight || at < atMs + hour);
          });
      const told = new Set(fires);
      assert.deepEqual(
        fires,
        walked.filter((at) => told.has(at) || !isJustAfterGap(at)),
        label,
      );
    }),
    { numRuns: 150 },
  );
});
