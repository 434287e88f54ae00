import { useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import type { ErrorDetail } from '../../contract/errors.ts';
import type { RpaProcess } from '../../contract/process.ts';
import { call, CallError } from '../api/client.ts';
import { keys } from '../api/keys.ts';
import { useProcesses } from '../api/queries.ts';
import { followUpFieldId } from '../follow-ups/follow-up-field.ts';
import { followUpProblems } from '../follow-ups/follow-up-problems.ts';
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
  /** Those about what follows, by the id of the field. */
  readonly fields?: Readonly<Record<string, string>>;
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
  const speech = useWords();
  const { language, say, sayProblem, sayDetail, told } = speech;
  const processes = useProcesses().data?.processes;
  const schemaOf = (name: string) => processes?.find((row) => row.process.name === name)?.process.parameters;
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
    const wrongThen = followUpProblems(draft.process.then, schemaOf, speech);
    if (wrongThen.length > 0) {
      const sentences = wrongThen.map(({ label, message }) => `${label}: ${message}`);
      setProblem({ kind: 'refused', sentences, fields: byField(wrongThen) });
      return null;
    }
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
      const details = error instanceof CallError ? error.details : [];
      const sentences = details.length > 0 ? details.map(named) : [sayProblem(error)];
      const ofFollowUps = details.flatMap((detail) => {
        const id = followUpFieldId(detail.field);
        return id === null ? [] : [{ id, message: sayDetail(detail) }];
      });
      setProblem({ kind: 'refused', sentences, fields: byField(ofFollowUps) });
      return null;
    }
  }
  return { problem, forget: () => setProblem(null), wasTried, isBusy, save };
}

const byField = (problems: readonly { readonly id: string; readonly message: string }[]): Record<string, string> =>
  Object.fromEntries(problems.map(({ id, message }) => [id, message]));
