import assert from 'node:assert/strict';
import test from 'node:test';
import { calendar } from '../../contract/calendar.ts';
import type { CalendarAction } from '../../contract/schedule.ts';
import { createRig, minute, operator, type EngineRig } from './rig.ts';

const tuesday = Date.UTC(2026, 10, 24, 8);
/** 9 o'clock in the week of that Tuesday. */
const nineOn = (date: number) => Date.UTC(2026, 10, date, 9);

async function off(rig: EngineRig, ...days: string[]): Promise<void> {
  const office = { name: 'Office', off: days.map((day) => ({ day, name: 'Closed' })) };
  await rig.engine().calendars.put('Office', calendar.parse(office), operator);
  await rig.clock.move(0);
}

async function thursdays(rig: EngineRig, action: CalendarAction): Promise<string> {
  const calendars = [{ calendar: 'Office', action }];
  return (await rig.schedule({ quartz: '0 0 9 ? * THU', options: { calendars } })).id;
}

const dueOf = async (rig: EngineRig, id: string) => (await rig.engine().schedules.row(id)).due;

/** Passes the minute around an instant, with nothing due in between. */
async function pass(rig: EngineRig, instant: number): Promise<void> {
  rig.clock.leap(instant - minute / 2 - rig.clock.now());
  await rig.clock.move(minute);
}

test('a day that becomes off after it was planned: its time moves at once, runs there, and is not lost', async (t) => {
  for (const [action, lands] of [
    ['next', nineOn(27)],
    ['previous', nineOn(25)],
  ] as const) {
    const rig = await createRig(t, { at: tuesday });
    await off(rig);
    const id = await thursdays(rig, action);
    assert.equal(await dueOf(rig, id), nineOn(26));
    await off(rig, '2026-11-26');
    assert.equal(await dueOf(rig, id), lands, action);
    await pass(rig, lands);
    assert.deepEqual(await rig.told(id), ['succeeded: done'], action);
    assert.equal(await dueOf(rig, id), Date.UTC(2026, 11, 3, 9));
  }
});

test('a day that is worked after all: its time comes back to it, while that is still to come', async (t) => {
  const rig = await createRig(t, { at: tuesday });
  await off(rig, '2026-11-26');
  const id = await thursdays(rig, 'next');
  assert.equal(await dueOf(rig, id), nineOn(27));
  await off(rig);
  assert.equal(await dueOf(rig, id), nineOn(26));
  await off(rig, '2026-11-26');
  await pass(rig, nineOn(26));
  await off(rig);
  assert.equal(await dueOf(rig, id), nineOn(27), 'Thursday is over: it runs where it was moved to');
  await pass(rig, nineOn(27));
  assert.deepEqual(await rig.told(id), ['succeeded: done']);
});

test('a day that becomes off with "skip" is reported as skipped when it comes, and nothing else changes', async (t) => {
  const rig = await createRig(t, { at: tuesday });
  await off(rig);
  const id = await thursdays(rig, 'skip');
  await off(rig, '2026-11-26');
  await pass(rig, nineOn(26));
  assert.deepEqual(await rig.told(id), ['skipped: calendar']);
});
