import { use, useMemo } from 'react';
import { Link } from 'wouter';
import type { SessionAnswer } from '../../contract/console.ts';
import { useKnownName } from '../api/names.ts';
import { useHold } from '../api/use-hold.ts';
import { useSchedules } from '../api/queries.ts';
import { useLiveState } from '../api/use-live.tsx';
import { useNow } from '../ui/now.ts';
import { keyName } from '../ui/key-name.ts';
import { useFocusedKeys } from '../ui/focused-keys.ts';
import { useFooterNote } from '../ui/footer-note.ts';
import { Shape } from '../ui/shape.tsx';
import { SingleKeys } from '../ui/single-keys.ts';
import { useWords, type Words } from '../words/words.tsx';
import classes from './footer.module.css';

/** The key of each thing that a focused row, log or page names in its `data-keys`. */
const letters = { run: 'R', parameters: 'P', edit: 'E', cancel: 'C', retry: 'Y' } as const;

/** The single-letter keys that do something now; without a row to act on only the one that shows them all. */
function keysOf(focused: string | null, words: Words['app']['footer']['keys']): readonly (readonly [string, string])[] {
  const named = (focused ?? '').split(' ');
  const found = Object.entries(letters).filter(([name]) => named.includes(name));
  if (found.length === 0) return [['?', words.sheet]];
  return found.map(([name, key]) => [key, words[name as keyof typeof letters]]);
}

/** The footer: counts, worker, connection, next run, and the keys worth knowing. */
export function Footer({ session }: { readonly session: SessionAnswer }) {
  const { w, say, times } = useWords();
  const words = w.app.footer;
  const focused = useFocusedKeys();
  const nameOf = useKnownName();
  const live = useLiveState();
  const areSingleKeysOn = use(SingleKeys);
  const now = useNow();
  const note = useFooterNote();
  const schedules = useSchedules();
  const hold = useHold();
  const next = useMemo(() => {
    // What is held by a pause of everything does not start by itself.
    const due = (schedules.data?.rows ?? []).filter(
      (row) => row.due !== null && row.state === 'active' && hold?.holds(row) !== true,
    );
    return due.reduce<(typeof due)[number] | null>(
      (best, row) => (best === null || (row.due ?? 0) < (best.due ?? 0) ? row : best),
      null,
    );
  }, [schedules.data, hold]);
  const connection = live === 'live' ? words.live : live === 'connecting' ? words.connecting : words.reconnecting;
  // While disconnected, the last known state may be stale.
  const workerState = live === 'reconnecting' ? words.unknown : w.states.worker[session.worker.state];
  return (
    <footer className={classes.footer} aria-label={words.label}>
      {note === null ? null : <span>{note}</span>}
      <span>{say(words.worker, { name: session.worker.name, state: workerState })}</span>
      <span className={classes.live}>
        <Shape shape={live === 'live' ? 'dot' : 'ring'} tone={live === 'live' ? 'good' : 'warn'} />
        {connection}
      </span>
      {next === null || next.due === null ? null : (
        <Link href={`/schedules/${next.id}`} className={classes.next}>
          {say(words.next, { name: nameOf(next), time: times.short(next.due, now, next.plan.timezone) })}
        </Link>
      )}
      <span className={classes.keys}>
        {(areSingleKeysOn ? keysOf(focused, words.keys) : []).map(([key, text]) => (
          <span key={key}>
            <kbd>{key}</kbd> {text} ·{' '}
          </span>
        ))}
        <kbd>{keyName('Ctrl K')}</kbd> {words.keys.commands}
      </span>
    </footer>
  );
}
