import { IconChevronLeft } from '@tabler/icons-react';
import { Link } from 'wouter';
import type { ProcessIcon } from '../../contract/process.ts';
import type { RunDetail } from '../../contract/run.ts';
import { useShownName } from '../api/names.ts';
import { useFleet, useWorkerName } from '../api/workers.ts';
import { Glyph } from '../ui/glyph.tsx';
import { useNow } from '../ui/now.ts';
import { StatusWord } from '../ui/status-word.tsx';
import { runState } from '../words/states.ts';
import { useWords } from '../words/words.tsx';
import classes from './run-page.module.css';

/** The page's header: a link back, the name, the state, and the time. */
export function RunTitle({ run, icon }: { readonly run: RunDetail; readonly icon: ProcessIcon | undefined }) {
  const { w } = useWords();
  const nameOf = useShownName();
  return (
    <span className={classes.title}>
      <Link href="/runs" className={classes.back} aria-label={w.runs.page.back} title={w.runs.page.back}>
        <IconChevronLeft size="1.125rem" stroke={1.7} />
      </Link>
      <span className={classes.named}>
        <Glyph name={icon} size={19} className={classes.glyph} />
        {nameOf(run)}
      </span>
      {run.trigger === 'test' ? <span className={classes.test}>{w.runs.page.test}</span> : null}
      <span className={classes.state}>
        <StatusWord {...runState(run, w)} />
      </span>
      <Facts run={run} />
    </span>
  );
}

function Facts({ run }: { readonly run: RunDetail }) {
  const { w, say, count, times, because } = useWords();
  const words = w.runs.page;
  const hasOthers = useFleet() !== null;
  const nameOf = useWorkerName();
  const isActive = run.status !== 'ended';
  const now = useNow(isActive ? 1000 : 60_000);
  const facts: string[] = [];
  if (run.startedAt === null) {
    facts.push(
      isActive
        ? say(words.queued, { time: times.short(run.queuedAt, now) })
        : say(words.due, { time: times.short(run.dueAt, now) }),
    );
    const isConditional = run.reason?.code === 'waits-for';
    if ((run.status === 'queued' || isConditional) && run.reason !== null) facts.push(because(run.reason));
    if (run.ahead !== null && run.ahead > 0) facts.push(count(words.ahead, run.ahead));
    if (hasOthers && run.target !== null) facts.push(say(w.workerChoice.waitsFor, { name: nameOf(run.target) }));
  } else {
    facts.push(say(words.started, { time: dayOrTime(run.startedAt, now) }));
    const until = run.endedAt ?? Math.max(now, run.startedAt);
    facts.push(times.duration(until - run.startedAt));
    if (run.maxAttempts > 1) facts.push(say(words.try, { n: run.attempt, of: run.maxAttempts }));
  }
  if (hasOthers && run.startedAt !== null) facts.push(say(w.workerChoice.on, { name: nameOf(run.worker) }));
  if (run.isLate) facts.push(words.late);
  if (run.status === 'retrying' && run.retryAt !== null)
    facts.push(
      say(run.startedAt === null ? words.waitsUntil : words.retryAt, { time: times.clockWithSeconds(run.retryAt) }),
    );
  return <span className={classes.facts}>{facts.join(' · ')}</span>;

  function dayOrTime(at: number, present: number): string {
    return times.day(at) === times.day(present) ? times.clockWithSeconds(at) : times.short(at, present);
  }
}
