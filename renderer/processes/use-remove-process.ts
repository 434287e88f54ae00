import { useCallback } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { useLocation } from 'wouter';
import type { ProcessRow } from '../../contract/console.ts';
import { call } from '../api/client.ts';
import { keys } from '../api/keys.ts';
import { useIsOffline } from '../api/use-live.tsx';
import { useConfirm } from '../ui/confirm.tsx';
import { useToast } from '../ui/toast.tsx';
import { processWords } from '../words/process-words.ts';
import { useWords } from '../words/words.tsx';

/** Deletes a process after a confirmation; if schedules use it, lists them and links there. */
export function useRemoveProcess(): (row: ProcessRow) => Promise<boolean> {
  const { language, w, say, count, notDone, mayNot } = useWords();
  const queries = useQueryClient();
  const confirm = useConfirm();
  const toast = useToast();
  const refusal = useIsOffline() ? w.app.problems.actionsOff : mayNot('editor');
  const [, navigate] = useLocation();
  return useCallback(
    async ({ process }) => {
      const words = processWords[language].remove;
      const name = process.title ?? process.name;
      if (refusal !== null) {
        toast({ text: refusal, id: 'offline' });
        return false;
      }
      try {
        const using = await schedulesUsing(process.name);
        if (using.length > 0) {
          const isToGo = await confirm({
            title: say(words.refusedTitle, { name }),
            text: count(words.refused, using.length, { names: using.map((each) => `“${each}”`).join(', ') }),
            confirm: words.understood,
            keep: w.app.actions.close,
          });
          if (isToGo) navigate(`/schedules?q=${encodeURIComponent(process.name)}`);
          return false;
        }
        const isSure = await confirm({
          title: say(words.title, { name }),
          text: words.text,
          confirm: words.confirm,
          keep: words.keep,
          isDangerous: true,
        });
        if (!isSure) return false;
        await call('deleteProcess', { path: { name: process.name } });
        toast({ text: say(words.done, { name }) });
        await queries.invalidateQueries({ queryKey: keys.processes });
        return true;
      } catch (error) {
        toast(notDone(words.confirm, error));
        return false;
      }
    },
    [language, w, say, count, notDone, queries, confirm, toast, navigate, refusal],
  );
}

/** The names of a process's schedules that have not ended. */
async function schedulesUsing(process: string): Promise<readonly string[]> {
  const { rows } = await call('schedules', { query: { process, limit: 1000 } });
  return rows.filter((row) => row.state !== 'ended').map((row) => row.name);
}
