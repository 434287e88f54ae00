import { memo, type ReactNode } from 'react';
import { readAnsi, withoutAnsi } from './ansi.ts';
import { rangesIn } from './find-in-line.ts';
import classes from './log-view.module.css';

export const logLevels = ['info', 'notice', 'warning', 'error', 'stderr', 'rota'] as const;
export type LogLevel = (typeof logLevels)[number];

export interface LogEntry {
  readonly number: number;
  readonly at: number;
  readonly level: LogLevel;
  readonly text: string;
}

export interface LogLineProps {
  readonly entry: LogEntry;
  readonly time: string;
  readonly level: string;
  /** Folded; '' marks nothing. */
  readonly needle: string;
  readonly isActive: boolean;
  readonly href: string;
}

/** One line: number (its address), time, level as a word, text with the colours of the program. */
export const LogLine = memo(function LogLine({ entry, time, level, needle, isActive, href }: LogLineProps) {
  return (
    <div className={classes.line} data-level={entry.level} data-active={isActive || undefined} data-line={entry.number}>
      <a className={classes.number} href={href} tabIndex={-1} data-action="line">
        {entry.number}
      </a>
      <span className={classes.time}>{time}</span>
      <span className={classes.level}>{level}</span>
      <span className={classes.text}>{drawn(entry.text, needle)}</span>
    </div>
  );
});

/** The text in its colours, with the places of the needle marked. */
function drawn(text: string, needle: string): ReactNode {
  const spans = readAnsi(text);
  const ranges = rangesIn(spans.length === 1 ? (spans[0]?.text ?? '') : withoutAnsi(text), needle);
  let at = 0;
  return spans.map((span, index) => {
    const from = at;
    at += span.text.length;
    const content = ranges.length === 0 ? span.text : marked(span.text, from, ranges);
    return span.classes.length === 0 ? (
      <span key={index}>{content}</span>
    ) : (
      <span key={index} className={span.classes.map((name) => classes[name] ?? '').join(' ')}>
        {content}
      </span>
    );
  });
}

function marked(text: string, from: number, ranges: readonly (readonly [number, number])[]): ReactNode[] {
  const pieces: ReactNode[] = [];
  let at = 0;
  for (const [start, end] of ranges) {
    const first = Math.max(start - from, at);
    const last = Math.min(end - from, text.length);
    if (last <= first || first < 0) continue;
    pieces.push(text.slice(at, first), <mark key={start}>{text.slice(first, last)}</mark>);
    at = last;
  }
  pieces.push(text.slice(at));
  return pieces;
}
