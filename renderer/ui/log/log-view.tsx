import { useEffect, useLayoutEffect, useRef, type KeyboardEvent, type MouseEvent } from 'react';
import type { LogGroup, LogGroups } from './log-groups.ts';
import type { LogLabels } from './log-labels.ts';
import type { LogEntry } from './log-entry.ts';
import { LogLine } from './log-line.tsx';
import type { LogRows } from './log-rows.ts';
import type { LogSource } from './log-source.ts';
import classes from './log-view.module.css';
import { useLogScroll } from './use-log-scroll.ts';
import { printedRows, usePrinting } from '../use-printing.ts';
import { useTextScale } from '../text-scale.ts';

export interface LogViewProps {
  readonly labels: LogLabels;
  readonly source: LogSource;
  readonly rows: LogRows;
  /** Another value where other lines are shown, not only more of them. */
  readonly areProblemsOnly: boolean;
  /** Null where lines do not fold. */
  readonly groups: LogGroups | null;
  readonly isOpen: (group: LogGroup) => boolean;
  readonly onToggle: (group: LogGroup) => void;
  readonly hitsIn: (group: LogGroup) => number;
  readonly time: (at: number) => string;
  readonly isWrapped: boolean;
  readonly isFollowing: boolean;
  /** The reader scrolled up. */
  readonly onLetGo: () => void;
  readonly needle: string;
  /** The line that find, an error key or the address points at. */
  readonly activeLine: number | null;
  readonly hrefOf: (line: number) => string;
  readonly onLine: (line: number) => void;
  readonly onKey: (event: KeyboardEvent) => void;
}

/** In px, at the usual size of text. */
const lineHeight = 19;
const overscanRows = 24;

