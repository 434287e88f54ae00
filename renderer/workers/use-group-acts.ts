import { useMemo } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import type { FleetWorker, ShownGroup } from '../../contract/worker.ts';
import { call } from '../api/client.ts';
import { keys } from '../api/keys.ts';
import { useConfirm } from '../ui/confirm.tsx';
import { useToast } from '../ui/toast.tsx';
import { workerWords } from '../words/worker-words.ts';
import { useWords } from '../words/words.tsx';
import { schedulesFor } from './use-worker-acts.ts';

export interface GroupDraft {
  /** Its name until now; null: a new one. */
  readonly was: string | null;
  readonly name: string;
  readonly limit: number | null;
  /** IDs of workers. */
  readonly members: readonly string[];
}

export interface GroupActs {
  /** Throws the server's refusal. */
  readonly save: (draft: GroupDraft) => Promise<void>;
  readonly setLimit: (group: ShownGroup, limit: number | null) => Promise<void>;
  /** After a confirmation. */
  readonly remove: (group: ShownGroup) => Promise<void>;
}

/** What a person does with groups of workers. */
export function useGroupActs(workers: readonly FleetWorker[]): GroupActs {
  const { language, w, say, count, notDone } = useWords();
  const queries = useQueryClient();
  const confirm = useConfirm();
  const toast = useToast();
  return useMemo(() => {
    const words = workerWords[language].groups;
    const { schedulesFor: forIt } = workerWords[language];
    const refresh = () => queries.invalidateQueries({ queryKey: keys.workers });

    async function putLimit(name: string, limit: number | null): Promise<void> {
      await call('putWorkerGroup', { path: { name }, body: { limit } });
    }

    return {
      async save({ was, name, limit, members }) {
        try {
          if (was !== null && was !== name) await call('renameWorkerGroup', { path: { name: was }, body: { name } });
          await putLimit(name, limit);
          for (const { id, groups: known } of workers) {
            const groups = known.map((group) => (group === was ? name : group));
            const isIn = groups.includes(name);
            if (isIn === members.includes(id)) continue;
            const next = isIn ? groups.filter((group) => group !== name) : [...groups, name];
            await call('changeWorker', { path: { id }, body: { groups: next } });
          }
        } finally {
          await refresh();
        }
        toast({ text: say(words.saved, { name }) });
      },

      async setLimit({ name, limit: before }, limit) {
        const put = async (wanted: number | null): Promise<void> => {
          try {
            await putLimit(name, wanted);
            toast({
              id: `group ${name}`,
              text: say(words.saved, { name }),
              ...(wanted === before ? {} : { action: { label: w.app.actions.undo, run: () => void put(before) } }),
            });
          } catch (error) {
            toast(notDone(w.app.actions.save, error));
          }
          await refresh();
        };
        await put(limit);
      },

      async remove({ name, queued }) {
        const { title, text, waiting, confirm: verb, keep } = words.removal;
        try {
          const schedules = await schedulesFor(name);
          const parts = [
            text,
            ...(queued === 0 ? [] : [count(waiting, queued)]),
            ...(schedules === 0 ? [] : [count(forIt, schedules)]),
          ];
          const question = {
            title: say(title, { name }),
            text: parts.join(' '),
            confirm: verb,
            keep,
            isDangerous: true,
          };
          if (!(await confirm(question))) return;
          await call('deleteWorkerGroup', {
            path: { name },
            query: { force: queued + schedules > 0 ? 'true' : 'false' },
          });
          toast({ text: say(words.removed, { name }) });
        } catch (error) {
          toast(notDone(verb, error));
        }
        await refresh();
      },
    };
  }, [language, w, say, count, notDone, queries, confirm, toast, workers]);
}
