import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { createGroupText } from '../../contract/log-groups.ts';
import type { RunDetail } from '../../contract/run.ts';
import { call } from '../api/client.ts';
import { keys } from '../api/keys.ts';
import { withoutAnsi } from '../ui/log/ansi.ts';
import { useWords } from '../words/words.tsx';
import { sentence } from './run-words.ts';
import { firstError, useProblemLines } from './use-first-error.ts';
import classes from './failure-summary.module.css';

export interface FailureSummaryProps {
  readonly run: RunDetail;
  readonly attempt: number;
  readonly onLine: (line: number) => void;
}

const lastLines = 20;

/** Expanded to show the very last lines. */
const showEnd = (box: Element | null) => box?.scrollTo(0, box.scrollHeight);

/**
 * Why a run did not succeed: the reason in words first, then the exit code, the last lines, and a link to the first error; less prominent
 * if a person caused it.
 */
export function FailureSummary({ run, attempt, onLine }: FailureSummaryProps) {
  const speech = useWords();
  const { w, say, told } = speech;
  const words = w.runs.failure;
  if (run.status !== 'ended' || run.outcome === 'succeeded' || run.reason === null) return null;
  const isWanted = run.outcome === 'cancelled';
  const facts = run.attempts.find(({ number }) => number === attempt)?.facts ?? null;
  const more = [
    facts?.exitCode === null || facts?.exitCode === undefined ? null : say(words.exit, { code: facts.exitCode }),
    facts?.signal === null || facts?.signal === undefined ? null : say(words.signal, { signal: facts.signal }),
    facts?.wasForced === true ? words.forced : null,
    facts?.outputError === undefined ? null : say(words.output, { problem: told(facts.outputError, facts.outputSaid) }),
  ].filter((text) => text !== null);
  // The exit code has its own place, so the robot's text need not begin with it.
  const { code, params } = run.reason;
  const isChilds = code === 'error-line' || code === 'signal-line';
  const said = isChilds && typeof params['message'] === 'string' ? params['message'] : sentence(run.reason, speech);
  return (
    <section className={classes.failure} aria-label={words.label} data-wanted={isWanted || undefined}>
      <strong>{said}</strong>
      {more.length === 0 ? null : <span>{more.join(' · ')}</span>}
      {run.startedAt === null || isWanted ? null : <LastLines run={run} attempt={attempt} onLine={onLine} />}
    </section>
  );
}

function LastLines({ run, attempt, onLine }: FailureSummaryProps) {
  const { w, say, count, times } = useWords();
  const words = w.runs.failure;
  const problems = useProblemLines(run, attempt);
  const total = problems.data?.total ?? 0;
  const tail = useQuery({
    queryKey: keys.runTail(run.id, attempt, total),
    queryFn: () =>
      call('runLog', {
        path: { id: run.id },
        query: { attempt, from: Math.max(1, total - lastLines + 1), limit: lastLines },
      }),
    enabled: total > 0,
  });
  const lines = tail.data?.lines ?? [];
  const shown = createGroupText();
  // Rota's own note in an attempt's log only repeats the reason.
  if (lines.every(({ level }) => level === 'rota')) return null;
  const first = firstError(problems.data?.lines ?? []);
  // The log is open at the first error: the end is shown here if it is not visible there.
  const isApart = first === null || total - first > lastLines;
  return (
    <div className={classes.last}>
      {first === null ? null : (
        <Button size="compact-sm" variant="default" onClick={() => onLine(first)}>
          {say(words.firstError, { line: times.number(first) })}
        </Button>
      )}
      {lines.length === 0 ? null : (
        <details open={isApart} onToggle={({ currentTarget }) => showEnd(currentTarget.lastElementChild)}>
          <summary>{count(words.lastLines, lines.length)}</summary>
          <pre className={classes.tail} tabIndex={0}>
            {lines
              .flatMap((line) => shown(line) ?? [])
              .map(withoutAnsi)
              .join('\n')}
          </pre>
        </details>
      )}
    </div>
  );
}