/** A log of any length: only the lines in view are in the document. A focusable region; not role=log, which is too chatty. */
export function LogView(props: LogViewProps) {
  const { labels, source, rows, areProblemsOnly, groups, isWrapped, isFollowing, onLetGo, activeLine, onLine } = props;
  const linePx = lineHeight * useTextScale();
  const tail = areProblemsOnly ? null : source.tail;
  const isPrinting = usePrinting();
  const { box, ...scroll } = useLogScroll(rows, {
    linePx,
    isMeasured: isWrapped,
    overscan: isPrinting ? printedRows : overscanRows,
    extraRows: tail === null ? 0 : tail.lines.length + 1,
  });
  const { from, until, firstSeen, lastSeen, sheetPx, windowPx } = scroll;
  const { want, wantProblems, total } = source;

  useEffect(() => {
    const first = Math.max(0, Math.min(firstSeen, rows.count - 1));
    const last = Math.min(lastSeen, rows.count - 1);
    if (rows.count === 0 || last < first) return;
    if (areProblemsOnly)
      wantProblems(Array.from({ length: last - first + 1 }, (_, index) => rows.numberAt(first + index)));
    // Groups that are closed hide lines in between, which need not be there.
    else if (rows.numberAt(last) - rows.numberAt(first) < 2000) want(rows.numberAt(first), rows.numberAt(last));
    else for (const row of [first, last]) want(rows.numberAt(row), rows.numberAt(row));
  }, [rows, areProblemsOnly, firstSeen, lastSeen, total, want, wantProblems]);

  useLayoutEffect(() => {
    if (!isFollowing) return;
    // Lines may be drawn between the reader's scrolling and its event: the reader wins.
    if (scroll.hasGoneUp()) onLetGo();
    else scroll.toEnd();
    // eslint-disable-next-line react-hooks/exhaustive-deps -- what was drawn decides, not a new function of the owner
  }, [isFollowing, source, sheetPx, windowPx, rows]);

  const activeRow = activeLine === null ? -1 : rows.rowOf(activeLine);
  const isActiveShown = activeRow >= 0 && activeRow < rows.count && rows.numberAt(activeRow) === activeLine;
  useEffect(() => {
    if (isActiveShown) scroll.toRow(activeRow, true);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- a new goal scrolls, and the arrival of the goal's line; not each new line
  }, [activeLine, isActiveShown]);

  // What stands above the log may come later than the log, and takes of its height: the line that was in view stays there.
  const latest = useRef({ activeRow, isActiveShown, scroll });
  useEffect(() => {
    latest.current = { activeRow, isActiveShown, scroll };
  });
  useEffect(() => {
    const element = box.current;
    if (activeLine === null || !element) return undefined;
    let wasInView = true;
    const watcher = new ResizeObserver(() => {
      const { activeRow: row, isActiveShown: isShown, scroll: at } = latest.current;
      if (isShown && wasInView) at.toRow(row, false);
    });
    const onScroll = () => {
      const { activeRow: row, scroll: at } = latest.current;
      wasInView = row >= at.firstSeen && row <= at.lastSeen;
    };
    watcher.observe(element);
    element.addEventListener('scrollend', onScroll);
    return () => {
      watcher.disconnect();
      element.removeEventListener('scrollend', onScroll);
    };
  }, [activeLine, box]);

  function onClick(event: MouseEvent): void {
    const target = (event.target as Element).closest<HTMLElement>('[data-action]');
    const number = Number(target?.closest<HTMLElement>('[data-line]')?.dataset['line']);
    if (!target || !number || event.ctrlKey || event.metaKey) return;
    if (target.dataset['action'] === 'fold') {
      const group = groups?.headedBy(number);
      if (group) props.onToggle(group);
      return;
    }
    event.preventDefault();
    onLine(number);
  }
  function onKey(event: KeyboardEvent): void {
    if ((event.key === 'Home' || event.key === 'End') && !event.shiftKey && !event.altKey) {
      event.preventDefault();
      if (event.key === 'End') return scroll.toEnd();
      if (isFollowing) onLetGo();
      return scroll.toBegin();
    }
    props.onKey(event);
  }
  return (
    <div
      ref={box}
      className={classes.log}
      role="region"
      aria-label={labels.region}
      tabIndex={0}
      data-wrap={isWrapped || undefined}
      onScroll={() => {
        if (scroll.onScroll().wentUp && isFollowing) onLetGo();
      }}
      onClick={onClick}
      onKeyDown={onKey}
    >
      <div className={classes.sheet} style={{ height: sheetPx }}>
        {Array.from({ length: Math.max(0, until - from) }, (_, index) => drawRow(from + index))}
      </div>
    </div>
  );

  function drawRow(row: number) {
    const isTail = row >= rows.count;
    const number = isTail ? 0 : rows.numberAt(row);
    const entry = isTail ? tailEntry(row - rows.count) : source.lineAt(number);
    const group = isTail ? undefined : groups?.headedBy(number);
    return (
      <div
        key={isTail ? `tail ${row - rows.count}` : number}
        data-row={row}
        className={classes.place}
        style={{ transform: `translateY(${scroll.topOf(row)}px)` }}
      >
        {entry === undefined ? (
          <div className={classes.line} data-missing>
            <span className={classes.number}>{number}</span>
          </div>
        ) : (
          <LogLine
            entry={entry}
            labels={labels}
            time={props.time(entry.at)}
            needle={props.needle}
            isActive={!isTail && number === activeLine}
            href={isTail ? null : props.hrefOf(number)}
            depth={isTail || groups === null ? 0 : groups.around(number).length}
            lines={
              group === undefined
                ? null
                : Math.max(0, (group.to === null ? (group.end ?? total) : group.to - 1) - number)
            }
            isOpen={group !== undefined && props.isOpen(group)}
            hits={group === undefined ? 0 : props.hitsIn(group)}
          />
        )}
      </div>
    );
  }

  /** The mark of what is left out so far, then the lines as they are now. */
  function tailEntry(index: number): LogEntry | undefined {
    if (index > 0) return tail?.lines[index - 1];
    return { number: 0, at: tail?.lines[0]?.at ?? 0, level: 'rota', text: labels.leftOutSoFar(tail?.leftOut ?? 0) };
  }
}
