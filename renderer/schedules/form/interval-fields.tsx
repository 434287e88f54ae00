import { Checkbox, Group, MultiSelect, NumberInput, Select, TextInput } from '@mantine/core';
import {
  intervalKinds,
  intervalUnits,
  mostDaysFromHoliday,
  mostOfAUnit,
  mostWorkingDays,
} from '../../../contract/interval-plans.ts';
import { useCalendars } from '../../api/queries.ts';
import { Segmented } from '../../ui/segmented.tsx';
import { useWords } from '../../words/words.tsx';
import { monthName, weekdayName } from '../interval-words.ts';
import { isElapsed, type IntervalForm } from './interval-form.ts';
import classes from './form.module.css';
import { MakeCalendar } from './make-calendar.tsx';

export interface IntervalFieldsProps {
  readonly interval: IntervalForm;
  readonly problems: Readonly<Record<string, string>>;
  readonly onChange: (change: Partial<IntervalForm>) => void;
}

/** The fields of a plan beside Quartz: every n of a unit, a working day of the month, days around holidays. */
export function IntervalFields(props: IntervalFieldsProps) {
  const { interval, onChange } = props;
  const words = useWords().w.intervals.form;
  return (
    <div className={classes.cron}>
      <Segmented
        label={words.pattern}
        value={interval.pattern}
        onChange={(pattern) => onChange({ pattern })}
        options={intervalKinds.map((kind) => ({ value: kind, label: words.patterns[kind] }))}
      />
      <Group gap="sm" align="start">
        {interval.pattern === 'every' ? <EveryFields {...props} /> : null}
        {interval.pattern === 'working-day' ? <WorkingDayFields {...props} /> : null}
        {interval.pattern === 'holiday' ? <HolidayFields {...props} /> : null}
        {isElapsed(interval) ? null : <Times {...props} />}
      </Group>
      {interval.pattern === 'every' ? null : <FirstCalendar onMade={(calendar) => onChange({ calendar })} />}
      <p className={classes.note}>{useHint(interval)}</p>
    </div>
  );
}

/** Where there is no calendar yet, one can be made here. */
function FirstCalendar({ onMade }: { readonly onMade: (name: string) => void }) {
  const answer = useCalendars().data;
  if (answer?.calendars.length !== 0) return null;
  return <MakeCalendar countries={answer.countries} onMade={onMade} />;
}

function useHint({ pattern, unit }: IntervalForm): string {
  const words = useWords().w.intervals.form;
  if (pattern !== 'every') return words.clockHint;
  if (unit === 'minutes' || unit === 'hours') return words.elapsedHint;
  return `${unit === 'months' ? words.monthsHint : words.daysHint} ${words.clockHint}`;
}

const closed = { allowDeselect: false, comboboxProps: { withinPortal: true } } as const;

function EveryFields({ interval, onChange }: IntervalFieldsProps) {
  const { w, language } = useWords();
  const words = w.intervals.form;
  return (
    <>
      <NumberInput
        id="interval-every"
        w={110}
        label={words.every}
        value={interval.every}
        min={1}
        max={mostOfAUnit}
        allowDecimal={false}
        clampBehavior="strict"
        onChange={(every) => {
          if (typeof every === 'number' && every >= 1) onChange({ every });
        }}
      />
      <Select
        {...closed}
        w={130}
        label={words.unit}
        value={interval.unit}
        data={intervalUnits.map((unit) => ({ value: unit, label: words.units[unit] }))}
        onChange={(unit) => onChange({ unit: unit ?? interval.unit })}
      />
      {interval.unit === 'weeks' ? (
        <Checkbox.Group
          label={words.weekdays}
          value={interval.weekdays.map(String)}
          onChange={(days) => {
            if (days.length > 0) onChange({ weekdays: days.map(Number).sort() });
          }}
        >
          <Group gap="sm" className={classes.days ?? ''}>
            {[1, 2, 3, 4, 5, 6, 7].map((day) => (
              <Checkbox
                key={day}
                size="xs"
                value={String(day)}
                label={weekdayName(language, day, 'short')}
                aria-label={weekdayName(language, day)}
              />
            ))}
          </Group>
        </Checkbox.Group>
      ) : null}
    </>
  );
}

