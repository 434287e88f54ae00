import { useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import type { ErrorDetail } from '../../contract/errors.ts';
import type { RpaProcess } from '../../contract/process.ts';
import { call, CallError } from '../api/client.ts';
import { keys } from '../api/keys.ts';
import { useToast } from '../ui/toast.tsx';
import { useBusy } from '../ui/use-busy.ts';
import { processWords } from '../words/process-words.ts';
import { useWords } from '../words/words.tsx';
import { fieldLabel } from './field-label.ts';
import { definitionOf, isProcessName, readEnv, type ProcessDraft } from './process-draft.ts';

export interface SaveProblem {
  /** refused: cannot be saved; check: can be saved but would not work here; stale: somebody else saved first. */
  readonly kind: 'refused' | 'check' | 'stale';
  readonly sentences: readonly string[];
}

export interface SaveProcess {
  readonly problem: SaveProblem | null;
  readonly forget: () => void;
  readonly wasTried: boolean;
  readonly isBusy: boolean;
  /** The saved process; null if it was not saved. A process that would not work here is saved only with `isSure`. */
  readonly save: (draft: ProcessDraft, options: SaveOptions) => Promise<RpaProcess | null>;
}

interface SaveOptions {
  /** The version that it replaces, as it was read; null: a new one. */
  readonly was: RpaProcess | null;
  readonly isSure: boolean;
}

/** Checks and saves a process. */
export function useSaveProcess(): SaveProcess {
  const { language, say, sayProblem, sayDetail, told } = useWords();
  const queries = useQueryClient();
  const toast = useToast();
  const [problem, setProblem] = useState<SaveProblem | null>(null);
  const [wasTried, setWasTried] = useState(false);
  const { isBusy, whenIdle } = useBusy();

  /** Errors use the editor's label of the field; an untranslated English text names its key itself. */
  function named(detail: ErrorDetail): string {
    const { field, said } = detail;
    if (field === null || (language === 'en' && !said)) return sayDetail(detail);
    const label = fieldLabel(field, processWords[language], say);
    return `${label}: ${said ? told(said) : sayDetail(detail)}`;
  }

  async function save(draft: ProcessDraft, options: SaveOptions): Promise<RpaProcess | null> {
    setWasTried(true);
    setProblem(null);
    const wrong = !isProcessName(draft.process.name)
      ? 'process-name'
      : draft.run.trim() === ''
        ? 'process-command'
        : null;
    if (wrong !== null) {
      document.getElementById(wrong)?.focus();
      return null;
    }
    if (readEnv(draft.env).wrongLine !== null) return null;
    return (await whenIdle(() => send(definitionOf(draft), options))) ?? null;
  }

  async function send(process: Record<string, unknown>, { was, isSure }: SaveOptions): Promise<RpaProcess | null> {
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
          return null;
        }
      }
      const body = { process, onlyNew: was === null, ...(was && { was }) };
      const answer = await call('putProcess', { path: { name: String(process['name']) }, body });
      await queries.invalidateQueries({ queryKey: keys.processes });
      toast({ text: say(processWords[language].editor.saved, { name: String(process['title'] ?? process['name']) }) });
      return answer.process;
    } catch (error) {
      if (error instanceof CallError && error.code === 'VERSION_CONFLICT') {
        await queries.invalidateQueries({ queryKey: keys.processes });
        setProblem({ kind: 'stale', sentences: [] });
        return null;
      }
      const details = error instanceof CallError ? error.details.map(named) : [];
      const whole = sayProblem(error);
      setProblem({ kind: 'refused', sentences: details.length > 0 ? details : [whole] });
      return null;
    }
  }
  return { problem, forget: () => setProblem(null), wasTried, isBusy, save };
}
