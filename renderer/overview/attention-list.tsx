import { Button } from '@mantine/core';
import { Link } from 'wouter';
import type { ScheduleRow } from '../../contract/schedule.ts';
import { call } from '../api/client.ts';
import { rememberOwnRun } from '../api/own-runs.ts';
import { useIsOffline } from '../api/use-live.tsx';
import { useNow } from '../ui/now.ts';
import { StatusWord } from '../ui/status-word.tsx';
import { useToast } from '../ui/toast.tsx';
import { unless } from '../ui/unless.ts';
import { outcomeState, scheduleState } from '../words/states.ts';
import { useQueuedToast } from '../words/use-queued-toast.ts';
import { useWords } from '../words/words.tsx';
import classes from './overview.module.css';

const mostShown = 10;

/** The schedules that need attention: what is wrong, since when, and what to do. */
export function AttentionList({ rows, all }: { readonly rows: readonly ScheduleRow[]; readonly all: number }) {
  const { w, count } = useWords();
  const words = w.overview.attention;
  const shown = rows.slice(0, mostShown);
  return (
    <section>
      <h2 className={classes.heading}>{words.title}</h2>
      {rows.length === 0 ? (
        <p className={classes.none}>{words.none}</p>
      ) : (
        <>
          <ul className={classes.attention}>
            {shown.map((row) => (
              <AttentionRow key={row.id} row={row} />
            ))}
          </ul>
          {all <= shown.length ? null : (
            <p className={classes.others}>
              <Link href="/schedules?state=failing">{count(words.others, all - shown.length)}</Link>
            </p>
          )}
        </>
      )}
    </section>
  );
}

function AttentionRow({ row }: { readonly row: ScheduleRow }) {
  const { w, say, times, because, refusal } = useWords();
  const words = w.overview.attention;
  const now = useNow();
  const off = unless(useIsOffline() ? w.app.problems.actionsOff : null);
  const toast = useToast();
  const tellQueued = useQueuedToast();
  const { lastRun, name } = row;
  const reason = lastRun?.reason ?? row.reason;

  async function runNow(): Promise<void> {
    try {
      const { run } = await call('runSchedule', { path: { id: row.id }, body: {} });
      rememberOwnRun(run.id);
      tellQueued([run]);
    } catch (error) {
      toast(refusal('run', [name], error));
    }
  }
  return (
    <li>
      <span className={classes.what}>
        <strong>{name}</strong>
        <StatusWord {...(lastRun ? outcomeState(lastRun.outcome, w) : scheduleState(row, w))}>
          {lastRun ? times.relative(lastRun.endedAt, now) : undefined}
        </StatusWord>
      </span>
      <span className={classes.why}>{reason === null ? '' : because(reason)}</span>
      <span className={classes.does}>
        {lastRun ? (
          <Button
            component={Link}
            href={`/runs/${lastRun.id}`}
            size="compact-sm"
            variant="default"
            aria-label={say(words.openRunOf, { name })}
          >
            {words.openRun}
          </Button>
        ) : (
          <Button
            component={Link}
            href={`/schedules/${row.id}/edit`}
            size="compact-sm"
            variant="default"
            aria-label={say(words.openScheduleOf, { name })}
          >
            {words.openSchedule}
          </Button>
        )}
        <Button
          size="compact-sm"
          variant="default"
          aria-label={say(words.runNowOf, { name })}
          {...off}
          onClick={() => void runNow()}
        >
          {words.runNow}
        </Button>
      </span>
    </li>
  );
}
