import { useState } from 'react';
import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { call, CallError, type Answer } from '../api/client.ts';
import { keys } from '../api/keys.ts';
import { useConfirm } from '../ui/confirm.tsx';
import { useToast } from '../ui/toast.tsx';
import { useWords, type Words } from '../words/words.tsx';
import { follow } from './follow-restart.ts';
import classes from './settings.module.css';

interface RestartStripProps {
  readonly canRestart: boolean;
  /** Why the last restart did not lead to the address that is wanted. */
  readonly problem: Answer<'settings'>['restartProblem'];
}

/** Where Rota goes. */
interface Goal {
  /** Null: it stays at the address of this page. */
  readonly url: URL | null;
  readonly isOutOfReach: boolean;
}

/** Says that changes wait for a restart and offers it, and why the last one failed. */
export function RestartStrip({ canRestart, problem }: RestartStripProps) {
  const { w, count, say, sayDetail, sayProblem } = useWords();
  const words = w.settings;
  const confirm = useConfirm();
  const toast = useToast();
  const queries = useQueryClient();
  const [goal, setGoal] = useState<Goal | null>(null);

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
      const { url, isOutOfReach, startMs } = await call('restartServer');
      const next = url === null ? null : new URL(url);
      if (next?.hash === '') next.hash = location.hash;
      setGoal({ url: next, isOutOfReach });
      // The window of the desktop app is closed, and opened again by the next start.
      if (window.desktop === undefined) await follow(isOutOfReach ? null : next, epoch, startMs);
    } catch (error) {
      // What speaks against the address stands in the strip.
      if (error instanceof CallError && error.code === 'CONFLICT')
        return queries.invalidateQueries({ queryKey: keys.settings });
      toast({ text: sayProblem(error), tone: 'bad' });
    }
  }

  const link = window.desktop === undefined ? goal?.url : null;
  const why = problem === null ? null : say(words.restartFailed, { problem: sayDetail(problem) });
  return (
    <div className={classes.restart} role="status">
      <span>{goal === null ? (why ?? (canRestart ? words.restartOffer : words.restart)) : onItsWay(words, goal)}</span>
      {link ? <a href={link.href}>{link.origin}</a> : null}
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

function onItsWay(words: Words['settings'], { url, isOutOfReach }: Goal): string {
  if (window.desktop !== undefined) return words.restartingWindow;
  if (url === null) return words.restarting;
  if (isOutOfReach) return words.restartingAway;
  return url.protocol === 'https:' && location.protocol === 'http:' ? words.restartingSecured : words.restartingTo;
}
