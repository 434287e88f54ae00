import { useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import type { ErrorDetail } from '../../contract/errors.ts';
import { call, CallError } from '../api/client.ts';
import { keys } from '../api/keys.ts';
import { useToast } from '../ui/toast.tsx';
import { processWords, type ProcessWords } from '../words/process-words.ts';
import { useWords } from '../words/words.tsx';
import { definitionOf, isProcessName, readEnv, type ProcessDraft } from './process-draft.ts';

export interface SaveProblem {
  /** refused: cannot be saved; check: can be, and would not work here. */
  readonly kind: 'refused' | 'check';
  readonly sentences: readonly string[];
}

export interface SaveProcess {
  readonly problem: SaveProblem | null;
  readonly wasTried: boolean;
  readonly isBusy: boolean;
  /** True once it is saved; the first time, what would not work here stops it, unless `isSure`. */
  readonly save: (draft: ProcessDraft, options: { isNew: boolean; isSure: boolean }) => Promise<boolean>;
}

/** Checks and saves a process. */
export function useSaveProcess(): SaveProcess {
  const { language, say, sayProblem, sayDetail } = useWords();
  const queries = useQueryClient();
  const toast = useToast();
  const [problem, setProblem] = useState<SaveProblem | null>(null);
  const [wasTried, setWasTried] = useState(false);
  const [isBusy, setIsBusy] = useState(false);

  /** English sentences name their key themselves. */
  const named = (detail: ErrorDetail): string =>
    language === 'en' || detail.field === null
      ? sayDetail(detail)
      : `${labelOf(detail.field, processWords[language])}: ${sayDetail(detail)}`;

  async function save(draft: ProcessDraft, { isNew, isSure }: { isNew: boolean; isSure: boolean }): Promise<boolean> {
    setWasTried(true);
    setProblem(null);
    const wrong = !isProcessName(draft.process.name)
      ? 'process-name'
      : draft.run.trim() === ''
        ? 'process-command'
        : null;
    if (wrong !== null) {
      document.getElementById(wrong)?.focus();
      return false;
    }
    if (readEnv(draft.env).wrongLine !== null) return false;
    const process = definitionOf(draft);
    setIsBusy(true);
    try {
      if (!isSure) {
        const { problems } = await call('checkProcess', { body: { process } });
        if (problems.length > 0) {
          setProblem({
            kind: 'check',
            sentences: problems.map(({ said, ...one }) =>
              named({ code: 'BODY_INVALID', ...one, ...(said && { said }) }),
            ),
          });
          return false;
        }
      }
      await call('putProcess', { path: { name: String(process['name']) }, body: { process, onlyNew: isNew } });
      await queries.invalidateQueries({ queryKey: keys.processes });
      toast({ text: say(processWords[language].editor.saved, { name: String(process['title'] ?? process['name']) }) });
      return true;
    } catch (error) {
      const details = error instanceof CallError ? error.details.map(named) : [];
      const whole = sayProblem(error);
      setProblem({ kind: 'refused', sentences: details.length > 0 ? details : [whole] });
      return false;
    } finally {
      setIsBusy(false);
    }
  }
  return { problem, wasTried, isBusy, save };
}

/** A key of a definition by the name that the editor gives it; what stands nowhere in the editor keeps its key. */
function labelOf(field: string, { command, editor }: ProcessWords): string {
  const labels: Readonly<Record<string, string>> = {
    command: command.programLabel,
    script: command.scriptLabel,
    cwd: command.cwd,
    parameters: editor.parameters,
  };
  return Object.hasOwn(labels, field) ? (labels[field] ?? field) : field.replace(/^env\./, '');
}
