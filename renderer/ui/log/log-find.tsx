import type { RefObject } from 'react';
import { TextInput } from '@mantine/core';
import { IconChevronDown, IconChevronUp, IconSearch } from '@tabler/icons-react';
import { IconButton } from '../icon-button.tsx';
import type { LogLabels } from './log-labels.ts';
import classes from './log-panel.module.css';
import type { LogReading } from './use-log-reading.ts';

interface LogFindProps {
  readonly labels: LogLabels;
  readonly reading: LogReading;
  readonly field: RefObject<HTMLInputElement | null>;
  /** The reader's current line. */
  readonly line: number | null;
  readonly onStep: (isBack: boolean) => void;
}

/** Searches a log, and moves between matches. */
export function LogFind({ labels, reading, field, line, onStep }: LogFindProps) {
  const { needle, found } = reading;
  const hits = found.numbers;
  return (
    <div className={classes.find}>
      <TextInput
        ref={field}
        size="xs"
        type="search"
        aria-label={labels.find}
        placeholder={labels.find}
        leftSection={<IconSearch size="0.875rem" />}
        value={reading.text}
        onChange={(event) => reading.setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          event.preventDefault();
          onStep(event.shiftKey);
        }}
      />
      {needle === '' ? null : (
        <>
          <span className={classes.hits} role="status">
            {labels.hits(line === null ? 0 : hits.indexOf(line) + 1, hits.length, found.isPart)}
          </span>
          <IconButton label={labels.previous} onClick={() => onStep(true)} disabled={hits.length === 0}>
            <IconChevronUp size="1rem" />
          </IconButton>
          <IconButton label={labels.next} onClick={() => onStep(false)} disabled={hits.length === 0}>
            <IconChevronDown size="1rem" />
          </IconButton>
        </>
      )}
    </div>
  );
}
