import { useState } from 'react';
import { Button } from '@mantine/core';
import { Link, useLocation } from 'wouter';
import type { Run } from '../../../contract/run.ts';
import { mostOfTrend } from '../../api/schedule-page.ts';
import { Segmented } from '../../ui/segmented.tsx';
import { SkeletonRows } from '../../ui/states.tsx';
import { StatusWord } from '../../ui/status-word.tsx';
import { schedulePageWords } from '../../words/schedule-page-words.ts';
import { outcomeState } from '../../words/states.ts';
import { useWords, type Speech } from '../../words/words.tsx';
import classes from './trend.module.css';
import page from './page.module.css';
import { trendOf, type TrendFigures, type TrendRun } from './trend-figures.ts';

const few = 30;

/** How long the last runs took and how they ended: a picture, its summary in words, and the same as a table. */
export function Trend({ runs }: { readonly runs: readonly Run[] | undefined }) {
  const speech = useWords();
  const { say, language } = speech;
  const words = schedulePageWords[language];
  const [most, setMost] = useState(few);
  const [isTable, setIsTable] = useState(false);
  const figures = runs === undefined ? null : trendOf(runs, most);
  return (
    <section aria-labelledby="schedule-trend">
      <h2 id="schedule-trend" className={page.heading}>
        {words.sections.trend}
      </h2>
      {runs === undefined ? (
        <SkeletonRows rows={3} />
      ) : figures === null ? (
        <p className={page.dim}>{words.trend.none}</p>
      ) : (
        <>
          <p className={page.more}>{summaryOf(figures, speech)}</p>
          {isTable ? <TrendTable figures={figures} /> : <TrendPicture figures={figures} />}
          <div className={classes.tools}>
            <span className={classes.key}>
              <i data-kind="good" /> ✓ {words.trend.good}
            </span>
            <span className={classes.key}>
              <i data-kind="bad" /> ✕ {words.trend.bad}
            </span>
            {figures.notRun === 0 ? null : (
              <span className={classes.key}>
                <i data-kind="not" /> {words.trend.not}
              </span>
            )}
            <span className={classes.choices}>
              {runs.length <= few ? null : (
                <Segmented
                  label={words.trend.show}
                  value={String(most)}
                  onChange={(value) => setMost(Number(value))}
                  options={[few, mostOfTrend].map((n) => ({ value: String(n), label: say(words.trend.last, { n }) }))}
                />
              )}
              <Button size="compact-xs" variant="default" aria-pressed={isTable} onClick={() => setIsTable(!isTable)}>
                {words.trend.table}
              </Button>
            </span>
          </div>
        </>
      )}
    </section>
  );
}

function summaryOf(figures: TrendFigures, { say, count, times, language }: Speech): string {
  const words = schedulePageWords[language].trend;
  const { ran, good, notRun, medianMs, longestMs, lately } = figures;
  const parts = [
    say(words.rate, { good: times.number(good), n: times.number(ran), rate: times.percent(good / ran) }),
    say(words.usual, { duration: times.duration(medianMs) }),
    say(words.longest, { duration: times.duration(longestMs) }),
    ...(notRun === 0 ? [] : [count(words.notRun, notRun)]),
  ].join(' · ');
  if (lately === null) return parts;
  const change = say(words.lately, {
    n: times.number(lately.n),
    now: times.duration(lately.nowMs),
    before: times.duration(lately.beforeMs),
  });
  return `${parts}. ${change}`;
}

const barPx = 8;
const gapPx = 3;
const barsPx = 96;
const crossPx = 14;

const kindOf = ({ outcome, durationMs }: TrendRun): 'good' | 'bad' | 'not' =>
  durationMs === null ? 'not' : outcome === 'succeeded' ? 'good' : 'bad';

/** A square-root scale, so that runs of seconds and of an hour can both be seen. */
const heightOf = (share: number): number => Math.max(2, Math.round(barsPx * Math.sqrt(share)));

/** Bars, oldest on the left: failed ones have a cross below, what did not run is a short line. A click opens the run. */
function TrendPicture({ figures }: { readonly figures: TrendFigures }) {
  const speech = useWords();
  const { say, times, w, language } = speech;
  const words = schedulePageWords[language].trend;
  const [, navigate] = useLocation();
  const { runs, longestMs, medianMs } = figures;
  const width = runs.length * (barPx + gapPx);
  const line = barsPx - heightOf(longestMs === 0 ? 1 : medianMs / longestMs);
  const label = say(words.picture, { n: times.number(runs.length), summary: summaryOf(figures, speech) });
  return (
    <div className={classes.chart}>
      <span className={classes.scale} aria-hidden="true">
        {times.duration(longestMs)}
      </span>
      <div className={classes.box}>
        <svg role="img" aria-label={label} width={width} height={barsPx + crossPx} className={classes.picture}>
          <line x1={0} x2={width} y1={line} y2={line} className={classes.median} />
          <line x1={0} x2={width} y1={barsPx} y2={barsPx} className={classes.floor} />
          {runs.map((run, index) => {
            const kind = kindOf(run);
            const height = run.durationMs === null ? 3 : heightOf(longestMs === 0 ? 1 : run.durationMs / longestMs);
            const x = index * (barPx + gapPx);
            const title = say(words.bar, {
              time: times.full(run.at),
              result: w.states.run[run.outcome],
              duration: run.durationMs === null ? '—' : times.duration(run.durationMs),
            });
            return (
              <g key={run.id} className={classes.run} onClick={() => navigate(`/runs/${run.id}`)}>
                <title>{title}</title>
                <rect x={x} y={0} width={barPx + gapPx} height={barsPx + crossPx} className={classes.target} />
                <rect
                  x={x}
                  y={barsPx - height}
                  width={barPx}
                  height={height}
                  data-kind={kind}
                  className={classes.bar}
                />
                {kind === 'bad' ? (
                  <text x={x + barPx / 2} y={barsPx + crossPx - 2} className={classes.cross}>
                    ✕
                  </text>
                ) : null}
              </g>
            );
          })}
        </svg>
      </div>
    </div>
  );
}

function TrendTable({ figures }: { readonly figures: TrendFigures }) {
  const { w, times, language } = useWords();
  const words = schedulePageWords[language];
  return (
    <div className={classes.tableBox} tabIndex={0} role="region" aria-label={words.sections.trend}>
      <table className={page.table}>
        <thead>
          <tr>
            <th scope="col">{words.trend.started}</th>
            <th scope="col">{words.trend.took}</th>
            <th scope="col">{words.trend.result}</th>
          </tr>
        </thead>
        <tbody>
          {figures.runs.toReversed().map(({ id, at, outcome, durationMs }) => (
            <tr key={id}>
              <th scope="row">
                <Link href={`/runs/${id}`}>{times.full(at)}</Link>
              </th>
              <td>{durationMs === null ? '—' : times.duration(durationMs)}</td>
              <td>
                <StatusWord {...outcomeState(outcome, w)} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
