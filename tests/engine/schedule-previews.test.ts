import assert from 'node:assert/strict';
import test from 'node:test';
import { calendar } from '../../contract/calendar.ts';
import { createRig, minute, operator } from './rig.ts';

const tuesday = Date.UTC(2026, 10, 24, 8);
const nineOn = (date: number) => Date.UTC(2026, 10, date, 9);

test('many that start in one minute are not counted, or no free minute near by is found', async (t) => {
  const rig = await createRig(t, { at: tuesday });
  await rig.addProcess();
  const crowd = (question: { at: number; worker?: string; except?: string }) => rig.engine().schedules.crowd(question);
  const daily: string[] = [];
  for (let count = 0; count < 4; count += 1) daily.push((await rig.schedule({ quartz: `${count} 0 9 * * ?` })).id);
  // Due long before, and at nine as well.
  await rig.schedule({ quartz: '0 0/30 * * * ?' });
  await rig.schedule({ quartz: '0 1 9 * * ?' });
  await rig.schedule({ quartz: '0 0 10 * * ?' });
  assert.deepEqual(await crowd({ at: nineOn(24) + 20_000 }), { others: 5, free: nineOn(24) + 2 * minute });
  assert.equal((await crowd({ at: nineOn(24), except: daily[0]! })).others, 4, 'it is no other than itself');
  assert.deepEqual(await crowd({ at: nineOn(24) + 5 * minute }), { others: 0, free: nineOn(24) + 6 * minute });
  const { id: worker } = rig.engine().worker.status();
  assert.equal((await crowd({ at: nineOn(24), worker })).others, 5, 'this computer by its name');
  await rig.engine().schedules.pause(daily[1]!, null, operator);
  assert.equal((await crowd({ at: nineOn(24) })).others, 4, 'what is paused starts nothing');
});

test('the preview does not say what a calendar takes away or moves', async (t) => {
  const rig = await createRig(t, { at: tuesday });
  const office = { name: 'Office', weekend: [6, 7], off: [{ day: '2026-11-26', name: 'Stock taking' }] };
  await rig.engine().calendars.put('Office', calendar.parse(office), operator);
  const plan = {
    kind: 'cron',
    quartz: '0 0 9 * * ?',
    timezone: 'UTC',
    start: null,
    end: null,
    clockChange: 'as-quartz',
  } as const;
  const asked = (action: 'skip' | 'nearest', quartz: string = plan.quartz) =>
    rig.engine().schedules.times({ plan: { ...plan, quartz }, calendars: [{ calendar: 'Office', action }], count: 3 });
  assert.deepEqual(await asked('skip'), {
    times: [nineOn(24), nineOn(25), nineOn(27)],
    displaced: [{ nominal: nineOn(26), at: null, dayOff: 'Stock taking' }],
  });
  const sundays = await asked('nearest', '0 0 9 ? * SUN');
  assert.deepEqual(sundays.times, [nineOn(30), nineOn(37), nineOn(44)]);
  assert.deepEqual(sundays.displaced[0], { nominal: nineOn(29), at: nineOn(30), dayOff: '' });
  // One a day, and not without end.
  const often = await asked('skip', '0 * * ? * SAT,MON');
  assert.deepEqual(
    often.displaced.map(({ nominal }) => nominal),
    [Date.UTC(2026, 10, 28)],
  );
  assert.deepEqual((await rig.engine().schedules.times({ plan, calendars: [], count: 1 })).displaced, []);
});
