import test from 'node:test';
import assert from 'node:assert/strict';
import { parseQuartz } from '../../contract/quartz/index.ts';
import { expressionOf, presetOf, weekdayNames, type Preset } from '../../renderer/schedules/form/cron-presets.ts';

const time = '09:05';
const presets: readonly Preset[] = [
  { tab: 'minutes', every: 1 },
  { tab: 'minutes', every: 15 },
  { tab: 'hourly', every: 1, minute: 0 },
  { tab: 'hourly', every: 4, minute: 59 },
  { tab: 'daily', time },
  { tab: 'weekly', time, days: ['MON', 'TUE', 'WED', 'THU', 'FRI'] },
  { tab: 'weekly', time, days: ['MON', 'WED', 'SUN'] },
  { tab: 'monthly', by: 'day', time, day: 31 },
  { tab: 'monthly', by: 'day', time, day: 'last' },
  ...weekdayNames.flatMap((weekday): Preset[] => [
    { tab: 'weekly', time, days: [weekday] },
    { tab: 'monthly', by: 'weekday', time, weekday, nth: 5 },
    { tab: 'monthly', by: 'weekday', time, weekday, nth: 'last' },
  ]),
];

for (const preset of presets) {
  const expression = expressionOf(preset);
  test(`the pattern of "${expression}" is not lost on the way through the expression`, () => {
    assert.deepEqual(presetOf(expression), preset);
  });

  test(`"${expression}" is not refused by the scheduler`, () => {
    assert.equal(parseQuartz(expression).ok, true);
  });

  test(`"${expression}" does not name a weekday by number, which is one off in other crons`, () => {
    assert.doesNotMatch(expression.split(' ')[5] ?? '', /^\d/);
  });
}

test('an expression that no pattern can say is not squeezed into one', () => {
  for (const expression of [
    '0 0 9 ? * 2',
    '0 0 9 15W * ?',
    '5 0 9 * * ?',
    '0 0 9 * * ? 2027',
    '0 0 9 1 JAN ?',
    '0 0/15 9-17 * * ?',
    '',
  ]) {
    assert.equal(presetOf(expression), null, expression);
  }
});

test('a range of days that runs over the week’s end is understood', () => {
  assert.deepEqual(presetOf('0 0 8 ? * SAT-MON'), { tab: 'weekly', time: '08:00', days: ['MON', 'SAT', 'SUN'] });
});
