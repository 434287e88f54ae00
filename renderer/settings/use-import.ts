import { useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import type { FirstSteps } from '../../contract/first-steps.ts';
import { importKinds, type ImportKind } from '../../contract/import-kinds.ts';
import type { ImportAnswer } from '../../contract/upkeep.ts';
import { call, CallError } from '../api/client.ts';
import { keys } from '../api/keys.ts';
import { readTextFile } from '../api/text-file.ts';
import { useSearchState } from '../ui/hash-location.ts';
import { useWords } from '../words/words.tsx';
import type { CrontabChoices } from './import-choices.tsx';
import { useImportProgress } from './import-progress.tsx';

const unsaid: CrontabChoices = { columns: null, cron: null };
export { importKinds as kinds };
type Kind = ImportKind;

/** A document to import: the user's choices, and the server's preview. */
export function useImport() {
  const { w, say, sayProblem, told } = useWords();
  const words = w.settings.data;
  const queries = useQueryClient();
  const going = useImportProgress();
  const [wanted] = useState(useSearchState()[0].get('import'));
  const [kind, setKind] = useState<Kind>(importKinds.find((each) => each === wanted) ?? 'rota');
  // The screen that leads here has asked for the crontab of this user.
  const [text, setText] = useState(
    () => (wanted === 'crontab' && queries.getQueryData<FirstSteps>(keys.firstSteps)?.crontab) || '',
  );
  const [file, setFile] = useState<File | null>(null);
  const [encoding, setEncoding] = useState<string | null>(null);
  const [choices, setChoices] = useState(unsaid);
  const [answer, setAnswer] = useState<ImportAnswer | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setIsBusy] = useState(false);

  async function open(chosen: File | null, wanted: string | null = null): Promise<void> {
    if (!chosen) return;
    setEncoding(wanted);
    // Choices made for one file do not hold for another.
    if (chosen !== file) setChoices(unsaid);
    try {
      const content = await readTextFile(chosen, wanted);
      if (/^\s*<\?xml/.test(content)) setKind('windows-task');
      else if (/^\s*\[(?:Timer|Path)\]\s*$/m.test(content)) setKind('systemd');
      give(content, chosen);
    } catch (error) {
      give('', chosen);
      const [fault] = error instanceof CallError ? error.details : [];
      // The message alone: the name of the request field means nothing to a person.
      setProblem(fault?.said ? told(fault.message, fault.said) : sayProblem(error));
    }
  }
  function give(next: string, from: File | null): void {
    setText(next);
    setFile(from);
    unsay();
  }
  async function send(isDryRun: boolean, chosen = choices): Promise<void> {
    setProblem(null);
    setIsBusy(true);
    going.forget();
    try {
      const document = documentOf(kind, text);
      setAnswer(
        await call('importAll', {
          body: { kind, document, isDryRun, progress: going.token, ...(kind === 'crontab' ? said(chosen) : {}) },
        }),
      );
      if (!isDryRun) await queries.invalidateQueries();
    } catch (error) {
      const message = sayProblem(error);
      setProblem(error instanceof SyntaxError ? say(words.notJson, { problem: message }) : message);
    } finally {
      setIsBusy(false);
    }
  }
  /** Discards an answer that no longer fits the document. */
  function unsay(): void {
    setAnswer(null);
    setProblem(null);
  }
  function chooseKind(next: Kind): void {
    setKind(next);
    unsay();
  }
  function choose(next: CrontabChoices): void {
    setChoices(next);
    setAnswer(null);
    // After an answered question the preview is refreshed at once.
    if (answer?.isDryRun === true) void send(true, next);
  }
  return { kind, chooseKind, text, file, encoding, choices, choose, answer, problem, isBusy, going, open, give, send };
}

const said = ({ columns, cron }: CrontabChoices) => ({ ...(columns ? { columns } : {}), ...(cron ? { cron } : {}) });

const documentOf = (kind: Kind, text: string): unknown => (kind === 'rota' ? (JSON.parse(text) as unknown) : text);
