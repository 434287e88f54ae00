import { useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import type { ErrorDetail } from '../../contract/errors.ts';
import { call, CallError } from '../api/client.ts';
import { keys } from '../api/keys.ts';
import { useToast } from '../ui/toast.tsx';
import { processWords } from '../words/process-words.ts';
import { useWords } from '../words/words.tsx';
import { fieldLabel } from './field-label.ts';
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
  const { language, say, sayProblem, sayDetail, told } = useWords();
  const queries = useQueryClient();
  const toast = useToast();
  const [problem, setProblem] = useState<SaveProblem | null>(null);
  const [wasTried, setWasTried] = useState(false);
  const [isBusy, setIsBusy] = useState(false);

  /** Said of the field as the editor calls it; an English text without a sentence names its key itself. */
  function named(detail: ErrorDetail): string {
    const { field, said } = detail;
    if (field === null || (language === 'en' && !said)) return sayDetail(detail);
    const label = fieldLabel(field, processWords[language], say);
    return `${label}: ${said ? told(said) : sayDetail(detail)}`;
  }

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
