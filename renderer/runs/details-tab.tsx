import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { ChainAnswer } from '../../contract/chain.ts';
import type { RunDetail } from '../../contract/run.ts';
import type { Schedule } from '../../contract/schedule.ts';
import { useShownName } from '../api/names.ts';
import { useProcessTitle } from '../api/queries.ts';
import { useWorkerName } from '../api/workers.ts';
import { CopyButton } from '../ui/copy-button.tsx';
import { useWords } from '../words/words.tsx';
import { placeOf, sentence, startedBy } from './run-words.ts';
import { peakMemory, processorTime } from './usage-words.ts';
import classes from './run-page.module.css';

export interface DetailsTabProps {
  readonly run: RunDetail;
  /** null: deleted. */
  readonly schedule: Schedule | null;
  /** Undefined while it is unknown. */
  readonly chain: ChainAnswer | undefined;
}

/** All other facts about a run. */
export function DetailsTab({ run, schedule, chain }: DetailsTabProps) {
  const speech = useWords();
  const { w, say, times } = speech;
  const words = w.runs.details;
  const nameOf = useWorkerName();
  const shownName = useShownName();
  const title = useProcessTitle()(run.process);
  const at = (instant: number | null) =>
    instant === null ? '—' : `${times.day(instant)} ${times.clockWithMilliseconds(instant)}`;
  const facts: readonly (readonly [string, ReactNode])[] = [
    [words.id, <Identity key="id" label={words.id} text={run.id} />],
    [
      words.process,
      <span key="process" className={classes.identity}>
        <Link href={`/processes/${encodeURIComponent(run.process)}`}>{title}</Link>
        {title === run.process ? null : <code>{run.process}</code>}
      </span>,
    ],
    [
      words.schedule,
      schedule === null ? (
        say(words.scheduleGone, { name: shownName(run) })
      ) : schedule.plan.kind === 'now' ? (
        words.onceRun
      ) : (
        <Link key="schedule" href={`/schedules/${run.scheduleId}`}>
          {shownName(run)}
        </Link>
      ),
    ],
    [words.spid, <Identity key="spid" label={words.spid} text={run.scheduleId} />],
    [words.by, <Starter key="by" run={run} chain={chain} />],
    [words.worker, placeOf(run, nameOf, w)],
    ...(run.target === null ? [] : [[words.target, nameOf(run.target)] as const]),
    [words.due, at(run.dueAt)],
    [words.queued, at(run.queuedAt)],
    [words.started, at(run.startedAt)],
    [words.ended, at(run.endedAt)],
    [words.tries, `${run.attempt}/${run.maxAttempts}`],
    [words.usual, run.usualMs === null ? '—' : times.duration(run.usualMs)],
    [words.processor, processorTime(run.usage, speech)],
    [words.memory, peakMemory(run.usage, speech)],
    [words.reason, run.reason === null ? '—' : sentence(run.reason, speech)],
    [
      words.rerunOf,
      run.rerunOf === null ? (
        '—'
      ) : (
        <Link key="rerun" href={`/runs/${run.rerunOf}`}>
          {run.rerunOf}
        </Link>
      ),
    ],
  ];
  return (
    <div className={classes.sheet}>
      <dl className={classes.known}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

/** Who or what started it, with a link to the run that it follows. */
function Starter({ run, chain }: Pick<DetailsTabProps, 'run' | 'chain'>) {
  const speech = useWords();
  const nameOf = useShownName();
  const before = chain?.runs.find(({ id }) => id === run.follows?.run);
  const text = startedBy(run, speech, () => (before === undefined ? null : nameOf(before)));
  return before === undefined ? text : <Link href={`/runs/${before.id}`}>{text}</Link>;
}

function Identity({ label, text }: { readonly label: string; readonly text: string }) {
  const { w, say } = useWords();
  return (
    <span className={classes.identity}>
      <code>{text}</code>
      <CopyButton text={text} label={say(w.runs.outputs.copyOf, { name: label })} />
    </span>
  );
}
