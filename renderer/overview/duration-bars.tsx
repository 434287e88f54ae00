import { useState, type KeyboardEvent } from 'react';
import { Button } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { Link, useLocation } from 'wouter';
import type { OverviewAnswer } from '../../contract/overview.ts';
import { useProcessTitle } from '../api/queries.ts';
import { StatusWord } from '../ui/status-word.tsx';
import { outcomeState } from '../words/states.ts';
import { useWords, type Speech } from '../words/words.tsx';
import bars from './duration-bars.module.css';
import classes from './overview.module.css';

type Duration = OverviewAnswer['durations'][number];

const isGood = ({ outcome }: Duration): boolean => outcome === 'succeeded';

/** The durations of the last runs as bars, red with a cross below where a run did not succeed; and the same as a table. */
export function DurationBars({ durations }: { readonly durations: readonly Duration[] }) {
  const speech = useWords();
  const { w } = speech;
  const words = w.overview.durations;
  const [isTable, setIsTable] = useState(false);
  if (durations.length === 0) {
    return (
      <section>
        <h2 className={classes.heading}>{words.title}</h2>
        <p className={classes.none}>{words.none}</p>
      </section>
    );
  }
  return (
    <section>
      <h2 className={classes.heading}>{words.title}</h2>
      <p className={classes.lead}>{summaryOf(durations, speech)}</p>
      {isTable ? <DurationTable durations={durations} /> : <Bars durations={durations} />}
      <div className={bars.legend}>
        <span>
          <i data-kind="good" /> ✓ {words.succeeded}
        </span>
        <span>
          <i data-kind="bad" /> ✕ {words.failed}
        </span>
        <Button size="compact-xs" variant="default" aria-pressed={isTable} onClick={() => setIsTable(!isTable)}>
          {words.asTable}
        </Button>
      </div>
    </section>
  );
}

function summaryOf(durations: readonly Duration[], { w, count, times }: Speech): string {
  const sorted = durations.map(({ durationMs }) => durationMs).sort((one, other) => one - other);
  return count(w.overview.durations.summary, durations.length, {
    failed: times.number(durations.filter((each) => !isGood(each)).length),
    longest: times.duration(sorted.at(-1) ?? 0),
    median: times.duration(sorted[Math.floor((sorted.length - 1) / 2)] ?? 0),
  });
}

function labelOf(duration: Duration, { w, say, times }: Speech, titleOf: (process: string) => string): string {
  return say(w.overview.durations.bar, {
    process: titleOf(duration.process),
    result: w.states.run[duration.outcome],
    duration: times.duration(duration.durationMs),
    time: times.full(duration.endedAt),
  });
}

/**
 * A square-root scale, so that runs of seconds and of an hour are both visible. Half the height is a quarter of the time; the scale is
 * labelled.
 */
const heightOf = (share: number): number => Math.max(0.02, Math.sqrt(share));

/** The least width of a bar with its gap, in px. */
const barPx = 9;

/** As many of the latest runs as fit. One tab stop: arrows move from bar to bar, Enter opens the run. */
function Bars({ durations: all }: { readonly durations: readonly Duration[] }) {
  const { ref, width } = useElementSize();
  const durations = width === 0 ? all : all.slice(-Math.max(1, Math.floor(width / barPx)));
  const speech = useWords();
  const titleOf = useProcessTitle();
  const [, navigate] = useLocation();
  const [chosen, setActive] = useState(durations.length - 1);
  const active = Math.min(chosen, durations.length - 1);
  const longest = Math.max(...durations.map(({ durationMs }) => durationMs), 1);
  const idOf = (index: number) => `duration-${index}`;
  function onKeyDown(event: KeyboardEvent): void {
    const last = durations.length - 1;
    const to = { ArrowLeft: active - 1, ArrowRight: active + 1, Home: 0, End: last }[event.key];
    const run = durations[active];
    if (to !== undefined) setActive(Math.max(0, Math.min(last, to)));
    else if (event.key === 'Enter' && run) navigate(`/runs/${run.runId}`);
    else return;
    event.preventDefault();
  }
  return (
    <div className={bars.chart}>
      <span className={bars.top}>{speech.times.duration(longest)}</span>
      <span className={bars.middle}>{speech.times.duration(longest / 4)}</span>
      <div
        ref={ref}
        className={bars.bars}
        role="listbox"
        aria-label={speech.w.overview.durations.label}
        aria-orientation="horizontal"
        aria-activedescendant={idOf(active)}
        tabIndex={0}
        onKeyDown={onKeyDown}
      >
        {durations.map((duration, index) => (
          <div
            key={duration.runId}
            id={idOf(index)}
            role="option"
            aria-selected={index === active}
            aria-label={labelOf(duration, speech, titleOf)}
            title={labelOf(duration, speech, titleOf)}
            className={bars.column}
            onClick={() => navigate(`/runs/${duration.runId}`)}
          >
            <span
              className={bars.bar}
              data-kind={isGood(duration) ? 'good' : 'bad'}
              style={{ height: `calc((100% - 1.25rem) * ${heightOf(duration.durationMs / longest)})` }}
            />
            <span className={bars.cross} aria-hidden="true">
              {isGood(duration) ? '' : '✕'}
            </span>
          </div>
        ))}
      </div>
    </div>
  );
}

function DurationTable({ durations }: { readonly durations: readonly Duration[] }) {
  const { w, times } = useWords();
  const words = w.overview.durations;
  const titleOf = useProcessTitle();
  return (
    <div className={classes.tableBox} tabIndex={0} role="region" aria-label={words.label}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{words.process}</th>
            <th scope="col">{words.ended}</th>
            <th scope="col">{words.took}</th>
            <th scope="col">{words.result}</th>
          </tr>
        </thead>
        <tbody>
          {durations.toReversed().map((duration) => (
            <tr key={duration.runId}>
              <th scope="row">
                <Link href={`/runs/${duration.runId}`}>{titleOf(duration.process)}</Link>
              </th>
              <td>{times.full(duration.endedAt)}</td>
              <td>{times.duration(duration.durationMs)}</td>
              <td>
                <StatusWord {...outcomeState(duration.outcome, w)} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
