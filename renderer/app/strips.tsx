import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { SessionAnswer } from '../../contract/console.ts';
import { call } from '../api/client.ts';
import { keys } from '../api/keys.ts';
import { useLiveState } from '../api/use-live.tsx';
import { useNow } from '../ui/now.ts';
import { useToast } from '../ui/toast.tsx';
import { useWords } from '../words/words.tsx';
import classes from './strips.module.css';

/** Notices that concern every screen, each shown only while it applies. */
export function Strips({ session }: { readonly session: SessionAnswer }) {
  const { w, say, count, times, refusal, mayNot } = useWords();
  const queries = useQueryClient();
  const toast = useToast();
  const live = useLiveState();
  const lastLive = useLastLive(live === 'live');
  const now = useNow();
  const { strips, actions } = w.app;
  const { desktop, queuedForDesktop } = session.worker;
  const { awaySince, isNewer } = session.database;

  async function resume(): Promise<void> {
    try {
      await call('resumeAll', {});
      toast({ text: w.app.toasts.resumed });
    } catch (error) {
      toast(refusal('resume', null, error));
    }
    await queries.invalidateQueries({ queryKey: keys.session });
  }

  return (
    <div role="status" className={classes.strips}>
      {live === 'reconnecting' ? (
        <div className={classes.strip} data-tone="bad">
          {say(strips.offline, { time: times.clock(lastLive) })}
        </div>
      ) : null}
      {awaySince === null ? null : (
        <div className={classes.strip} data-tone="bad">
          {say(strips.databaseAway, { time: times.short(awaySince, now) })}
        </div>
      )}
      {isNewer ? (
        <div className={classes.strip} data-tone="warn">
          {strips.needsUpdate}
        </div>
      ) : null}
      {session.isPaused ? (
        <div className={classes.strip} data-tone="warn">
          <span>
            {session.pausedUntil === null
              ? strips.paused
              : say(strips.pausedUntil, { time: times.short(session.pausedUntil, now) })}
          </span>
          {(mayNot('operator') ?? mayNot('all')) === null ? (
            <Button size="compact-xs" variant="default" onClick={() => void resume()}>
              {actions.resume}
            </Button>
          ) : null}
        </div>
      ) : null}
      {desktop === 'ready' || queuedForDesktop === 0 ? null : (
        <div className={classes.strip} data-tone="warn">
          {count(strips[desktop], queuedForDesktop)}
        </div>
      )}
    </div>
  );
}

/** When the page was last live. */
function useLastLive(isLive: boolean): number {
  const now = useNow(5000);
  const [last, setLast] = useState(now);
  if (isLive && last !== now) setLast(now);
  return last;
}
