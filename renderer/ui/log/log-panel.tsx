import type { KeyboardEvent, ReactNode } from 'react';
import { Button } from '@mantine/core';
import { IconArrowDown, IconDownload } from '@tabler/icons-react';
import { GoToLine } from './go-to-line.tsx';
import { LogCopy } from './log-copy.tsx';
import { LogFind } from './log-find.tsx';
import type { LogLabels } from './log-labels.ts';
import { LogSwitches } from './log-switches.tsx';
import { LogView } from './log-view.tsx';
import { useFieldShortcuts } from './use-field-shortcuts.ts';
import { useLogReading, type LogReadingOptions } from './use-log-reading.ts';
import { useLogSteps } from './use-log-steps.ts';
import { useAnnouncedCount } from './use-announced-count.ts';
import classes from './log-panel.module.css';

export interface LogPanelProps extends LogReadingOptions {
  readonly labels: LogLabels;
  readonly time: (at: number) => string;
  readonly hrefOf: (line: number) => string;
  readonly downloadHref: string;
  /** Keys that the panel does not handle. */
  /** The names of the keys that work in the log, for the footer. */
  readonly keys?: string | undefined;
  readonly onKey?: (event: KeyboardEvent) => void;
  /** Between toolbar and lines, such as a note that the log was cut. */
  readonly note?: ReactNode;
  /** Shown instead of lines, while there are none. */
  readonly empty?: ReactNode;
  readonly isCompact?: boolean;
}

/** The most lines that are copied. */
const mostCopied = 100_000;

/** A log with its tools: find, go to line, groups, follow, problems only, wrap, copy, download. */
export function LogPanel(props: LogPanelProps) {
  const { labels, source, isLive, line } = props;
  const { total } = source;
  const reading = useLogReading(props);
  const { go, goToHit, goToLine, takeKey } = useLogSteps(props, reading);
  const { findField, lineField } = useFieldShortcuts();
  const { fresh, follow } = reading.following;
  useAnnouncedCount(fresh === 0 ? null : labels.newLines(fresh));

  async function copyText(): Promise<string> {
    const entries = await source.readAll(reading.levels, mostCopied);
    return entries.map((entry) => `${props.time(entry.at)} ${labels.level(entry.level)} ${entry.text}`).join('\n');
  }
  return (
    <div className={classes.panel} data-compact={props.isCompact || undefined}>
      <div className={classes.tools}>
        <LogFind labels={labels} reading={reading} field={findField} line={line} onStep={goToHit} />
        <GoToLine labels={labels} field={lineField} onGo={goToLine} />
        <LogSwitches labels={labels} reading={reading} isLive={isLive} />
        <span className={classes.count}>{labels.lines(reading.count)}</span>
        <LogCopy
          labels={labels}
          refusal={total > mostCopied && !reading.areProblemsOnly ? labels.tooLongToCopy : null}
          read={copyText}
        />
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
      {props.note}
      {total === 0 && props.empty !== undefined ? (
        props.empty
      ) : (
        <div className={classes.body}>
          <LogView {...props} reading={reading} onLine={go} onKey={takeKey} />
          {fresh === 0 ? null : (
            <Button
              className={classes.fresh ?? ''}
              size="compact-sm"
              rightSection={<IconArrowDown size="0.875rem" />}
              onClick={() => follow(true)}
            >
              {labels.newLines(fresh)}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}
