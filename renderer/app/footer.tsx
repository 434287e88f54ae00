import { useMemo } from 'react';
import { useLocation } from 'wouter';
import type { SessionAnswer } from '../../contract/console.ts';
import { useHold } from '../api/use-hold.ts';
import { useSchedules } from '../api/queries.ts';
import { useLiveState } from '../api/use-live.tsx';
import { useNow } from '../ui/now.ts';
import { keyName } from '../ui/key-name.ts';
import { useFooterNote } from '../ui/footer-note.ts';
import { Shape } from '../ui/shape.tsx';
import { useWords, type Words } from '../words/words.tsx';
import classes from './footer.module.css';

/** The single-letter keys worth knowing on a screen. */
function keysOf(path: string, words: Words['app']['footer']['keys']): readonly (readonly [string, string])[] {
  if (/^\/schedules(\/[^/]+\/parameters)?$/.test(path))
    return [
      ['R', words.run],
      ['P', words.parameters],
    ];
  if (path.startsWith('/runs'))
    return [
      ['C', words.cancel],
      ['Y', words.retry],
    ];
  return [['?', words.sheet]];
}

/** The footer: counts, worker, connection, next run, and the keys worth knowing. */
export function Footer({ session }: { readonly session: SessionAnswer }) {
  const { w, say, times } = useWords();
  const words = w.app.footer;
  const [path] = useLocation();
  const live = useLiveState();
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
        <span className={classes.next}>
          {say(words.next, { name: next.name, time: times.short(next.due, now, next.plan.timezone) })}
        </span>
      )}
      <span className={classes.keys}>
        {(session.settings.singleKeyShortcuts ? keysOf(path, words.keys) : []).map(([key, text]) => (
          <span key={key}>
            <kbd>{key}</kbd> {text} ·{' '}
          </span>
        ))}
        <kbd>{keyName('Ctrl K')}</kbd> {words.keys.commands}
      </span>
    </footer>
  );
}
