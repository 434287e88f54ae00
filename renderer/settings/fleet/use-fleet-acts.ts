import { useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { keys } from '../../api/keys.ts';
import { useBusy } from '../../ui/use-busy.ts';
import { useWords } from '../../words/words.tsx';

/** Performs one act at a time; what is wrong stands below its form until the next try. */
export function useFleetActs() {
  const { sayProblem } = useWords();
  const queries = useQueryClient();
  const { isBusy, whenIdle } = useBusy();
  const [problem, setProblem] = useState<string | null>(null);
  const act = (work: () => Promise<void>) =>
    void whenIdle(async () => {
      setProblem(null);
      try {
        await work();
        await queries.invalidateQueries({ queryKey: keys.membership });
        await queries.invalidateQueries({ queryKey: keys.settings });
      } catch (error) {
        setProblem(sayProblem(error));
      }
    });
  return { isBusy, problem, act };
}
