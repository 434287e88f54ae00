import { useRef } from 'react';
import { Button, FileButton, Textarea } from '@mantine/core';
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
  const { w, say } = useWords();
  const words = w.settings.calendars.form;
  const forgetFile = useRef<() => void>(null);
  const problemOf = (read: ReturnType<typeof readDays>) => ('days' in read ? null : say(words.dayProblem, { ...read }));
  function take(file: File | null): void {
    if (!file) return;
    // Otherwise the same file could not be chosen again after a correction.
    forgetFile.current?.();
    onFile?.(file);
  }
  return (
    <>
      <Textarea
        className={classes.mono ?? ''}
        label={words.off}
        description={words.offHint}
        value={typed.off}
        error={problemOf(typed.offDays)}
        autosize
        minRows={3}
        maxRows={14}
        onChange={(event) => typed.setOff(event.currentTarget.value)}
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
      <Textarea
        className={classes.mono ?? ''}
        label={words.on}
        description={words.onHint}
        value={typed.on}
        error={problemOf(typed.onDays)}
        autosize
        minRows={2}
        maxRows={14}
        onChange={(event) => typed.setOn(event.currentTarget.value)}
      />
    </>
  );
}
