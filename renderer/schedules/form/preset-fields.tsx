import { useState } from 'react';
import { Checkbox, Group, NumberInput, Select, TextInput } from '@mantine/core';
import { formPartWords } from '../../words/form-part-words.ts';
import { useWords } from '../../words/words.tsx';
import { weekdayNames, type Preset } from './cron-presets.ts';
import classes from './form.module.css';

export interface PresetFieldsProps {
  readonly preset: Preset;
  readonly onChange: (preset: Preset) => void;
  /** A working day of the month is wanted: 1 = the first, -1 = the last. */
  readonly onWorkingDay: (nth: number, time: string) => void;
}

/** The fields of a preset; each change rewrites the expression. */
export function PresetFields({ preset, onChange, onWorkingDay }: PresetFieldsProps) {
  const { w } = useWords();
  const words = w.scheduleForm.cron;
  switch (preset.tab) {
    case 'minutes':
      return (
        <Amount
          label={words.everyMinutes}
          value={preset.every}
          min={1}
          max={59}
          onChange={(every) => onChange({ ...preset, every })}
        />
      );
    case 'hourly':
      return (
        <Group gap="sm" align="start">
          <Amount
            label={words.everyHours}
            value={preset.every}
            min={1}
            max={23}
            onChange={(every) => onChange({ ...preset, every })}
          />
          <Amount
            label={words.atMinute}
            value={preset.minute}
            min={0}
            max={59}
            onChange={(minute) => onChange({ ...preset, minute })}
          />
        </Group>
      );
    case 'daily':
      return <Clock time={preset.time} onChange={(time) => onChange({ ...preset, time })} />;
    case 'weekly':
      return (
        <Group gap="lg" align="start">
          <Checkbox.Group
            label={words.days}
            value={[...preset.days]}
            onChange={(days) => {
              if (days.length > 0) onChange({ ...preset, days: weekdayNames.filter((name) => days.includes(name)) });
            }}
          >
            <Group gap="sm" className={classes.days ?? ''}>
              {weekdayNames.map((name) => (
                <Checkbox
                  key={name}
                  size="xs"
                  value={name}
                  label={words.short[name]}
                  aria-label={words.weekdays[name]}
                />
              ))}
            </Group>
          </Checkbox.Group>
          <Clock time={preset.time} onChange={(time) => onChange({ ...preset, time })} />
        </Group>
      );
    case 'monthly':
      return <MonthlyFields preset={preset} onChange={onChange} onWorkingDay={onWorkingDay} />;
  }
}

interface MonthlyFieldsProps extends PresetFieldsProps {
  readonly preset: Extract<Preset, { tab: 'monthly' }>;
}

function MonthlyFields({ preset, onChange, onWorkingDay }: MonthlyFieldsProps) {
  const { w, language } = useWords();
  const words = w.scheduleForm.cron;
  const further = formPartWords[language].cron;
  const { time } = preset;
  const setBy = (by: string | null) => {
    if (by === 'last-working' || by === 'nth-working') return onWorkingDay(by === 'last-working' ? -1 : 1, time);
    onChange(
      by === 'weekday'
        ? { tab: 'monthly', by: 'weekday', time, weekday: 'MON', nth: 1 }
        : { tab: 'monthly', by: 'day', time, day: 1 },
    );
  };
  const numbered = (choice: string): number | 'last' => (choice === 'last' ? 'last' : Number(choice));
  const shared = { allowDeselect: false, comboboxProps: { withinPortal: true } };
  return (
    <Group gap="sm" align="start">
      <Select
        {...shared}
        label={words.monthlyBy}
        value={preset.by}
        onChange={setBy}
        data={[
          { value: 'day', label: words.byDay },
          { value: 'weekday', label: words.byWeekday },
          { value: 'last-working', label: further.lastWorkingDay },
          { value: 'nth-working', label: further.nthWorkingDay },
        ]}
      />
      {preset.by === 'day' ? (
        <Select
          {...shared}
          w={120}
          label={words.dayOfMonth}
          value={String(preset.day)}
          onChange={(day) => onChange({ ...preset, day: numbered(day ?? '1') })}
          data={[
            ...Array.from({ length: 31 }, (_, index) => ({ value: String(index + 1), label: String(index + 1) })),
            { value: 'last', label: words.lastDay },
          ]}
        />
      ) : (
        <>
          <Select
            {...shared}
            w={130}
            label={words.which}
            value={String(preset.nth)}
            onChange={(nth) => onChange({ ...preset, nth: numbered(nth ?? '1') })}
            data={[
              ...words.nth.map((label, index) => ({ value: String(index + 1), label })),
              { value: 'last', label: words.last },
            ]}
          />
          <Select
            {...shared}
            w={140}
            label={words.weekday}
            value={preset.weekday}
            onChange={(weekday) => onChange({ ...preset, weekday: weekday ?? 'MON' })}
            data={weekdayNames.map((name) => ({ value: name, label: words.weekdays[name] }))}
          />
        </>
      )}
      <Clock time={time} onChange={(next) => onChange({ ...preset, time: next })} />
    </Group>
  );
}

interface AmountProps {
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly onChange: (value: number) => void;
}

function Amount({ label, value, min, max, onChange }: AmountProps) {
  return (
    <NumberInput
      w={150}
      label={label}
      value={value}
      min={min}
      max={max}
      allowDecimal={false}
      clampBehavior="strict"
      onChange={(next) => {
        if (typeof next === 'number' && next >= min) onChange(next);
      }}
    />
  );
}

/** Accepts `9:00`, `09.00` and `0900`: always 24 hours, whatever the browser's locale is. */
function Clock({ time, onChange }: { readonly time: string; readonly onChange: (time: string) => void }) {
  const { w } = useWords();
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <TextInput
      w={90}
      label={w.scheduleForm.cron.atTime}
      placeholder="09:00"
      inputMode="numeric"
      value={typed ?? time}
      error={typed !== null && clockOf(typed) === null ? w.scheduleForm.cron.badTime : undefined}
      onChange={({ currentTarget }) => {
        setTyped(currentTarget.value);
        const read = clockOf(currentTarget.value);
        if (read !== null) onChange(read);
      }}
      onBlur={() => setTyped(null)}
    />
  );
}

function clockOf(text: string): string | null {
  const [, hour, minute] = /^([01]?\d|2[0-3])[:.]?([0-5]\d)$/.exec(text.trim()) ?? [];
  return hour === undefined || minute === undefined ? null : `${hour.padStart(2, '0')}:${minute}`;
}
