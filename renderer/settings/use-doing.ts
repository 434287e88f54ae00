import { useQueryClient } from '@tanstack/react-query';
import { keys } from '../api/keys.ts';
import { useToast } from '../ui/toast.tsx';
import type { Busy } from '../ui/use-busy.ts';
import { useWords } from '../words/words.tsx';

export type Doing = ReturnType<typeof useDoing>;

/** Performs an action on backups, shows its error, and fetches the list again. */
export function useDoing() {
  const { notDone } = useWords();
  const toast = useToast();
  const queries = useQueryClient();
  return ({ whenIdle }: Busy, act: string, work: () => Promise<unknown>) =>
    void whenIdle(async () => {
      try {
        await work();
      } catch (error) {
        toast(notDone(act, error));
      }
      await queries.invalidateQueries({ queryKey: keys.backups });
    });
}
