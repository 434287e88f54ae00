import { useEffect, useState } from 'react';
import { Button } from '@mantine/core';
import { IconEye, IconEyeOff } from '@tabler/icons-react';
import type { RpaProcess } from '../../contract/process.ts';
import type { RunDetail } from '../../contract/run.ts';
import { call, CallError } from '../api/client.ts';
import { useSession } from '../api/queries.ts';
import { useIsOffline } from '../api/use-live.tsx';
import { useWorkerName } from '../api/workers.ts';
import { unless } from '../ui/unless.ts';
import { useWords } from '../words/words.tsx';
import classes from './watch-screen.module.css';

/** A picture a second and a half, as long as somebody looks. */
const everyMs = 1500;

interface WatchScreenProps {
  readonly run: RunDetail;
  readonly process: RpaProcess | null;
}

/** The screen of this computer while a desktop robot works on it, for those who ask for it; elsewhere why there is none. */
export function WatchScreen({ run, process }: WatchScreenProps) {
  const { w, say, mayNot } = useWords();
  const words = w.runs.watch;
  const session = useSession().data;
  const nameOf = useWorkerName();
  const [isWatching, setIsWatching] = useState(false);
  const isOffline = useIsOffline();
  const isRunning = run.status === 'running' || run.status === 'cancelling';
  if (!isRunning || process?.usesDesktop !== true || session === undefined) return null;
  if (run.worker !== session.worker.id)
    return <p className={classes.elsewhere}>{say(words.elsewhere, { worker: nameOf(run.worker) })}</p>;
  if (!session.isDesktop || mayNot('operator') !== null) return null;
  return (
    <div className={classes.watch}>
      <Button
        size="compact-sm"
        variant="default"
        aria-expanded={isWatching}
        leftSection={isWatching ? <IconEyeOff size="0.9375rem" /> : <IconEye size="0.9375rem" />}
        {...unless(isOffline && !isWatching ? w.app.problems.actionsOff : null)}
        onClick={() => setIsWatching(!isWatching)}
      >
        {isWatching ? words.stop : words.start}
      </Button>
      {isWatching ? <LiveScreen id={run.id} /> : <span className={classes.hint}>{words.hint}</span>}
    </div>
  );
}

interface Shown {
  readonly at: number;
  readonly picture: string;
}

/** Asks for a picture after each one that came, and for none while the page is hidden. */
function LiveScreen({ id }: { readonly id: string }) {
  const { w, say, times, sayProblem } = useWords();
  const words = w.runs.watch;
  const [shown, setShown] = useState<Shown | null>(null);
  const [refusal, setRefusal] = useState<CallError | null>(null);
  useEffect(() => {
    const left = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    async function look(): Promise<void> {
      if (document.hidden) return;
      try {
        const { at, jpeg } = await call('screen', { path: { id }, signal: left.signal });
        setShown({ at, picture: `data:image/jpeg;base64,${jpeg}` });
        setRefusal(null);
      } catch (error) {
        if (left.signal.aborted) return;
        setRefusal(error instanceof CallError ? error : new CallError('OFFLINE', 0, String(error), []));
      }
      if (!left.signal.aborted) timer = setTimeout(() => void look(), everyMs);
    }
    const onVisible = () => {
      clearTimeout(timer);
      void look();
    };
    document.addEventListener('visibilitychange', onVisible, { signal: left.signal });
    void look();
    return () => {
      left.abort();
      clearTimeout(timer);
    };
  }, [id]);
  if (refusal !== null && shown === null)
    return (
      <p className={classes.elsewhere} role="alert">
        {sayProblem(refusal)}
      </p>
    );
  return (
    <figure className={classes.figure} aria-busy={shown === null}>
      {shown === null ? (
        <div className={classes.empty} />
      ) : (
        <img className={classes.picture} src={shown.picture} alt={words.picture} />
      )}
      <figcaption className={classes.hint}>
        {refusal !== null
          ? sayProblem(refusal)
          : shown === null
            ? words.waiting
            : say(words.shown, { time: times.clockWithSeconds(shown.at) })}
      </figcaption>
    </figure>
  );
}