function Times({ interval, problems, onChange }: IntervalFieldsProps) {
  const words = useWords().w.intervals.form;
  return (
    <TextInput
      id="interval-at"
      w={200}
      label={words.at}
      description={words.atHint}
      inputWrapperOrder={['label', 'input', 'error', 'description']}
      value={interval.at}
      error={problems['interval-at']}
      onChange={({ currentTarget }) => onChange({ at: currentTarget.value })}
    />
  );
}

const upTo = (most: number): readonly number[] => Array.from({ length: most }, (_, index) => index + 1);

function WorkingDayFields({ interval, problems, onChange }: IntervalFieldsProps) {
  const { w, say, language } = useWords();
  const words = w.intervals.form;
  const nths = [
    { value: '1', label: words.first },
    { value: '-1', label: words.last },
    ...upTo(mostWorkingDays)
      .slice(1)
      .map((n) => ({ value: String(n), label: say(words.nth, { n }) })),
    ...upTo(mostWorkingDays)
      .slice(1)
      .map((n) => ({ value: String(-n), label: say(words.fromEnd, { n }) })),
  ];
  return (
    <>
      <Select
        {...closed}
        id="interval-nth"
        w={190}
        label={words.which}
        value={String(interval.nth)}
        data={nths}
        onChange={(nth) => onChange({ nth: Number(nth ?? interval.nth) })}
      />
      <CalendarChoice interval={interval} problems={problems} onChange={onChange} none={words.mondayToFriday} />
      <MultiSelect
        miw={190}
        label={words.months}
        placeholder={interval.months.length === 0 ? words.allMonths : ''}
        value={interval.months.map(String)}
        data={upTo(12).map((month) => ({ value: String(month), label: monthName(language, month) }))}
        onChange={(months) => onChange({ months: months.map(Number).sort((one, other) => one - other) })}
      />
    </>
  );
}

function HolidayFields({ interval, problems, onChange }: IntervalFieldsProps) {
  const { w, count } = useWords();
  const words = w.intervals.form;
  const distances = upTo(mostDaysFromHoliday);
  return (
    <>
      <Select
        {...closed}
        w={210}
        label={words.distance}
        value={String(interval.distance)}
        data={[
          ...distances.map((n) => ({ value: String(-n), label: count(words.before, n) })),
          ...distances.map((n) => ({ value: String(n), label: count(words.after, n) })),
        ]}
        onChange={(distance) => onChange({ distance: Number(distance ?? interval.distance) })}
      />
      <CalendarChoice interval={interval} problems={problems} onChange={onChange} none={null} />
    </>
  );
}

/** `none`: the words for no calendar; null: there must be one. */
function CalendarChoice({
  interval,
  problems,
  onChange,
  none,
}: IntervalFieldsProps & { readonly none: string | null }) {
  const words = useWords().w.intervals.form;
  const known = (useCalendars().data?.calendars ?? []).map(({ name }) => name);
  const { calendar } = interval;
  const names = [...new Set([...known, ...(calendar === null ? [] : [calendar])])];
  return (
    <Select
      {...closed}
      id="interval-calendar"
      w={210}
      label={none === null ? words.holidaysOf : words.calendar}
      placeholder={none === null ? words.chooseCalendar : ''}
      inputWrapperOrder={['label', 'input', 'error', 'description']}
      // A calendar cannot be named by nothing.
      value={calendar ?? (none === null ? null : '')}
      data={[
        ...(none === null ? [] : [{ value: '', label: none }]),
        ...names.map((name) => ({ value: name, label: name })),
      ]}
      error={problems['interval-calendar']}
      onChange={(name) => onChange({ calendar: name === null || name === '' ? null : name })}
    />
  );
}
