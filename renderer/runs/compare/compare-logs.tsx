import { useMemo, useRef, useState, type ReactNode } from 'react';
import { Checkbox } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useVirtualizer } from '@tanstack/react-virtual';
import type { RunDetail } from '../../../contract/run.ts';
import { compareWords } from '../../words/compare-words.ts';
import { useWords, type Speech } from '../../words/words.tsx';
import classes from './compare.module.css';
import { mostCompared, onlyDifferences, unified, type LogDiff, type ShownRow, type UnifiedRow } from './log-diff.ts';
import { useComparedLog } from './use-compared-log.ts';
import { useLogDiff } from './use-log-diff.ts';

interface CompareLogsProps {
  readonly left: RunDetail;
  readonly right: RunDetail;
}

/** Both logs line by line: side by side, or under 900 px one under the other. */
export function CompareLogs({ left, right }: CompareLogsProps) {
  const { say, times, sayProblem, language } = useWords();
  const words = compareWords[language];
  const [ignoreTimes, setIgnoreTimes] = useState(true);
  const [ignoreDigits, setIgnoreDigits] = useState(false);
  const [isShort, setIsShort] = useState(true);
  const [one, other] = [useComparedLog(left), useComparedLog(right)];
  const diff = useLogDiff(one.data, other.data, { ignoreTimes, ignoreDigits });
  const error = one.error ?? other.error;
  const totals = [one.data?.total ?? 0, other.data?.total ?? 0] as const;
  return (
    <section className={classes.logs} aria-labelledby="compare-log" aria-busy={diff === null && error === null}>
      <h2 id="compare-log" className={classes.heading}>
        {words.log}
      </h2>
      <div className={classes.tools}>
        <Checkbox
          size="xs"
          label={words.ignoreTimes}
          checked={ignoreTimes}
          onChange={(event) => setIgnoreTimes(event.currentTarget.checked)}
        />
        <Checkbox
          size="xs"
          label={words.ignoreDigits}
          checked={ignoreDigits}
          onChange={(event) => setIgnoreDigits(event.currentTarget.checked)}
        />
        <Checkbox
          size="xs"
          label={words.onlyDifferences}
          checked={isShort}
          onChange={(event) => setIsShort(event.currentTarget.checked)}
        />
      </div>
      <p role="status" className={classes.dim}>
        {error !== null
          ? say(words.problem, { problem: sayProblem(error) })
          : diff === null
            ? words.working
            : summaryOf(diff, words, times.number, say)}
      </p>
      {Math.max(...totals) > mostCompared ? (
        <p className={classes.note}>
          {say(words.cut, {
            n: times.number(mostCompared),
            left: times.number(totals[0]),
            right: times.number(totals[1]),
          })}
        </p>
      ) : null}
      {diff === null || (diff.onlyLeft + diff.onlyRight === 0 && isShort) ? null : (
        <DiffTable diff={diff} isShort={isShort} />
      )}
    </section>
  );
}

function summaryOf(
  diff: LogDiff,
  words: (typeof compareWords)['en'],
  number: (value: number) => string,
  say: Speech['say'],
): string {
  const { same, onlyLeft, onlyRight, isGivenUp } = diff;
  if (isGivenUp) return words.tooDifferent;
  if (onlyLeft + onlyRight === 0) return same === 0 ? words.none : words.equal;
  return say(words.summary, { gone: number(onlyLeft), added: number(onlyRight), same: number(same) });
}

const rowPx = 20;

/** The rows, of which only those in view are drawn: lines wrap, so each is measured. */
function DiffTable({ diff, isShort }: { readonly diff: LogDiff; readonly isShort: boolean }) {
  const { language } = useWords();
  const words = compareWords[language];
  const isNarrow = useMediaQuery('(max-width: 56.1875em)', false, { getInitialValueInEffect: false });
  const rows = useMemo((): readonly (ShownRow | UnifiedRow)[] => {
    const shown: readonly ShownRow[] = isShort ? onlyDifferences(diff.rows) : diff.rows;
    return isNarrow ? unified(shown) : shown;
  }, [diff, isShort, isNarrow]);
  const box = useRef<HTMLDivElement>(null);
  // eslint-disable-next-line react-hooks/incompatible-library -- the compiler is not used, so nothing memoises its functions
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => rowPx,
    overscan: 20,
  });
  return (
    <div ref={box} className={classes.box} role="region" aria-label={words.region} tabIndex={0}>
      <div role="table" aria-label={words.log} aria-rowcount={rows.length}>
        <div role="rowgroup" className={classes.sheet} style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map((item) => (
            <div
              key={item.key}
              ref={virtual.measureElement}
              data-index={item.index}
              role="row"
              aria-rowindex={item.index + 1}
              className={isNarrow ? classes.unified : classes.split}
              style={{ transform: `translateY(${item.start}px)` }}
            >
              <Row row={rows[item.index]!} />
            </div>
          ))}
        </div>
      </div>
    </div>
  );
}

function Row({ row }: { readonly row: ShownRow | UnifiedRow }) {
  const { count, language } = useWords();
  const words = compareWords[language];
  if (row.kind === 'skipped')
    return (
      <div role="cell" className={classes.skipped}>
        {count(words.skipped, row.count)}
      </div>
    );
  if ('number' in row)
    return (
      <Side kind={row.kind === 'same' ? 'same' : row.kind} number={row.number}>
        {row.text}
      </Side>
    );
  const isSame = row.kind === 'same';
  return (
    <>
      <Side kind={isSame ? 'same' : row.left === null ? 'empty' : 'left'} number={row.left?.number ?? null}>
        {row.left?.text ?? ''}
      </Side>
      <Side kind={isSame ? 'same' : row.right === null ? 'empty' : 'right'} number={row.right?.number ?? null}>
        {row.right?.text ?? ''}
      </Side>
    </>
  );
}

interface SideProps {
  readonly kind: 'same' | 'left' | 'right' | 'empty';
  readonly number: number | null;
  readonly children: ReactNode;
}

const marks = { same: '', left: '−', right: '+', empty: '' } as const;

/** A line of one side: its number, a sign that is also said in words, and the text. */
function Side({ kind, number, children }: SideProps) {
  const { language } = useWords();
  const words = compareWords[language];
  const said = kind === 'left' ? words.onlyLeft : kind === 'right' ? words.onlyRight : null;
  return (
    <div role="cell" className={classes.side} data-kind={kind}>
      <span className={classes.number}>{number ?? ''}</span>
      <span
        className={classes.mark}
        {...(said === null ? { 'aria-hidden': true } : { role: 'img', 'aria-label': said })}
      >
        {marks[kind]}
      </span>
      <span className={classes.text}>{children}</span>
    </div>
  );
}
