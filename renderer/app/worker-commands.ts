import { useMemo } from 'react';
import { useLocation } from 'wouter';
import type { FleetWorker } from '../../contract/worker.ts';
import { useWorkers } from '../api/workers.ts';
import { useWords } from '../words/words.tsx';
import { workerWords } from '../words/worker-words.ts';
import { useWorkerActs } from '../workers/use-worker-acts.ts';
import { commandFamily, type CommandFamily } from './commands.ts';

const none: readonly FleetWorker[] = [];

/** The palette's commands for each worker, found by its name and its aliases. */
export function useWorkerCommands(): CommandFamily {
  const { language, say, mayNot } = useWords();
  const [, navigate] = useLocation();
  const acts = useWorkerActs();
  const workers = useWorkers().data?.workers ?? none;
  return useMemo(() => {
    const words = workerWords[language].palette;
    const isAdministrator = mayNot('administrator') === null;
    const kind = (sentence: string, id: string, run: (worker: FleetWorker) => unknown) => ({
      verb: say(sentence, { name: '' }),
      command: (worker: FleetWorker) => ({
        id: `${id} ${worker.id}`,
        text: say(sentence, { name: worker.name }),
        run: () => void run(worker),
      }),
    });
    return commandFamily({
      items: workers,
      nameOf: ({ name, aliases }) => [name, ...aliases].join(' '),
      kinds: [
        { ...kind(words.drain, 'drain', acts.drain), suits: ({ mode }) => isAdministrator && mode === null },
        {
          ...kind(words.maintain, 'maintain', acts.maintain),
          suits: ({ mode }) => isAdministrator && mode?.kind !== 'maintenance',
        },
        { ...kind(words.resume, 'to-work', acts.resume), suits: ({ mode }) => isAdministrator && mode !== null },
        kind(words.runs, 'runs-of', ({ id }) => navigate(`/runs?worker=${encodeURIComponent(id)}&period=30d`)),
      ],
    });
  }, [workers, language, say, mayNot, acts, navigate]);
}
