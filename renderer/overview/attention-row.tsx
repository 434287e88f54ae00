import { Button } from '@mantine/core';
import { Link } from 'wouter';
import type { AttentionItem } from '../../contract/overview.ts';
import { call } from '../api/client.ts';
import { useKnownName } from '../api/names.ts';
import { rememberOwnRun } from '../api/own-runs.ts';
import { useIsOffline } from '../api/use-live.tsx';
import { useNow } from '../ui/now.ts';
import { StatusWord } from '../ui/status-word.tsx';
import { useToast } from '../ui/toast.tsx';
import { unless } from '../ui/unless.ts';
import { personName } from '../words/people.ts';
import { outcomeState } from '../words/states.ts';
import { useQueuedToast } from '../words/use-queued-toast.ts';
import { useWords, type Speech } from '../words/words.tsx';
import classes from './overview.module.css';
import { useItemName } from '../attention/use-seen.ts';

interface AttentionRowProps {
  readonly item: AttentionItem;
  readonly onSeen: () => void;
}

/** What failed or did not start: what, since when, why, and what to do about it. */
export function AttentionRow({ item, onSeen }: AttentionRowProps) {
  const speech = useWords();
  const { w, say, times, because, mayNot } = speech;
  const words = w.overview.attention;
  const now = useNow();
  const off = unless(useIsOffline() ? w.app.problems.actionsOff : mayNot('operator'));
  const name = useItemName()(item);
  const runAgain = useRunAgain(item, name);
  const { last } = item;
  const facts = factsOf(item, now, speech);
  return (
    <li>
      <span className={classes.what}>
        <strong>{name}</strong>
        <StatusWord {...outcomeState(last.outcome, w)}>{times.relative(last.endedAt, now)}</StatusWord>
        {facts === '' ? null : <span className={classes.aside}>{facts}</span>}
      </span>
      <span className={classes.why}>{last.reason === null ? '' : because(last.reason)}</span>
      <span className={classes.does}>
        <Button
          component={Link}
          href={`/runs/${last.id}`}
          size="compact-sm"
          variant="default"
          aria-label={say(words.openRunOf, { name })}
        >
          {words.openRun}
        </Button>
        <Button
          size="compact-sm"
          variant="default"
          aria-label={say(item.schedule === null ? words.retryOf : words.runNowOf, { name })}
          {...off}
          onClick={() => void runAgain()}
        >
          {item.schedule === null ? words.retry : words.runNow}
        </Button>
        <Button size="compact-sm" variant="default" aria-label={say(words.seenOf, { name })} {...off} onClick={onSeen}>
          {words.seen}
        </Button>
      </span>
    </li>
  );
}

/** "Started by API: erp · 2 runs, the first yesterday 09:00". */
function factsOf({ schedule, startedBy, trigger, count: runs, since }: AttentionItem, now: number, speech: Speech) {
  const { w, say, count, times } = speech;
  const words = w.overview.attention;
  const who =
    startedBy === null
      ? null
      : trigger === 'call'
        ? say(w.runs.by.client, { name: startedBy })
        : personName(startedBy, w);
  return [
    schedule === null && who !== null ? say(words.startedBy, { who }) : '',
    runs > 1 ? count(words.runsSince, runs, { time: times.short(since, now) }) : '',
  ]
    .filter((fact) => fact !== '')
    .join(' · ');
}

/** A schedule runs as it does now; of single starts the last one is repeated with its values. */
function useRunAgain({ schedule, last }: AttentionItem, name: string): () => Promise<void> {
  const { refusal } = useWords();
  const toast = useToast();
  const tellQueued = useQueuedToast(useKnownName());
  return async () => {
    try {
      const { run } =
        schedule === null
          ? await call('rerun', { path: { id: last.id }, body: {} })
          : await call('runSchedule', { path: { id: schedule.id }, body: {} });
      tellQueued([run]);
      rememberOwnRun(run.id);
    } catch (error) {
      toast(refusal('run', [name], error));
    }
  };
}
