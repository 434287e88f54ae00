import type { ScheduleDraft } from '../../../contract/schedule.ts';
import { said, type Translatable } from '../../../contract/translatable.ts';
import type { ScheduleTrigger } from '../../../contract/triggers.ts';
import type { SystemdContext, UnitStarts } from './systemd-starts.ts';
import { readCalendar } from './systemd-calendar.ts';
import { secondsOfSpan } from './systemd-times.ts';
import { isYes, valueAt, valuesAt, type Unit } from './systemd-units.ts';

/** From when a timer counts, and where Rota counts from. */
const atStart = ['OnBootSec', 'OnStartupSec', 'OnActiveSec'] as const;
const unsaid: Readonly<Record<string, Translatable>> = {
  OnUnitInactiveSec: said`counts from the end of the run before (OnUnitInactiveSec), which no plan of Rota does`,
};
const longestDelay = 86_400;

/** What a timer starts its service by. */
export function startsOfTimer(unit: Unit, { timezone, now }: SystemdContext): UnitStarts {
  const all = (key: string) => valuesAt(unit, 'Timer', key);
  const plans: ScheduleDraft['plan'][] = [];
  const triggers: ScheduleTrigger[] = [];
  const notes = notesOf(unit);
  const refused: Translatable[] = [];
  for (const text of all('OnCalendar')) {
    const read = readCalendar(text, timezone);
    if (!read.ok) refused.push(read.why);
    else
      for (const quartz of read.quartz)
        plans.push({ kind: 'cron', quartz, timezone: read.timezone, start: null, end: null, clockChange: 'move' });
  }
  for (const text of all('OnUnitActiveSec')) {
    const plan = everyOf(text, timezone, now);
    if ('kind' in plan) plans.push(plan);
    else refused.push(plan);
  }
  for (const key of atStart)
    for (const text of all(key)) {
      const delaySeconds = secondsOfSpan(text);
      if (delaySeconds === null || delaySeconds > longestDelay) {
        refused.push(said`${key}=${text} is no wait of at most a day`);
        continue;
      }
      triggers.push({ id: `startup-${triggers.length + 1}`, enabled: true, kind: 'startup', delaySeconds });
      notes.push(said`${key} counts from the start of Rota here`);
    }
  for (const [key, why] of Object.entries(unsaid)) if (all(key).length > 0) refused.push(why);
  for (const key of ['OnClockChange', 'OnTimezoneChange'])
    if (isYes(valueAt(unit, 'Timer', key)))
      refused.push(said`runs when the clock or its zone is changed (${key}), which no trigger of Rota does`);
  if (plans.length + triggers.length + refused.length === 0) refused.push(said`has no time at all`);
  return { plans, triggers, notes, refused };
}

/** Every so often, from now on. */
function everyOf(text: string, timezone: string, now: number): ScheduleDraft['plan'] | Translatable {
  const seconds = secondsOfSpan(text);
  if (seconds === null || seconds < 1 || !Number.isFinite(seconds))
    return said`OnUnitActiveSec=${text} is no length of time`;
  if (seconds < 60 && 60 % seconds === 0)
    return { kind: 'cron', quartz: `0/${seconds} * * * * ?`, timezone, start: null, end: null, clockChange: 'move' };
  if (seconds % 60 !== 0) return said`runs every ${seconds} s, which are no whole minutes`;
  const minutes = seconds / 60;
  const length =
    minutes % 60 === 0
      ? ({ every: minutes / 60, unit: 'hours' } as const)
      : ({ every: minutes, unit: 'minutes' } as const);
  return { kind: 'every', ...length, from: now, at: [], weekdays: [], timezone, end: null };
}

function notesOf(unit: Unit): Translatable[] {
  const at = (key: string) => valueAt(unit, 'Timer', key);
  return [
    ...(/[1-9]/.test(at('RandomizedDelaySec')) ? [said`its random delay is left out`] : []),
    ...(valuesAt(unit, 'Timer', 'OnUnitActiveSec').length > 0
      ? [said`OnUnitActiveSec counts from the run before there; here it runs at even distances from now on`]
      : []),
  ];
}
