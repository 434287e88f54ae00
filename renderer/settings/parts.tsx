import { useState, type ReactNode } from 'react';
import { NumberInput } from '@mantine/core';
import { useWords } from '../words/words.tsx';
import classes from './settings.module.css';

/** A group of settings under a heading. */
export interface SettingGroupProps {
  readonly title: string;
  /** For what leads to it. */
  readonly headingId?: string;
  readonly children: ReactNode;
}

export function SettingGroup({ title, headingId, children }: SettingGroupProps) {
  return (
    <section className={classes.group}>
      <h3 className={classes.heading} {...(headingId === undefined ? {} : { id: headingId, tabIndex: -1 })}>
        {title}
      </h3>
      {children}
    </section>
  );
}

export interface NumberSettingProps {
  readonly label: string;
  readonly description?: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly onSave: (value: number) => void;
}

/** A number, saved on blur or Enter rather than at each key. */
export function NumberSetting({ label, description, value, min, max, onSave }: NumberSettingProps) {
  const { language } = useWords();
  const [typed, setTyped] = useState<number | null>(null);
  function save(): void {
    setTyped(null);
    if (typed !== null && typed !== value && typed >= min && typed <= max) onSave(typed);
  }
  return (
    <NumberInput
      className={classes.number ?? ''}
      label={label}
      description={description}
      value={typed ?? value}
      min={min}
      max={max}
      allowDecimal={false}
      thousandSeparator={language === 'tr' ? '.' : ','}
      decimalSeparator={language === 'tr' ? ',' : '.'}
      onChange={(next) => setTyped(typeof next === 'number' ? next : null)}
      onBlur={save}
      onKeyDown={(event) => {
        if (event.key === 'Enter') save();
      }}
    />
  );
}
