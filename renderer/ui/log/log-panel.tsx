import { use, useEffect, useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { Button } from '@mantine/core';
import { IconArrowDown } from '@tabler/icons-react';
import { useAnnounce } from '../live-region.tsx';
import { SingleKeys } from '../single-keys.ts';
import { LogToolbar } from './log-toolbar.tsx';
import type { LogEntry, LogLevel } from './log-line.tsx';
import type { LogLabels } from './log-labels.ts';
import { LogView } from './log-view.tsx';
import { stepTo } from './step-to.ts';
import { useFind } from './use-find.ts';
import { useToldLines } from './use-told-lines.ts';
import classes from './log-panel.module.css';

export interface LogPanelProps {
  readonly labels: LogLabels;
  readonly lines: readonly LogEntry[];
  /** Another number whenever `lines` holds something else. */
  readonly version: number;
  /** Lines there are, where more than are held. */
  readonly total?: number;
  readonly time: (at: number) => string;
  /** Whether lines may still come. */
  readonly isLive: boolean;
  /** The line of the address. */
  readonly line: number | null;
  readonly onLine: (line: number | null) => void;
  readonly hrefOf: (line: number) => string;
  readonly downloadHref: string;
  /** The reader looks at the end as it grows, or not any more. */
  readonly onFollowing?: (isFollowing: boolean) => void;
  /** Keys that the panel does not know. */
  readonly onKey?: (event: KeyboardEvent) => void;
  /** Between toolbar and lines, such as that more lines are in the file. */
  readonly note?: ReactNode;
  /** Instead of lines, while there are none. */
  readonly empty?: ReactNode;
  readonly isCompact?: boolean;
}

const problemLevels: readonly LogLevel[] = ['warning', 'error', 'stderr'];
const errorLevels: readonly LogLevel[] = ['error', 'stderr'];

/** A log with its tools: find, follow, problems only, wrap, copy, download. */
export function LogPanel(props: LogPanelProps) {
  const { labels, lines, version, isLive, line, onLine, onKey } = props;
  const areSingleKeysOn = use(SingleKeys);
  const total = props.total ?? lines.length;
  const announce = useAnnounce();
  const findField = useRef<HTMLInputElement>(null);
  const [areProblemsOnly, setAreProblemsOnly] = useState(false);
  const [isWrapped, setIsWrapped] = useState(false);
  const [wantsFollow, setWantsFollow] = useState(line === null);
  /** How many lines the reader knows of, since Follow went off. */
  const [seen, setSeen] = useState(0);
  // What was followed is followed to its end; a log that is over when it is opened begins at line 1.
  const [wasLive] = useState(isLive);
  const isFollowing = wantsFollow && (isLive || wasLive);
  const shown = useMemo(
    () => (areProblemsOnly ? lines.filter(({ level }) => problemLevels.includes(level)) : lines),
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the list grows in place; the version says when
    [lines, areProblemsOnly, version],
  );
  const find = useFind(shown, version);
  const isPart = lines.length < total;
  const fresh = isLive && !isFollowing ? Math.max(0, total - seen) : 0;
  useToldLines(fresh === 0 ? null : labels.newLines(fresh));

  function letGo(): void {
    setWantsFollow(false);
    setSeen(total);
  }
  function follow(isOn: boolean): void {
    if (isOn) {
      onLine(null);
      setWantsFollow(true);
    } else letGo();
  }
  function go(to: number | null): void {
    if (to === null) return;
    if (isFollowing) letGo();
    onLine(to);
  }
  function goToHit(isBack: boolean): void {
    const to = stepTo(find.hits, line, isBack);
    go(to);
    announce(labels.hits(to === null ? 0 : find.hits.indexOf(to) + 1, find.hits.length, isPart));
  }
  function goToError(isBack: boolean): void {
    const errors = shown.filter(({ level }) => errorLevels.includes(level)).map(({ number }) => number);
    const to = stepTo(errors, line, isBack);
    announce(to === null ? labels.noErrors : labels.atLine(to));
    go(to);
  }
  function takeKey(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey || !areSingleKeysOn) return;
    if (event.key === 'f') follow(!wantsFollow);
    else if (event.key === 'n') goToError(false);
    else if (event.key === 'N') goToError(true);
    else {
      onKey?.(event);
      return;
    }
    event.preventDefault();
  }

  useEffect(() => {
    function onFind(event: globalThis.KeyboardEvent): void {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'f' || event.shiftKey) return;
      if (document.querySelector('[role=dialog]')) return;
      event.preventDefault();
      findField.current?.focus();
      findField.current?.select();
    }
    addEventListener('keydown', onFind);
    return () => removeEventListener('keydown', onFind);
  }, []);

  const { onFollowing } = props;
  useEffect(() => onFollowing?.(isFollowing), [isFollowing, onFollowing]);

  const copyText = () =>
    shown.map((entry) => `${props.time(entry.at)} ${labels.level(entry.level)} ${entry.text}`).join('\n');
  return (
    <div className={classes.panel} data-compact={props.isCompact || undefined}>
      <LogToolbar
        labels={labels}
        find={find}
        isPart={isPart}
        findField={findField}
        line={line}
        onStep={goToHit}
        isLive={isLive}
        isFollowing={wantsFollow}
        onFollow={follow}
        areProblemsOnly={areProblemsOnly}
        onProblemsOnly={setAreProblemsOnly}
        isWrapped={isWrapped}
        onWrap={setIsWrapped}
        count={shown.length}
        copyText={copyText}
        downloadHref={props.downloadHref}
      />
      {props.note}
      {lines.length === 0 && props.empty !== undefined ? (
        props.empty
      ) : (
        <div className={classes.body}>
          <LogView
            label={labels.region}
            lines={shown}
            version={version}
            time={props.time}
            levelWord={labels.level}
            isWrapped={isWrapped}
            isFollowing={isFollowing}
            onLetGo={letGo}
            needle={find.needle}
            activeLine={line}
            hrefOf={props.hrefOf}
            onLine={go}
            onKey={takeKey}
          />
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
