import { useRef, useState } from 'react';
import { Button, TextInput } from '@mantine/core';
import { IconHelp } from '@tabler/icons-react';
import { explainError, readQuartz, tolerateQuartz, unixWords } from '../../../contract/quartz/index.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { useWords } from '../../words/words.tsx';
import { FieldLegend } from './field-legend.tsx';
import classes from './cron.module.css';

interface CronTextProps {
  readonly expression: string;
  readonly problem: string | undefined;
  readonly onChange: (expression: string) => void;
}

/** The expression as text; what Quartz would write for another cron is offered. */
export function CronText({ expression, problem, onChange }: CronTextProps) {
  const { w, say, language } = useWords();
  const words = w.scheduleForm.cron;
  const field = useRef<HTMLInputElement>(null);
  const [isLegendOpen, setIsLegendOpen] = useState(false);
  const parsed = readQuartz(expression);
  const tolerated = parsed.ok ? null : tolerateQuartz(expression);
  const word = unixWords[expression.trim().toLowerCase()];
  const mended = word ?? (tolerated?.ok ? tolerated.expression : null);
  const isUnix = word !== undefined || tolerated?.warnings.some(({ code }) => code === 'UNIX_CRON') === true;
  const [before, after] = (isUnix ? words.unix : words.mended).split('{expression}');
  // The tolerant parser's message says more than "a field is missing".
  const errors = tolerated?.ok === false ? tolerated.errors : [];
  const firstError = errors.length === 0 ? undefined : errors.map((error) => explainError(error, language)).join('\n');
  return (
    <>
      <TextInput
        ref={field}
        id="quartz"
        className={classes.expression ?? ''}
        label={words.label}
        description={words.hint}
        value={expression}
        onChange={(event) => onChange(event.currentTarget.value)}
        error={mended === null ? (firstError ?? problem) : undefined}
        spellCheck={false}
        autoComplete="off"
        required
        rightSection={
          <IconButton label={words.legend} onClick={() => setIsLegendOpen(true)}>
            <IconHelp size="1.0625rem" />
          </IconButton>
        }
      />
      {mended !== null ? (
        <p className={classes.offer} role="status">
          <span>
            {before}
            <code>{mended}</code>
            {after}
          </span>
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => {
              onChange(mended);
              field.current?.focus();
            }}
            aria-label={say('{a}: {b}', { a: words.useIt, b: mended })}
          >
            {words.useIt}
          </Button>
        </p>
      ) : null}
      <FieldLegend isOpen={isLegendOpen} onClose={() => setIsLegendOpen(false)} />
    </>
  );
}
