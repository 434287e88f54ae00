import { useRef, useState } from 'react';
import { Button, FileButton, Input, Radio, Stack, Textarea } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import type { ImportAnswer } from '../../contract/upkeep.ts';
import { call, CallError } from '../api/client.ts';
import { readTextFile } from '../api/text-file.ts';
import { bytesIn } from '../words/bytes.ts';
import { useWords } from '../words/words.tsx';
import { ImportChanges } from './import-changes.tsx';
import { ImportProgress, useImportProgress } from './import-progress.tsx';
import { CrontabFields, EncodingField, type CrontabChoices } from './import-choices.tsx';
import classes from './settings.module.css';

const unsaid: CrontabChoices = { columns: null, cron: null };
const kinds = ['rota', 'crontab', 'windows-task'] as const;
type Kind = (typeof kinds)[number];

/** A longer text is kept, and not put into a field, where it would hold the page up. */
const longestShown = 300_000;

/** Takes a document in: first what would change, then the change itself. */
export function ImportPanel() {
  const { w, say, count, language, sayProblem, told } = useWords();
  const words = w.settings.data;
  const queries = useQueryClient();
  const going = useImportProgress();
  const [kind, setKind] = useState<Kind>('rota');
  const [text, setText] = useState('');
  const [file, setFile] = useState<File | null>(null);
  const [encoding, setEncoding] = useState<string | null>(null);
  const [choices, setChoices] = useState(unsaid);
  const [answer, setAnswer] = useState<ImportAnswer | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setIsBusy] = useState(false);

  const forgetFile = useRef<() => void>(null);
  async function open(chosen: File | null, wanted: string | null = null): Promise<void> {
    if (!chosen) return;
    // Or the same file could not be chosen again after it was mended.
    forgetFile.current?.();
    setEncoding(wanted);
    // What was said of one file does not hold for another.
    if (chosen !== file) setChoices(unsaid);
    try {
      const content = await readTextFile(chosen, wanted);
      if (/^\s*<\?xml/.test(content)) setKind('windows-task');
      give(content, chosen);
    } catch (error) {
      give('', chosen);
      const [fault] = error instanceof CallError ? error.details : [];
      // Of a file no person needs to hear by which name it was sent.
      setProblem(fault?.said ? told(fault.message, fault.said) : sayProblem(error));
    }
  }
  function give(next: string, from: File | null): void {
    setText(next);
    setFile(from);
    setAnswer(null);
    setProblem(null);
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
  const changes = answer?.changes ?? [];
  const wanted = changes.filter(({ change }) => change === 'add' || change === 'replace').length;
  return (
    <>
      <p className={classes.lead}>{words.importHint}</p>
      <Radio.Group
        label={words.kind}
        value={kind}
        onChange={(next) => {
          setKind(next);
          setAnswer(null);
          setProblem(null);
        }}
      >
        <Stack gap={8} mt={6}>
          {kinds.map((each) => (
            <Radio key={each} value={each} label={words.kinds[each]} />
          ))}
        </Stack>
      </Radio.Group>
      <div className={classes.row}>
        <FileButton
          resetRef={forgetFile}
          onChange={(file) => void open(file)}
          inputProps={{ 'aria-label': words.file }}
        >
          {(props) => (
            <Button {...props} size="xs" variant="default">
              {words.file}
            </Button>
          )}
        </FileButton>
        {file === null ? null : <span>{say(words.fileName, { name: file.name })}</span>}
      </div>
      {file === null ? null : <EncodingField value={encoding} onChange={(next) => void open(file, next)} />}
      {kind !== 'crontab' ? null : (
        <CrontabFields
          value={choices}
          questions={answer?.questions ?? []}
          onChange={(next) => {
            setChoices(next);
            setAnswer(null);
            // Who answers a question sees at once what becomes of it.
            if (answer?.isDryRun === true) void send(true, next);
          }}
        />
      )}
      {text.length > longestShown ? (
        <div>
          <p className={classes.hint}>{say(words.longText, { size: bytesIn(language, text.length) })}</p>
          {problem === null ? null : <Input.Error role="alert">{problem}</Input.Error>}
        </div>
      ) : (
        <Textarea
          className={classes.mono ?? ''}
          label={words.text}
          value={text}
          minRows={4}
          maxRows={12}
          autosize
          spellCheck={false}
          error={problem}
          onChange={(event) => give(event.currentTarget.value, null)}
        />
      )}
      <div className={classes.row}>
        <Button
          size="xs"
          variant="default"
          disabled={text.trim() === ''}
          loading={isBusy}
          onClick={() => void send(true)}
        >
          {words.check}
        </Button>
        {answer?.isDryRun && wanted > 0 ? (
          <Button size="xs" loading={isBusy} onClick={() => void send(false)}>
            {count(words.apply, wanted)}
          </Button>
        ) : null}
      </div>
      {isBusy ? <ImportProgress of={going.progress} signs={text.length} /> : null}
      {answer === null || isBusy ? null : <ImportChanges answer={answer} />}
    </>
  );
}

const said = ({ columns, cron }: CrontabChoices) => ({ ...(columns ? { columns } : {}), ...(cron ? { cron } : {}) });

const documentOf = (kind: Kind, text: string): unknown => (kind === 'rota' ? (JSON.parse(text) as unknown) : text);
