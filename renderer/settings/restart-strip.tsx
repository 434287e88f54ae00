import { useState } from 'react';
import { Button } from '@mantine/core';
import { call, CallError } from '../api/client.ts';
import { useConfirm } from '../ui/confirm.tsx';
import { useToast } from '../ui/toast.tsx';
import { useWords } from '../words/words.tsx';
import classes from './settings.module.css';

/** Says that changes wait for a restart and offers it; the desktop app offers to quit. */
export function RestartStrip({ canRestart }: { readonly canRestart: boolean }) {
  const { w, count, sayProblem } = useWords();
  const words = w.settings;
  const confirm = useConfirm();
  const toast = useToast();
  const [goal, setGoal] = useState<string | null>(null);

  async function restart(): Promise<void> {
    try {
      const { epoch } = await call('session');
      const { running } = (await call('worker')).worker;
      const question = {
        title: words.restartTitle,
        text: count(words.restartText, running),
        confirm: words.restartNow,
        keep: words.restartKeep,
        isDangerous: true,
      };
      if (running > 0 && !(await confirm(question))) return;
      const { port } = await call('restartServer');
      const next = addressAt(port);
      setGoal(next);
      await follow(next, port !== null, epoch);
    } catch (error) {
      toast({ text: sayProblem(error), tone: 'bad' });
    }
  }

  const isMoving = goal !== null && goal !== location.href;
  return (
    <div className={classes.restart} role="status">
      <span>
        {goal !== null
          ? isMoving
            ? words.restartingTo
            : words.restarting
          : canRestart
            ? words.restartOffer
            : words.restart}
      </span>
      {isMoving ? <a href={goal}>{new URL(goal).origin}</a> : null}
      {canRestart && goal === null ? (
        <Button size="compact-sm" variant="default" onClick={() => void restart()}>
          {words.restartNow}
        </Button>
      ) : null}
      {canRestart || window.desktop === undefined ? null : (
        <Button size="compact-sm" variant="default" onClick={() => void window.desktop?.call('quit')}>
          {words.quit}
        </Button>
      )}
    </div>
  );
}

function addressAt(port: number | null): string {
  const next = new URL(location.href);
  if (port !== null) next.port = String(port);
  return next.href;
}

const lookAgainMs = 400;
/** A page may not look at another address: it gives the next start time to be there. */
const startMs = 2_500;

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Waits until the old server is gone, then opens the page of the next one. */
async function follow(next: string, isMoving: boolean, epoch: string): Promise<void> {
  for (;;) {
    await wait(lookAgainMs);
    const state = await here(epoch);
    // It had not to move, or it went back.
    if (state === 'again') return location.reload();
    if (state !== 'gone' || !isMoving) continue;
    await wait(startMs);
    return (await here(epoch)) === 'again' ? location.reload() : location.replace(next);
  }
}

/** Who answers at the address of this page. */
async function here(epoch: string): Promise<'before' | 'gone' | 'again'> {
  try {
    return (await call('session')).epoch === epoch ? 'before' : 'again';
  } catch (error) {
    if (!(error instanceof CallError)) throw error;
    if (error.code === 'OFFLINE') return 'gone';
    return error.status === 401 ? 'again' : 'before';
  }
}
