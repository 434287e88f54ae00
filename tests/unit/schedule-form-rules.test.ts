import assert from 'node:assert/strict';
import test from 'node:test';
import { defaultOptions, type CalendarAction } from '../../contract/schedule.ts';
import { defaultAction, withProposedActions } from '../../renderer/schedules/form/calendar-default.ts';
import { emptyDraft, proposedZone, type FormDraft } from '../../renderer/schedules/form/form-draft.ts';
import { otherZones } from '../../renderer/schedules/form/other-zones.ts';
import { startLater } from '../../renderer/schedules/form/start-later.ts';

const blank = emptyDraft('Europe/Istanbul');
const cron = (quartz: string): FormDraft => ({ ...blank, quartz });

test('a monthly plan loses January and May, because a day off is proposed to be skipped', () => {
  for (const quartz of [
    '0 0 9 1 * ?',
    '0 0 9 L * ?',
    '0 0 9 L-3 * ?',
    '0 0 9 15W * ?',
    '0 0 9 ? * FRI#2',
    '0 0 9 ? * FRIL',
  ])
    assert.equal(defaultAction(cron(quartz)), 'nearest', quartz);
  assert.equal(defaultAction({ ...blank, kind: 'once' }), 'nearest');
});

test('a plan of every day or week is moved into the next one', () => {
  for (const quartz of [
    '0 0 9 * * ?',
    '0 0 9 ? * MON',
    '0 0 9 ? * L',
    '0 0 9 1,15 * ?',
    '0 0/15 * * * ?',
    '0 0 9 1/2 * ?',
    '',
  ])
    assert.equal(defaultAction(cron(quartz)), 'skip', quartz);
});

test('what a person chose for a day off is changed with the plan, or a proposal is not', () => {
  const using = (form: FormDraft, action: CalendarAction): FormDraft => ({
    ...form,
    options: { ...defaultOptions, calendars: [{ calendar: 'Office', action }] },
  });
  const [weekly, monthly] = [cron('0 0 9 ? * MON'), cron('0 0 9 1 * ?')];
  const after = (action: CalendarAction) =>
    withProposedActions(using(weekly, action), using(monthly, action)).options.calendars[0]?.action;
  assert.equal(after('skip'), 'nearest');
  assert.equal(after('next'), 'next');
});

test('a later start leaves the day, or changes a plan that has more than one time', () => {
  const quartz = (from: string, minutes: number) => startLater(cron(from), minutes)?.quartz ?? null;
  assert.equal(quartz('0 0 9 ? * MON-FRI', 7), '0 7 9 ? * MON-FRI');
  assert.equal(quartz('0 58 9 ? * MON-FRI', 4), '0 2 10 ? * MON-FRI');
  assert.equal(quartz('0 58 23 * * ?', 4), null);
  assert.equal(quartz('0 30 9-17 * * ?', 7), '0 37 9-17 * * ?');
  assert.equal(quartz('0 58 9-17 * * ?', 7), null);
  assert.equal(quartz('0 0/15 * * * ?', 7), null);
  const days = { ...blank, kind: 'interval', interval: { ...blank.interval, at: '9:58' } } as const;
  assert.equal(startLater(days, 4)?.interval?.at, '10:02');
  assert.equal(startLater({ ...days, interval: { ...days.interval, at: '09:00, 14:00' } }, 4), null);
  assert.equal(startLater({ ...days, interval: { ...days.interval, unit: 'minutes' } }, 4), null);
  assert.equal(startLater({ ...blank, kind: 'once', at: '2026-12-01T09:00:00' }, 7)?.at, '2026-12-01T09:07:00');
  assert.equal(startLater({ ...blank, kind: 'call' }, 7), null);
});

test('the zone of the server is proposed to somebody who sits elsewhere, or the settings do not count', () => {
  const session = { settings: { timezone: null }, timezone: 'UTC' } as Parameters<typeof proposedZone>[0];
  assert.equal(proposedZone(session, 'Europe/Istanbul'), 'Europe/Istanbul');
  assert.equal(proposedZone(session, 'Nowhere/Town'), 'UTC');
  const settings = { ...session.settings, timezone: 'Europe/Berlin' };
  assert.equal(proposedZone({ ...session, settings }, 'Europe/Istanbul'), 'Europe/Berlin');
});

test('a zone with the same time is said to differ, or one is said twice', () => {
  const at = Date.UTC(2026, 10, 30);
  const names = (...zones: [plan: string, home: string, server: string]) =>
    otherZones(...zones, at).map(({ whose, zone }) => `${whose} ${zone}`);
  assert.deepEqual(names('Europe/Istanbul', 'Europe/Istanbul', 'UTC'), ['server UTC']);
  assert.deepEqual(names('Europe/Berlin', 'Europe/Istanbul', 'UTC'), ['here Europe/Istanbul', 'server UTC']);
  assert.deepEqual(names('Europe/Berlin', 'UTC', 'Etc/UTC'), ['here UTC']);
  assert.deepEqual(names('Europe/Istanbul', 'Asia/Riyadh', 'Europe/Istanbul'), []);
});
