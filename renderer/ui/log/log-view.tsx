import { useEffect, useLayoutEffect, useRef, type KeyboardEvent, type MouseEvent } from 'react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { LogLine, type LogEntry, type LogLevel } from './log-line.tsx';
import classes from './log-view.module.css';
import { printedRows, usePrinting } from '../use-printing.ts';
import { useTextScale } from '../text-scale.ts';

export interface LogViewProps {
  readonly label: string;
  readonly lines: readonly LogEntry[];
  /** Another number whenever `lines` holds something else: the list itself may be the same one, grown. */
  readonly version: number;
  readonly time: (at: number) => string;
  readonly levelWord: (level: LogLevel) => string;
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

/** The room above the first and below the last line. */
const edgePx = 4;

/** What was in view, in px of the whole log. */
interface Seen {
  readonly top: number;
  readonly bottom: number;
}

const seenOf = ({ scrollTop, clientHeight }: HTMLElement): Seen => ({
  top: scrollTop,
  bottom: scrollTop + clientHeight,
});

/** Both edges went up: a window that only became taller or lower moves one of them, and is not the reader's scrolling. */
function hasScrolledUp(box: HTMLElement, before: Seen): boolean {
  const now = seenOf(box);
  const isAtEnd = box.scrollHeight - now.bottom < lineHeight * 2;
  return !isAtEnd && now.top < before.top - 1 && now.bottom < before.bottom - 1;
}

/** A log of any length: only the lines in view are in the document. A focusable region; not role=log, which is too chatty. */
export function LogView(props: LogViewProps) {
  const { label, lines, version, time, levelWord, isWrapped, isFollowing, onLetGo, needle, activeLine } = props;
  const { hrefOf, onLine, onKey } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const seen = useRef<Seen>({ top: 0, bottom: 0 });
  const linePx = lineHeight * useTextScale();
  // eslint-disable-next-line react-hooks/incompatible-library -- the compiler is not used, so nothing memoises its functions
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => linePx,
    overscan: usePrinting() ? printedRows : 24,
    scrollPaddingEnd: edgePx,
    initialRect: { width: 1000, height: 600 },
  });
  useEffect(() => virtual.measure(), [virtual, linePx]);
  const height = virtual.getTotalSize();

  useLayoutEffect(() => {
    const box = scroller.current;
    if (!isFollowing || !box) return;
    // Lines may be drawn between the reader's scrolling and its event: the reader wins.
    if (hasScrolledUp(box, seen.current)) onLetGo();
    else box.scrollTop = box.scrollHeight;
    seen.current = seenOf(box);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- what was drawn decides, not a new function of the owner
  }, [isFollowing, version, height, lines]);

  useEffect(() => {
    if (activeLine === null) return;
    const index = lines.findIndex((line) => line.number === activeLine);
    if (index >= 0) virtual.scrollToIndex(index, { align: 'center' });
    // eslint-disable-next-line react-hooks/exhaustive-deps -- a new goal scrolls, and the arrival of the goal's line; not each new line
  }, [activeLine, lines.length > 0 && activeLine !== null && (lines.at(-1)?.number ?? 0) >= activeLine]);

  // What stands above the log may come later than the log, and takes of its height: the line that was in view stays there.
  useEffect(() => {
    const box = scroller.current;
    if (activeLine === null || !box) return undefined;
    let heightBefore = box.clientHeight;
    const watcher = new ResizeObserver(() => {
      const index = lines.findIndex((line) => line.number === activeLine);
      const at = virtual.measurementsCache[index]?.start ?? -1;
      const { scrollTop, clientHeight } = box;
      const wasInView = at >= scrollTop && at < scrollTop + heightBefore;
      heightBefore = clientHeight;
      if (wasInView) virtual.scrollToIndex(index, { align: 'auto' });
    });
    watcher.observe(box);
    return () => watcher.disconnect();
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the list grows in place, and the virtualiser is one
  }, [activeLine, lines]);

  function onScroll(): void {
    const box = scroller.current;
    if (!box) return;
    if (isFollowing && hasScrolledUp(box, seen.current)) onLetGo();
    seen.current = seenOf(box);
  }
  function onClick(event: MouseEvent): void {
    const number = (event.target as Element).closest<HTMLElement>('[data-action=line]');
    const line = number?.closest<HTMLElement>('[data-line]')?.dataset['line'];
    if (line === undefined || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    onLine(Number(line));
  }
  return (
    <div
      ref={scroller}
      className={classes.log}
      role="region"
      aria-label={label}
      tabIndex={0}
      data-wrap={isWrapped || undefined}
      onScroll={onScroll}
      onClick={onClick}
      onKeyDown={onKey}
    >
      <div className={classes.sheet} style={{ height }}>
        {virtual.getVirtualItems().map((item) => {
          const entry = lines[item.index];
          return entry === undefined ? null : (
            <div
              key={item.key}
              ref={isWrapped ? virtual.measureElement : undefined}
              data-index={item.index}
              className={classes.place}
              style={{ transform: `translateY(${item.start}px)` }}
            >
              <LogLine
                entry={entry}
                time={time(entry.at)}
                level={levelWord(entry.level)}
                needle={needle}
                isActive={entry.number === activeLine}
                href={hrefOf(entry.number)}
              />
            </div>
          );
        })}
      </div>
    </div>
  );
}
