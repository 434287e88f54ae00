import { useQueryClient } from '@tanstack/react-query';
import { keys } from '../../api/keys.ts';
import { useToast } from '../../ui/toast.tsx';
import { useWords } from '../../words/words.tsx';

/** Does something with a user and says that it is done; a refusal is shown, and undefined returned. */
export function useUserAct() {
  const { notDone } = useWords();
  const toast = useToast();
  const queries = useQueryClient();
  return async <Result>(
    name: string,
    done: string | null,
    work: () => Promise<Result>,
  ): Promise<Result | undefined> => {
    try {
      const result = await work();
      if (done !== null) toast({ text: done });
      return result;
    } catch (error) {
      toast(notDone(name, error));
      return undefined;
    } finally {
      void queries.invalidateQueries({ queryKey: keys.users });
      void queries.invalidateQueries({ queryKey: keys.allSessions });
    }
  };
}

export type UserAct = ReturnType<typeof useUserAct>;
