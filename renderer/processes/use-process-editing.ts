import { useState } from 'react';
import { useLocation } from 'wouter';
import type { ProcessRow } from '../../contract/console.ts';
import type { RpaProcess } from '../../contract/process.ts';
import { useToast } from '../ui/toast.tsx';
import { useLeaveQuestion } from '../ui/use-leave-question.ts';
import { useSaveKey } from '../ui/use-save-key.ts';
import { processWords } from '../words/process-words.ts';
import { useWords } from '../words/words.tsx';
import type { FromCommandLine } from './command-line.ts';
import { focusUnusable } from './parameters-editor.tsx';
import { definitionOf, draftOf, filledIn, type ProcessDraft } from './process-draft.ts';
import { useSaveProcess } from './use-save-process.ts';

/** The state of a process editor: input, saving, and conflicts with somebody else's changes. */
export function useProcessEditing(row: ProcessRow | null, initial: ProcessDraft) {
  const { w, language } = useWords();
  const toast = useToast();
  const [, navigate] = useLocation();
  const [draft, setDraft] = useState(initial);
  const [saved, setSaved] = useState(() => JSON.stringify(definitionOf(initial)));
  /** The stored version that the draft was made from; a newer one means that somebody else has saved. */
  const [base, setBase] = useState(row?.process ?? null);
  const [loads, setLoads] = useState(0);
  const { problem, forget, wasTried, isBusy, save } = useSaveProcess();
  const isNew = row === null;
  const [isSchemaUsable, setSchemaUsable] = useState(true);
  const isDirty = !isSchemaUsable || JSON.stringify(definitionOf(draft)) !== saved;
  const { actions, problems } = w.app;
  const { allowLeaving } = useLeaveQuestion(isDirty, {
    title: problems.leaveTitle,
    text: problems.leaveText,
    confirm: actions.leave,
    keep: actions.stay,
  });

  async function submit(isSure: boolean, was = base): Promise<void> {
    if (!isSchemaUsable) return focusUnusable();
    const stored = await save(draft, { was, isSure });
    if (stored === null) return;
    setBase(stored);
    setSaved(JSON.stringify(definitionOf(draft)));
    if (!isNew) return;
    allowLeaving();
    navigate(`/processes/${encodeURIComponent(draft.process.name.trim())}`);
  }
  function loadNewer(process: RpaProcess): void {
    setBase(process);
    setLoads(loads + 1);
    setDraft(draftOf(process));
    setSaved(JSON.stringify(definitionOf(draftOf(process))));
    forget();
  }
  function takeSample(found: FromCommandLine): void {
    const before = draft;
    show(filledIn(before, found));
    const { undo } = w.app.actions;
    toast({ text: processWords[language].sample.taken, action: { label: undo, run: () => show(before) } });
  }
  /** The parameters' editor keeps rows of its own: it begins anew. */
  function show(next: ProcessDraft): void {
    setDraft(next);
    setLoads((count) => count + 1);
  }
  useSaveKey(() => void submit(false));
  return {
    draft,
    setDraft,
    base,
    loads,
    problem,
    wasTried,
    isBusy,
    isDirty,
    setSchemaUsable,
    ...{ submit, loadNewer, takeSample },
  };
}
