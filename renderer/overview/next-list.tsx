import { useMemo } from 'react';
import { Link } from 'wouter';
import type { OverviewAnswer } from '../../contract/overview.ts';
import type { ScheduleRow } from '../../contract/schedule.ts';
import { useSchedules } from '../api/queries.ts';
import { useHold, type Hold } from '../api/use-hold.ts';
import { useNow } from '../ui/now.ts';
import { useWords } from '../words/words.tsx';
import classes from './overview.module.css';

const mostShown = 5;

/** The schedules that are due next; those that a pause of everything holds come with the others, and say so. */
function nextOf(rows: readonly ScheduleRow[]): readonly (ScheduleRow & { readonly due: number })[] {
  return rows
    .filter((row): row is ScheduleRow & { due: number } => row.state === 'active' && row.due !== null)
    .toSorted((one, other) => one.due - other.due)
    .slice(0, mostShown);
}

/** What runs now, and what is due next. */
export function NextList({ overview }: { readonly overview: OverviewAnswer }) {
  const { w, count } = useWords();
  const words = w.overview.next;
  const rows = useSchedules().data?.rows;
  const next = useMemo(() => nextOf(rows ?? []), [rows]);
  const hold = useHold();
  const { running, waiting } = overview;
  return (
    <section>
      <h2 className={classes.heading}>{words.title}</h2>
      <p className={classes.lead}>
        <Link href="/runs?result=running">{count(words.running, running)}</Link>
        {waiting === 0 ? null : (
          <>
            {' · '}
            <Link href="/runs?result=waiting">{count(words.waiting, waiting)}</Link>
          </>
        )}
      </p>
      {next.length === 0 ? (
        <p className={classes.none}>{words.none}</p>
      ) : (
        <ol className={classes.next}>
          {next.map((row) => (
            <NextRow key={row.id} row={row} hold={hold} />
          ))}
        </ol>
      )}
      {next.length === mostShown ? (
        <p className={classes.others}>
          <Link href="/schedules">{words.all}</Link>
        </p>
      ) : null}
    </section>
  );
}

function NextRow({ row, hold }: { readonly row: ScheduleRow & { readonly due: number }; readonly hold: Hold | null }) {
  const { times, because } = useWords();
  const now = useNow();
  const isHeld = hold?.holds(row) === true;
  return (
    <li>
      <Link href={`/schedules/${row.id}`}>{row.name}</Link>
      <span className={classes.at}>
        {isHeld ? because(hold.reason) : times.short(row.due, now)}
        {isHeld ? null : <small> {times.relative(row.due, now)}</small>}
      </span>
    </li>
  );
}
