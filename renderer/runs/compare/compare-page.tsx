import { Button } from '@mantine/core';
import { IconArrowsLeftRight } from '@tabler/icons-react';
import { Link } from 'wouter';
import type { RunDetail } from '../../../contract/run.ts';
import { CallError } from '../../api/client.ts';
import { useShownName } from '../../api/names.ts';
import { useRun } from '../../api/queries.ts';
import { useRunsOf } from '../../api/schedule-page.ts';
import { useSearchState } from '../../ui/hash-location.ts';
import { ScreenFrame } from '../../ui/screen.tsx';
import { EmptyState, SkeletonRows } from '../../ui/states.tsx';
import { StatusWord } from '../../ui/status-word.tsx';
import { compareWords } from '../../words/compare-words.ts';
import { ProblemPanel } from '../../words/problem-panel.tsx';
import { runState } from '../../words/states.ts';
import { useWords } from '../../words/words.tsx';
import { CompareFacts } from './compare-facts.tsx';
import { CompareLogs } from './compare-logs.tsx';
import classes from './compare.module.css';

/** Two runs beside each other: what differs in their results, values and outputs, and line by line in their logs. */
export function ComparePage() {
  const { language } = useWords();
  const words = compareWords[language];
  const [search, setSearch] = useSearchState();
  const [a, b] = [search.get('a'), search.get('b')];
  const [left, right] = [useRun(a), useRun(b)];
  const error = left.error ?? right.error;
  const isGone = error instanceof CallError && ['NOT_FOUND', 'GONE'].includes(error.code);
  const [one, other] = [left.data?.run, right.data?.run];
  return (
    <ScreenFrame
      title={words.title}
      maxWidth="none"
      actions={
        one !== undefined && other !== undefined ? (
          <Button
            size="xs"
            variant="default"
            leftSection={<IconArrowsLeftRight size="0.9375rem" />}
            onClick={() => setSearch({ a: b, b: a })}
          >
            {words.swap}
          </Button>
        ) : undefined
      }
    >
      {isGone || (a === null && b === null) ? (
        <EmptyState text={isGone ? words.missing : words.choose}>
          <Button component={Link} href="/runs" variant="default">
            {words.toRuns}
          </Button>
        </EmptyState>
      ) : error !== null ? (
        <ProblemPanel error={error} onRetry={() => Promise.all([left.refetch(), right.refetch()])} />
      ) : one !== undefined && other !== undefined ? (
        <div className={classes.page}>
          <CompareFacts left={one} right={other} />
          <CompareLogs left={one} right={other} />
        </div>
      ) : other !== undefined && a === null ? (
        <OtherRuns of={other} onChoose={(id) => setSearch({ a: id })} />
      ) : (
        <SkeletonRows />
      )}
    </ScreenFrame>
  );
}

/** The latest runs of the same schedule, to choose one of them. */
function OtherRuns({ of, onChoose }: { readonly of: RunDetail; readonly onChoose: (id: string) => void }) {
  const { w, times, language } = useWords();
  const words = compareWords[language];
  const nameOf = useShownName();
  const runs = (useRunsOf(of.scheduleId).data?.runs ?? []).filter(
    ({ id, startedAt }) => id !== of.id && startedAt !== null,
  );
  return (
    <section>
      <h2 className={classes.heading}>{words.chooseOther}</h2>
      <p className={classes.dim}>{`${nameOf(of)}, ${times.full(of.startedAt ?? of.dueAt)}`}</p>
      <ul className={classes.choices}>
        {runs.map((run) => (
          <li key={run.id}>
            <Button size="compact-sm" variant="default" onClick={() => onChoose(run.id)}>
              {times.full(run.startedAt ?? run.dueAt)}
            </Button>
            <StatusWord {...runState(run, w)} />
          </li>
        ))}
      </ul>
    </section>
  );
}
