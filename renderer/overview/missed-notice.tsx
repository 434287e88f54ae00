import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from 'wouter';
import type { NoticeAct } from '../../contract/console.ts';
import type { Notice } from '../../contract/events.ts';
import type { Run } from '../../contract/run.ts';
import { call } from '../api/client.ts';
import { keys } from '../api/keys.ts';
import { useProcessTitle } from '../api/queries.ts';
import { useShownName } from '../api/names.ts';
import { useIsOffline } from '../api/use-live.tsx';
import { useNow } from '../ui/now.ts';
import { useToast } from '../ui/toast.tsx';
import { unless } from '../ui/unless.ts';
import { useWords } from '../words/words.tsx';
import { noticeSentence } from './notice-words.ts';
import classes from './overview.module.css';

/** Further ones are collapsed at first. */
const mostOpen = 5;

/** Runs missed while Rota was off or the computer slept: run or skip each, or all at once. */
export function MissedNotice({ notice }: { readonly notice: Notice }) {
  const speech = useWords();
  const { w, count, notDone, mayNot } = speech;
  const words = w.overview.notices;
  const now = useNow(60_000);
  const queries = useQueryClient();
  const toast = useToast();
  const titleOf = useProcessTitle();
  const off = unless(useIsOffline() ? w.app.problems.actionsOff : mayNot('operator'));
  const { id, runIds } = notice;
  const missed = useQuery({
    queryKey: [...keys.notices, id, runIds.length],
    queryFn: () => call('noticeRuns', { path: { id } }),
    enabled: runIds.length > 0,
  });

  async function settle(act: NoticeAct, label: string, only?: string): Promise<void> {
    try {
      await call('settleNotice', { path: { id }, body: { act, ...(only === undefined ? {} : { runIds: [only] }) } });
    } catch (error) {
      toast(notDone(label, error));
    }
    await queries.invalidateQueries({ queryKey: keys.notices });
  }

  const runs = missed.data?.runs ?? [];
  const runAll = count(words.runMissed, runIds.length);
  const skipAll = count(words.skipMissed, runIds.length);
  return (
    <li>
      <span>{noticeSentence(notice, now, speech, titleOf)}</span>
      <span className={classes.does}>
        <Button size="compact-sm" variant="default" {...off} onClick={() => void settle('run', runAll)}>
          {runAll}
        </Button>
        <Button
          size="compact-sm"
          variant="subtle"
          color="gray"
          c="inherit"
          {...off}
          onClick={() => void settle('skip', skipAll)}
        >
          {skipAll}
        </Button>
      </span>
      {runIds.length < 2 ? null : (
        <details className={classes.missed} open={runIds.length <= mostOpen}>
          <summary>{words.each}</summary>
          <ul>
            {runs.map((run) => (
              <MissedRun
                key={run.id}
                run={run}
                now={now}
                off={off}
                settle={(act, label) => void settle(act, label, run.id)}
              />
            ))}
          </ul>
        </details>
      )}
    </li>
  );
}

function MissedRun({
  run,
  now,
  off,
  settle,
}: {
  readonly run: Run;
  readonly now: number;
  /** Why its buttons are disabled. */
  readonly off: ReturnType<typeof unless>;
  readonly settle: (act: NoticeAct, label: string) => void;
}) {
  const { w, say, times } = useWords();
  const words = w.overview.notices;
  const named = { name: useShownName()(run), time: times.short(run.dueAt, now) };
  const [runIt, skipIt] = [say(words.runOf, named), say(words.skipOf, named)];
  return (
    <li>
      <Link href={`/runs/${run.id}`}>{named.name}</Link>
      <span>{named.time}</span>
      <Button size="compact-sm" variant="default" aria-label={runIt} {...off} onClick={() => settle('run', runIt)}>
        {words.run}
      </Button>
      <Button
        size="compact-sm"
        variant="subtle"
        color="gray"
        c="inherit"
        aria-label={skipIt}
        {...off}
        onClick={() => settle('skip', skipIt)}
      >
        {words.skip}
      </Button>
    </li>
  );
}
