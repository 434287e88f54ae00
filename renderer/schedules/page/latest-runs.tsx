import { Link } from 'wouter';
import type { Run } from '../../../contract/run.ts';
import type { ScheduleRow } from '../../../contract/schedule.ts';
import { useNow } from '../../ui/now.ts';
import { StatusWord } from '../../ui/status-word.tsx';
import { SkeletonRows } from '../../ui/states.tsx';
import { schedulePageWords } from '../../words/schedule-page-words.ts';
import { runState } from '../../words/states.ts';
import { useWords } from '../../words/words.tsx';
import { LastResults } from '../last-results.tsx';
import classes from './page.module.css';

const mostShown = 10;

interface LatestRunsProps {
  readonly row: ScheduleRow;
  readonly runs: readonly Run[] | undefined;
}

/** Its last runs, with what came of each, and the way to all of them. */
export function LatestRuns({ row, runs }: LatestRunsProps) {
  const { language } = useWords();
  const words = schedulePageWords[language];
  const outcomes = (runs ?? []).flatMap(({ outcome }) => (outcome === null ? [] : [outcome])).slice(0, mostShown);
  return (
    <section aria-labelledby="schedule-runs">
      <div className={classes.head}>
        <h2 id="schedule-runs" className={classes.heading}>
          {words.sections.runs}
        </h2>
        {outcomes.length === 0 ? null : <LastResults outcomes={outcomes} />}
        <Link href={`/runs?schedule=${row.id}`} className={classes.all}>
          {words.runs.all}
        </Link>
      </div>
      {runs === undefined ? (
        <SkeletonRows rows={5} />
      ) : runs.length === 0 ? (
        <p className={classes.dim}>{words.runs.none}</p>
      ) : (
        <RunTable runs={runs.slice(0, mostShown)} />
      )}
    </section>
  );
}

function RunTable({ runs }: { readonly runs: readonly Run[] }) {
  const { w, times, because, language } = useWords();
  const words = schedulePageWords[language].runs;
  const now = useNow();
  return (
    <div className={classes.tableBox}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{words.started}</th>
            <th scope="col">{words.result}</th>
            <th scope="col">{words.took}</th>
            <th scope="col">{words.note}</th>
          </tr>
        </thead>
        <tbody>
          {runs.map((run) => {
            const at = run.startedAt ?? run.dueAt;
            const until = run.endedAt ?? (run.status === 'ended' ? null : now);
            const note = run.reason !== null && run.reason.code !== 'done' ? because(run.reason) : run.outputLine;
            return (
              <tr key={run.id}>
                <th scope="row">
                  <Link href={`/runs/${run.id}`} title={times.full(at)}>
                    {times.short(at, now)}
                  </Link>{' '}
                  <span className={classes.dim}>{times.relative(at, now)}</span>
                </th>
                <td>
                  <StatusWord {...runState(run, w)} />
                </td>
                <td>
                  {run.startedAt === null || until === null ? '—' : times.duration(Math.max(0, until - run.startedAt))}
                </td>
                <td className={classes.note}>{note}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
