import { use, useDeferredValue, useEffect, useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { Button } from '@mantine/core';
import { IconArrowDown } from '@tabler/icons-react';
import { useAnnounce } from '../live-region.tsx';
import { SingleKeys } from '../single-keys.ts';
import { foldNeedle } from './find-in-line.ts';
import type { LogGroup } from './log-groups.ts';
import type { LogLabels } from './log-labels.ts';
import { chosenRows } from './log-rows.ts';
import type { LogSource } from './log-source.ts';
import { LogToolbar } from './log-toolbar.tsx';
import { LogView } from './log-view.tsx';
import { stepTo } from './step-to.ts';
import { useFolds } from './use-folds.ts';
import { findErrors, useFoundLines } from './use-found-lines.ts';
import { useToldLines } from './use-told-lines.ts';
import classes from './log-panel.module.css';

export interface LogPanelProps {
  readonly labels: LogLabels;
  readonly source: LogSource;
  readonly time: (at: number) => string;
  /** Whether lines may still come. */
  readonly isLive: boolean;
  /** The line of the address. */
  readonly line: number | null;
  readonly onLine: (line: number | null) => void;
  readonly hrefOf: (line: number) => string;
  readonly downloadHref: string;
  /** Keys that the panel does not know. */
  readonly onKey?: (event: KeyboardEvent) => void;
  /** Between toolbar and lines, such as that the log was cut. */
  readonly note?: ReactNode;
  /** Instead of lines, while there are none. */
  readonly empty?: ReactNode;
  readonly isCompact?: boolean;
}

/** More are not copied at once. */
const mostCopied = 100_000;

/** A log with its tools: find, go to a line, groups, follow, problems only, wrap, copy, download. */
export function LogPanel(props: LogPanelProps) {
  const { labels, source, isLive, line, onLine, onKey } = props;
  const { total } = source;
  const areSingleKeysOn = use(SingleKeys);
  const announce = useAnnounce();
  const findField = useRef<HTMLInputElement>(null);
  const lineField = useRef<HTMLInputElement>(null);
  const [areProblemsOnly, setAreProblemsOnly] = useState(false);
  const [isWrapped, setIsWrapped] = useState(false);
  const [wantsFollow, setWantsFollow] = useState(line === null);
  /** How many lines the reader knows of, since Follow went off. */
  const [seen, setSeen] = useState(0);
  // What was followed is followed to its end; a log that is over when it is opened begins at line 1.
  const [wasLive] = useState(isLive);
  const isFollowing = wantsFollow && (isLive || wasLive);
  const [text, setText] = useState('');
  const needle = useDeferredValue(foldNeedle(text.trim()));
  const levels = areProblemsOnly ? 'problems' : 'all';
  const found = useFoundLines(source, needle === '' ? null : { text: needle, levels });
  const problems = useFoundLines(source, areProblemsOnly ? { text: '', levels } : null);
  const folds = useFolds(source.groups, total, line);
  const rows = useMemo(
    () => (areProblemsOnly ? chosenRows(problems.numbers) : folds.rows),
    [areProblemsOnly, problems.numbers, folds.rows],
  );
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
    const to = stepTo(found.numbers, line, isBack);
    go(to);
    announce(labels.hits(to === null ? 0 : found.numbers.indexOf(to) + 1, found.numbers.length, found.isPart));
  }
  function goToLine(wanted: number): void {
    if (total === 0) return;
    if (wanted > total) announce(labels.noSuchLine(total));
    setAreProblemsOnly(false);
    go(Math.min(Math.max(1, wanted), total));
  }
  async function goToError(isBack: boolean): Promise<void> {
    const to = stepTo(await findErrors(source), line, isBack);
    announce(to === null ? labels.noErrors : labels.atLine(to));
    go(to);
  }
  function takeKey(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey || !areSingleKeysOn) return;
    if (event.key === 'f') follow(!wantsFollow);
    else if (event.key === 'n') void goToError(false);
    else if (event.key === 'N') void goToError(true);
    else {
      onKey?.(event);
      return;
    }
    event.preventDefault();
  }

  useEffect(() => {
    function onShortcut(event: globalThis.KeyboardEvent): void {
      if (!(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
      const key = event.key.toLowerCase();
      const field = key === 'f' ? findField.current : key === 'g' ? lineField.current : null;
      if (field === null || document.querySelector('[role=dialog]')) return;
      event.preventDefault();
      field.focus();
      field.select();
    }
    addEventListener('keydown', onShortcut);
    return () => removeEventListener('keydown', onShortcut);
  }, []);

  async function copyText(): Promise<string> {
    const entries = await source.readAll(levels, mostCopied);
    return entries.map((entry) => `${props.time(entry.at)} ${labels.level(entry.level)} ${entry.text}`).join('\n');
  }
  function hitsIn({ from, end }: LogGroup): number {
    const before = chosenRows(found.numbers);
    const upTo = (number: number) => ((found.numbers[0] ?? Infinity) > number ? 0 : before.rowOf(number) + 1);
    return upTo(end ?? total) - upTo(from);
  }
  return (
    <div className={classes.panel} data-compact={props.isCompact || undefined}>
      <LogToolbar
        labels={labels}
        text={text}
        onText={setText}
        found={needle === '' ? null : found}
        findField={findField}
        lineField={lineField}
        onGoToLine={goToLine}
        line={line}
        onStep={goToHit}
        groups={source.groups.length === 0 || areProblemsOnly ? null : folds}
        isLive={isLive}
        isFollowing={wantsFollow}
        onFollow={follow}
        areProblemsOnly={areProblemsOnly}
        onProblemsOnly={setAreProblemsOnly}
        isWrapped={isWrapped}
        onWrap={setIsWrapped}
        count={areProblemsOnly ? problems.numbers.length : total}
        copyRefusal={total > mostCopied && !areProblemsOnly ? labels.tooLongToCopy : null}
        copyText={copyText}
        downloadHref={props.downloadHref}
      />
      {props.note}
      {total === 0 && props.empty !== undefined ? (
        props.empty
      ) : (
        <div className={classes.body}>
          <LogView
            labels={labels}
            source={source}
            rows={rows}
            areProblemsOnly={areProblemsOnly}
            groups={areProblemsOnly || source.groups.length === 0 ? null : folds.groups}
            isOpen={folds.isOpen}
            onToggle={folds.toggle}
            hitsIn={hitsIn}
            time={props.time}
            isWrapped={isWrapped}
            isFollowing={isFollowing}
            onLetGo={letGo}
            needle={needle}
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
