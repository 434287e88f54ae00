import { memo, type ReactNode } from 'react';
import { readAnsi, withoutAnsi } from './ansi.ts';
import { rangesIn } from './find-in-line.ts';
import type { LogEntry } from './log-entry.ts';
import type { LogLabels } from './log-labels.ts';
import classes from './log-view.module.css';

export interface LogLineProps {
  readonly entry: LogEntry;
  readonly labels: LogLabels;
  readonly time: string;
  /** The normalised search text; '' marks nothing. */
  readonly needle: string;
  readonly isActive: boolean;
  /** Its address; null while it has no number. */
  readonly href: string | null;
  /** How many groups contain it. */
  readonly depth: number;
  /** If it is the title of a group: how many lines the group has. */
  readonly lines: number | null;
  readonly isOpen: boolean;
  /** Lines of the closed group that match the search. */
  readonly hits: number;
}

/** Deeper groups get no further indent. */
const deepest = 8;

/** One line: number (a link), time, level as a word, text with the program's colours; or the title of a group. */
export const LogLine = memo(function LogLine(props: LogLineProps) {
  const { entry, labels, time, needle, isActive, href, lines } = props;
  const level = labels.level(entry.level);
  const text = entry.level === 'rota' ? labels.ofRota(entry.text) : entry.text;
  const isMark = entry.level === 'rota' && (href === null || text !== entry.text);
  const depth = Math.min(props.depth, deepest);
  return (
    <div
      className={classes.line}
      data-level={entry.level}
      data-active={isActive || undefined}
      data-line={entry.number === 0 || href === null ? undefined : entry.number}
      data-mark={isMark || undefined}
    >
      {href === null ? (
        <span className={classes.number} />
      ) : (
        <a className={classes.number} href={href} tabIndex={-1} data-action="line">
          {entry.number}
        </a>
      )}
      <span className={classes.time}>{time}</span>
      <span className={classes.level}>{level}</span>
      <span className={classes.text} style={depth === 0 ? undefined : { paddingInlineStart: `${depth}rem` }}>
        {lines === null ? drawn(text, needle) : <GroupTitle {...props} lines={lines} />}
      </span>
    </div>
  );
});

/** A group's title toggles it. */
function GroupTitle({ entry, labels, needle, lines, isOpen, hits }: LogLineProps & { readonly lines: number }) {
  const title = /::[^:]*::(.*)$/s.exec(entry.text)?.[1]?.trim() ?? '';
  return (
    <button type="button" className={classes.group} aria-expanded={isOpen} data-action="fold">
      <span className={classes.chevron} aria-hidden="true" />
      <span className={classes.title}>{title === '' ? labels.untitled : drawn(title, needle)}</span>
      <span className={classes.inside}>
        {labels.lines(lines)}
        {hits === 0 || isOpen ? null : ` · ${labels.matches(hits)}`}
      </span>
    </button>
  );
}

/** The coloured text, with the matches marked. */
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
