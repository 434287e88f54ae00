import { said, type Translatable } from '../../../../contract/translatable.ts';
import type { Calendar } from '../../../../contract/calendar.ts';
import { joined } from '../../../domain/import/import-set.ts';
import type { CalendarDays, LeftOut, Window } from './ical-days.ts';

interface Outcome {
  readonly added: number;
  /** Days that were off already. */
  readonly known: number;
  readonly window: Window;
  readonly rule: Calendar['halfDays'];
}

/** "5 events: days added 4; left out 1 with a time of day: A meeting". */
export function summaryOf(found: CalendarDays, { added, known, window, rule }: Outcome): Translatable {
  const names = (why: LeftOut) => found.leftOut.filter((one) => one.why === why).map(({ name }) => name);
  const [timed, cancelled, outside] = [names('timed'), names('cancelled'), names('outside')];
  const more = [
    ...(known > 0 ? [said`off already: ${known}`] : []),
    ...(timed.length > 0 ? [said`left out because they take no whole day: ${listed(timed)}`] : []),
    ...(cancelled.length > 0 ? [said`left out because they are called off: ${listed(cancelled)}`] : []),
    ...(outside.length > 0
      ? [said`left out because they have no day between ${window.from} and ${window.to}: ${listed(outside)}`]
      : []),
    ...(found.partDays.length > 0 && rule !== 'off'
      ? [
          said`worked, for only a part of them is off: ${listed(found.partDays.map(({ day }) => day))}; write them down as days off if they are`,
        ]
      : []),
  ];
  const counts = said`events: ${found.events}, days added: ${added}`;
  return joined([counts, ...more]) ?? counts;
}

const mostNames = 5;
const listed = (names: readonly string[]): string =>
  `${names.length} (${names.slice(0, mostNames).join(', ')}${names.length > mostNames ? ', …' : ''})`;
