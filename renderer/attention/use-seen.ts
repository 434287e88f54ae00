import { useQueryClient } from '@tanstack/react-query';
import type { AttentionAnswer, AttentionItem } from '../../contract/overview.ts';
import { call } from '../api/client.ts';
import { keys } from '../api/keys.ts';
import { useProcessTitle } from '../api/queries.ts';
import { useToast } from '../ui/toast.tsx';
import { useWords } from '../words/words.tsx';

/** The name of what needs attention: of a schedule its own, of single starts the title of the process. */
export function useItemName(): (item: AttentionItem) => string {
  const titleOf = useProcessTitle();
  return ({ schedule, process }) => schedule?.name || titleOf(process);
}

/** Says to the server that somebody has seen an item, or all of them, and offers to take that back. */
export function useSeen(answer: AttentionAnswer): (item: AttentionItem | null) => Promise<void> {
  const { w, say, notDone } = useWords();
  const words = w.overview.attention;
  const queries = useQueryClient();
  const toast = useToast();
  const nameOf = useItemName();
  const fetchAgain = () => queries.invalidateQueries({ queryKey: keys.attention });

  async function takeBack(runs: string[]): Promise<void> {
    try {
      await call('attentionNotSeen', { body: { runs } });
    } catch (error) {
      toast(notDone(w.app.actions.undo, error));
    }
    await fetchAgain();
  }

  return async (item) => {
    try {
      const { runs } = await call('attentionSeen', {
        body: { upTo: answer.upTo, ...(item === null ? {} : { keys: [item.key] }) },
      });
      if (runs.length > 0)
        toast({
          text: item === null ? words.allMarked : say(words.marked, { name: nameOf(item) }),
          action: { label: w.app.actions.undo, run: () => void takeBack(runs) },
        });
    } catch (error) {
      toast(notDone(item === null ? words.allSeen : words.seen, error));
    }
    await fetchAgain();
  };
}
