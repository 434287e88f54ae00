import { useLayoutEffect, type KeyboardEvent, type MouseEvent } from 'react';
import { useTextScale } from '../text-scale.ts';
import { printedRows, usePrinting } from '../use-printing.ts';
import { drawLogRow } from './log-row.tsx';
import type { LogViewProps } from './log-view-props.ts';
import classes from './log-view.module.css';
import { useActiveLine } from './use-active-line.ts';
import { useLogScroll } from './use-log-scroll.ts';
import { useWantedLines } from './use-wanted-lines.ts';

/** In px, at normal text size. */
const lineHeight = 19;
const overscanRows = 24;

/** A log of any length, virtualised: only visible lines are in the document. A focusable region; role=log would be too chatty. */
export function LogView(props: LogViewProps) {
  const { labels, source, reading, line, onLine } = props;
  const { rows, areProblemsOnly, isWrapped } = reading;
  const { isFollowing, letGo } = reading.following;
  const linePx = lineHeight * useTextScale();
  const tail = areProblemsOnly ? null : source.tail;
  const isPrinting = usePrinting();
  const { box, ...scroll } = useLogScroll(rows, {
    linePx,
    isMeasured: isWrapped,
    overscan: isPrinting ? printedRows : overscanRows,
    extraRows: tail === null ? 0 : tail.lines.length + 1,
  });
  const { from, until, sheetPx, windowPx } = scroll;
  useWantedLines(source, rows, areProblemsOnly, scroll);

  useLayoutEffect(() => {
    if (!isFollowing) return;
    // Lines may render between a scroll and its event: the reader's scroll wins.
    if (scroll.hasGoneUp()) letGo();
    else scroll.toEnd();
    // eslint-disable-next-line react-hooks/exhaustive-deps -- what was drawn decides, not a new function of the owner
  }, [isFollowing, source, sheetPx, windowPx, rows]);

  useActiveLine(line, rows, box, scroll);

  function onClick(event: MouseEvent): void {
    const target = (event.target as Element).closest<HTMLElement>('[data-action]');
    const number = Number(target?.closest<HTMLElement>('[data-line]')?.dataset['line']);
    if (!target || !number || event.ctrlKey || event.metaKey) return;
    if (target.dataset['action'] === 'fold') {
      const group = reading.folds?.groups.headedBy(number);
      if (group) reading.toggle(group);
      return;
    }
    event.preventDefault();
    onLine(number);
  }
  function onKey(event: KeyboardEvent): void {
    if ((event.key === 'Home' || event.key === 'End') && !event.shiftKey && !event.altKey) {
      event.preventDefault();
      if (event.key === 'End') return scroll.toEnd();
      if (isFollowing) letGo();
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
      data-keys={props.keys}
      data-wrap={isWrapped || undefined}
      onScroll={() => {
        if (scroll.onScroll().wentUp && isFollowing) letGo();
      }}
      onClick={onClick}
      onKeyDown={onKey}
    >
      <div className={classes.sheet} style={{ height: sheetPx }}>
        {Array.from({ length: Math.max(0, until - from) }, (_, index) =>
          drawLogRow(props, tail, scroll.topOf, from + index),
        )}
      </div>
    </div>
  );
}
