import { useRef } from 'react';
import { Button, FileButton, Textarea } from '@mantine/core';
import { calendarWords } from '../words/calendar-words.ts';
import { useWords } from '../words/words.tsx';
import type { readDays } from './calendar-words.ts';
import classes from './settings.module.css';
import type { CalendarDraft } from './use-calendar-draft.ts';

interface CalendarOwnDaysProps {
  readonly typed: CalendarDraft;
  /** null while there is no stored calendar that could import a file. */
  readonly onFile: ((file: File) => void) | null;
}

/** The days that are off, or worked, only in this calendar. */
export function CalendarOwnDays({ typed, onFile }: CalendarOwnDaysProps) {
  const words = calendarWords[useWords().language].form;
  const forgetFile = useRef<() => void>(null);
  function take(file: File | null): void {
    if (!file) return;
    // Otherwise the same file could not be chosen again after a correction.
    forgetFile.current?.();
    onFile?.(file);
  }
  return (
    <>
      <DaysField
        label={words.off}
        description={words.offHint}
        value={typed.off}
        read={typed.offDays}
        minRows={3}
        onType={typed.setOff}
      />
      {onFile === null ? null : (
        <div>
          <FileButton
            accept=".ics,text/calendar"
            resetRef={forgetFile}
            onChange={take}
            inputProps={{ 'aria-label': words.import }}
          >
            {(props) => (
              <Button {...props} size="xs" variant="default">
                {words.import}
              </Button>
            )}
          </FileButton>
        </div>
      )}
      <DaysField
        label={words.on}
        description={words.onHint}
        value={typed.on}
        read={typed.onDays}
        minRows={2}
        onType={typed.setOn}
      />
    </>
  );
}

interface DaysFieldProps {
  readonly label: string;
  readonly description: string;
  readonly value: string;
  readonly read: ReturnType<typeof readDays>;
  readonly minRows: number;
  readonly onType: (text: string) => void;
}

/** A day a line. */
function DaysField({ label, description, value, read, minRows, onType }: DaysFieldProps) {
  const { language, say } = useWords();
  return (
    <Textarea
      className={classes.mono ?? ''}
      label={label}
      description={description}
      value={value}
      error={'days' in read ? null : say(calendarWords[language].form.dayProblem, { ...read })}
      autosize
      minRows={minRows}
      maxRows={14}
      onChange={(event) => onType(event.currentTarget.value)}
    />
  );
}
