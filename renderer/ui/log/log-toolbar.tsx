import { useState, type RefObject } from 'react';
import { Button, Checkbox, TextInput } from '@mantine/core';
import { IconCheck, IconChevronDown, IconChevronUp, IconCopy, IconDownload, IconSearch } from '@tabler/icons-react';
import { useCopy } from '../copy.ts';
import { IconButton } from '../icon-button.tsx';
import { useLabels } from '../labels.tsx';
import { GoToLine } from './go-to-line.tsx';
import type { LogLabels } from './log-labels.ts';
import type { Folds } from './use-folds.ts';
import type { FoundLines } from './use-found-lines.ts';
import classes from './log-panel.module.css';

export interface LogToolbarProps {
  readonly labels: LogLabels;
  readonly text: string;
  readonly onText: (text: string) => void;
  /** Null while nothing is looked for. */
  readonly found: FoundLines | null;
  readonly findField: RefObject<HTMLInputElement | null>;
  readonly lineField: RefObject<HTMLInputElement | null>;
  readonly onGoToLine: (line: number) => void;
  readonly line: number | null;
  readonly onStep: (isBack: boolean) => void;
  /** Null where there are no groups. */
  readonly groups: Pick<Folds, 'areAllOpen' | 'setAll'> | null;
  readonly isLive: boolean;
  readonly isFollowing: boolean;
  readonly onFollow: (isOn: boolean) => void;
  readonly areProblemsOnly: boolean;
  readonly onProblemsOnly: (isOn: boolean) => void;
  readonly isWrapped: boolean;
  readonly onWrap: (isOn: boolean) => void;
  readonly count: number;
  /** Why it cannot be copied. */
  readonly copyRefusal: string | null;
  readonly copyText: () => Promise<string>;
  readonly downloadHref: string;
}

/** The tools above a log. */
export function LogToolbar({ findField, lineField, ...props }: LogToolbarProps) {
  const { labels, found, line, onStep, groups, copyRefusal } = props;
  const copy = useCopy();
  const words = useLabels();
  const [isCopied, setIsCopied] = useState(false);
  const hits = found?.numbers ?? [];
  const at = line === null ? 0 : hits.indexOf(line) + 1;
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
          value={props.text}
          onChange={(event) => props.onText(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            event.preventDefault();
            onStep(event.shiftKey);
          }}
        />
        {found === null ? null : (
          <>
            <span className={classes.hits} role="status">
              {labels.hits(at, hits.length, found.isPart)}
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
      <GoToLine labels={labels} field={lineField} onGo={props.onGoToLine} />
      {props.isLive ? (
        <Checkbox
          size="xs"
          label={labels.follow}
          checked={props.isFollowing}
          onChange={(event) => props.onFollow(event.currentTarget.checked)}
        />
      ) : null}
      <Checkbox
        size="xs"
        label={labels.problemsOnly}
        checked={props.areProblemsOnly}
        onChange={(event) => props.onProblemsOnly(event.currentTarget.checked)}
      />
      <Checkbox
        size="xs"
        label={labels.wrap}
        checked={props.isWrapped}
        onChange={(event) => props.onWrap(event.currentTarget.checked)}
      />
      {groups === null ? null : (
        <Button size="compact-sm" variant="default" onClick={() => groups.setAll(!groups.areAllOpen)}>
          {groups.areAllOpen ? labels.closeGroups : labels.openGroups}
        </Button>
      )}
      <span className={classes.count}>{labels.lines(props.count)}</span>
      <Button
        size="compact-sm"
        variant="default"
        leftSection={isCopied ? <IconCheck size="0.875rem" /> : <IconCopy size="0.875rem" />}
        {...(copyRefusal === null
          ? {}
          : { title: copyRefusal, 'aria-description': copyRefusal, 'data-disabled': true, 'aria-disabled': true })}
        onClick={() => {
          if (copyRefusal === null)
            void props
              .copyText()
              .then(copy)
              .then(setIsCopied, () => setIsCopied(false));
        }}
        onBlur={() => setIsCopied(false)}
      >
        {isCopied ? words.copied : labels.copy}
      </Button>
      <Button
        component="a"
        href={props.downloadHref}
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
