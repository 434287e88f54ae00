import type { RefObject } from 'react';
import { Button, Checkbox, TextInput } from '@mantine/core';
import { IconCheck, IconChevronDown, IconChevronUp, IconCopy, IconDownload, IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useCopy } from '../copy.ts';
import { IconButton } from '../icon-button.tsx';
import { useLabels } from '../labels.tsx';
import type { LogLabels } from './log-labels.ts';
import type { Find } from './use-find.ts';
import classes from './log-panel.module.css';

export interface LogToolbarProps {
  readonly labels: LogLabels;
  readonly find: Find;
  /** More lines are in the file than were looked in. */
  readonly isPart: boolean;
  readonly findField: RefObject<HTMLInputElement | null>;
  readonly line: number | null;
  readonly onStep: (isBack: boolean) => void;
  readonly isLive: boolean;
  readonly isFollowing: boolean;
  readonly onFollow: (isOn: boolean) => void;
  readonly areProblemsOnly: boolean;
  readonly onProblemsOnly: (isOn: boolean) => void;
  readonly isWrapped: boolean;
  readonly onWrap: (isOn: boolean) => void;
  readonly count: number;
  readonly copyText: () => string;
  readonly downloadHref: string;
}

/** The tools above a log. */
export function LogToolbar({
  labels,
  find,
  isPart,
  findField,
  line,
  onStep,
  isLive,
  isFollowing,
  onFollow,
  areProblemsOnly,
  onProblemsOnly,
  isWrapped,
  onWrap,
  count,
  copyText,
  downloadHref,
}: LogToolbarProps) {
  const copy = useCopy();
  const words = useLabels();
  const [isCopied, setIsCopied] = useState(false);
  const at = line === null ? 0 : find.hits.indexOf(line) + 1;
  return (
    <div className={classes.tools}>
      <div className={classes.find}>
        <TextInput
          ref={findField}
          size="xs"
          type="search"
          aria-label={labels.find}
          placeholder={labels.find}
          leftSection={<IconSearch size="0.875rem" />}
          value={find.text}
          onChange={(event) => find.setText(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            event.preventDefault();
            onStep(event.shiftKey);
          }}
        />
        {find.needle === '' ? null : (
          <>
            <span className={classes.hits} role="status">
              {labels.hits(at, find.hits.length, isPart)}
            </span>
            <IconButton label={labels.previous} onClick={() => onStep(true)} disabled={find.hits.length === 0}>
              <IconChevronUp size="1rem" />
            </IconButton>
            <IconButton label={labels.next} onClick={() => onStep(false)} disabled={find.hits.length === 0}>
              <IconChevronDown size="1rem" />
            </IconButton>
          </>
        )}
      </div>
      {isLive ? (
        <Checkbox
          size="xs"
          label={labels.follow}
          checked={isFollowing}
          onChange={(event) => onFollow(event.currentTarget.checked)}
        />
      ) : null}
      <Checkbox
        size="xs"
        label={labels.problemsOnly}
        checked={areProblemsOnly}
        onChange={(event) => onProblemsOnly(event.currentTarget.checked)}
      />
      <Checkbox
        size="xs"
        label={labels.wrap}
        checked={isWrapped}
        onChange={(event) => onWrap(event.currentTarget.checked)}
      />
      <span className={classes.count}>{labels.lines(count)}</span>
      <Button
        size="compact-sm"
        variant="default"
        leftSection={isCopied ? <IconCheck size="0.875rem" /> : <IconCopy size="0.875rem" />}
        onClick={() => void copy(copyText()).then(setIsCopied)}
        onBlur={() => setIsCopied(false)}
      >
        {isCopied ? words.copied : labels.copy}
      </Button>
      <Button
        component="a"
        href={downloadHref}
        download
        size="compact-sm"
        variant="default"
        leftSection={<IconDownload size="0.875rem" />}
      >
        {labels.download}
      </Button>
    </div>
  );
}
