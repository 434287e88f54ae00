import { NumberInput } from '@mantine/core';
import { isRounded } from '../../contract/exact-json.ts';
import { useWords } from '../words/words.tsx';
import type { KindFieldProps } from './field-frame.ts';
import classes from './values-form.module.css';

/** A number, as its schema bounds it. */
export function NumberField({ frame, parameter, value, placeholder, onChange }: KindFieldProps) {
  const { language } = useWords();
  return (
    <NumberInput
      {...frame}
      className={classes.number ?? ''}
      value={typeof value === 'number' || typeof value === 'string' ? value : ''}
      onChange={(next) => onChange(numberOf(next))}
      decimalSeparator={language === 'tr' ? ',' : '.'}
      allowDecimal={parameter.type !== 'integer'}
      step={parameter.multipleOf ?? 1}
      placeholder={placeholder}
      clampBehavior="none"
      {...(parameter.minimum === undefined ? {} : { min: parameter.minimum })}
      {...(parameter.maximum === undefined ? {} : { max: parameter.maximum })}
    />
  );
}

/** A half-typed number (`-`) counts as not given; one with too many digits for a number stays text. */
const numberOf = (next: string | number): number | string | undefined => {
  const read = next === '' ? Number.NaN : Number(next);
  if (Number.isNaN(read)) return undefined;
  return typeof next === 'string' && isRounded(next, read) ? next : read;
};
