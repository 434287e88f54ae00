import { Suspense } from 'react';
import { TextInput } from '@mantine/core';
import { lazyPart } from '../ui/lazy-part.ts';
import { useWords } from '../words/words.tsx';
import type { KindFieldProps } from './field-frame.ts';
import { valueOfWall, wallOfValue } from './instant-text.ts';
import classes from './values-form.module.css';

const DateField = lazyPart(() => import('../ui/date-field.tsx').then((module) => module.DateField));

interface MomentFieldProps extends KindFieldProps {
  readonly kind: 'date' | 'date-time';
}

/** A date, or a local date and time. */
export function MomentField({ frame, kind, value, onChange }: MomentFieldProps) {
  const { w, language, times } = useWords();
  const isDay = kind === 'date';
  const text = typeof value === 'string' ? value : '';
  return (
    <Suspense fallback={<TextInput {...frame} aria-busy readOnly value={text} className={classes.date ?? ''} />}>
      <DateField
        {...frame}
        className={classes.date}
        kind={kind}
        language={language}
        value={isDay ? text || null : wallOfValue(value, times.homeZone)}
        placeholder={w.fields.unset}
        onChange={(next) => onChange(next === null ? undefined : isDay ? next : valueOfWall(next, times.homeZone))}
      />
    </Suspense>
  );
}
