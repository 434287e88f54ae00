import { useState, type RefObject } from 'react';
import { TextInput } from '@mantine/core';
import type { LogLabels } from './log-labels.ts';
import classes from './log-panel.module.css';

export interface GoToLineProps {
  readonly labels: LogLabels;
  readonly field: RefObject<HTMLInputElement | null>;
  readonly onGo: (line: number) => void;
}

/** Parses a line number: 12345, 12,345, 12.345 and L12345 are the same. */
const readLine = (text: string): number | null => {
  const digits = text.replace(/[\s.,’'\u00a0]/g, '').replace(/^L/i, '');
  return /^\d{1,12}$/.test(digits) ? Number(digits) : null;
};

/** Goes to a line by its number. */
export function GoToLine({ labels, field, onGo }: GoToLineProps) {
  const [text, setText] = useState('');
  const line = readLine(text);
  const isWrong = text.trim() !== '' && line === null;
  return (
    <TextInput
      ref={field}
      className={classes.goTo ?? ''}
      size="xs"
      inputMode="numeric"
      aria-label={labels.goToLine}
      placeholder={labels.goToLine}
      title={labels.goToLineHint}
      aria-keyshortcuts="Control+G"
      error={isWrong}
      aria-invalid={isWrong}
      value={text}
      onChange={(event) => {
        event.currentTarget.setCustomValidity('');
        setText(event.currentTarget.value);
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Enter') return;
        event.preventDefault();
        if (isWrong) {
          event.currentTarget.setCustomValidity(labels.goToLineHint);
          event.currentTarget.reportValidity();
        }
        if (line === null) return;
        onGo(line);
        setText('');
      }}
    />
  );
}
