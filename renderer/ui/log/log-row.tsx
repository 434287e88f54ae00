import type { LogEntry } from './log-entry.ts';
import type { LogLabels } from './log-labels.ts';
import { LogLine } from './log-line.tsx';
import type { LogViewProps } from './log-view-props.ts';
import classes from './log-view.module.css';
import type { LogScroll } from './use-log-scroll.ts';

type LogTail = LogViewProps['source']['tail'];

/** A positioned row; a function instead of a component, because every visible line is rendered at each scroll. */
export function drawLogRow(props: LogViewProps, tail: LogTail, topOf: LogScroll['topOf'], row: number) {
  const { labels, source, reading, line } = props;
  const { rows } = reading;
  const groups = reading.folds?.groups ?? null;
  const isTail = row >= rows.count;
  const number = isTail ? 0 : rows.numberAt(row);
  const entry = isTail ? tailEntry(labels, tail, row - rows.count) : source.lineAt(number);
  const group = isTail ? undefined : groups?.headedBy(number);
  return (
    <div
      key={isTail ? `tail ${row - rows.count}` : number}
      data-row={row}
      className={classes.place}
      style={{ transform: `translateY(${topOf(row)}px)` }}
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
          needle={reading.needle}
          isActive={!isTail && number === line}
          href={isTail ? null : props.hrefOf(number)}
          depth={isTail || groups === null ? 0 : groups.around(number).length}
          lines={
            group === undefined
              ? null
              : Math.max(0, (group.to === null ? (group.end ?? source.total) : group.to - 1) - number)
          }
          isOpen={group !== undefined && reading.isOpen(group)}
          hits={group === undefined ? 0 : reading.hitsIn(group)}
        />
      )}
    </div>
  );
}

/** A mark for the omitted lines, then the latest lines. */
function tailEntry(labels: LogLabels, tail: LogTail, index: number): LogEntry | undefined {
  if (index > 0) return tail?.lines[index - 1];
  return { number: 0, at: tail?.lines[0]?.at ?? 0, level: 'rota', text: labels.leftOutSoFar(tail?.leftOut ?? 0) };
}
