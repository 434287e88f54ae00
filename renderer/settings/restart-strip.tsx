import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { call, CallError, type Answer } from '../api/client.ts';
import { keys } from '../api/keys.ts';
import { useConfirm } from '../ui/confirm.tsx';
import { useToast } from '../ui/toast.tsx';
import { useWords } from '../words/words.tsx';
import { OnItsWay, useOnItsWay } from './on-its-way.tsx';
import classes from './settings.module.css';

interface RestartStripProps {
  readonly canRestart: boolean;
  /** Why the last restart could not use the wanted address. */
  readonly problem: Answer<'settings'>['restartProblem'];
}

/** Says that changes need a restart, offers it, and shows why the last one failed. */
export function RestartStrip({ canRestart, problem }: RestartStripProps) {
  const { w, count, say, sayDetail, sayProblem } = useWords();
  const words = w.settings;
  const confirm = useConfirm();
  const toast = useToast();
  const queries = useQueryClient();
  const { goal, go } = useOnItsWay();

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
      await go(await call('restartServer'), epoch);
    } catch (error) {
      // The strip shows why the address cannot be used.
      if (error instanceof CallError && error.code === 'CONFLICT')
        return queries.invalidateQueries({ queryKey: keys.settings });
      toast({ text: sayProblem(error), tone: 'bad' });
    }
  }

  const why = problem === null ? null : say(words.restartFailed, { problem: sayDetail(problem) });
  return (
    <div className={classes.restart} role="status">
      {goal === null ? (
        <span>{why ?? (canRestart ? words.restartOffer : words.restart)}</span>
      ) : (
        <OnItsWay goal={goal} />
      )}
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
