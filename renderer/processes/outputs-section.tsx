import { useState } from 'react';
import { Button, Checkbox, Select, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { exitMeanings } from '../../contract/process.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { processWords } from '../words/process-words.ts';
import { useWords } from '../words/words.tsx';
import type { ProcessDraft } from './process-draft.ts';
import classes from './editor.module.css';

export interface OutputsSectionProps {
  readonly draft: ProcessDraft;
  readonly onChange: (draft: ProcessDraft) => void;
}

/** How a process is listened to: its way of speaking, exit codes, and who hears of its end. */
export function OutputsSection({ draft, onChange }: OutputsSectionProps) {
  const { language, say } = useWords();
  const words = processWords[language].outputs;
  const { process, exitCodes } = draft;
  const [isAdding, setIsAdding] = useState(false);
  const setProcess = (change: Partial<ProcessDraft['process']>) =>
    onChange({ ...draft, process: { ...process, ...change } });
  const setCode = (index: number, change: Partial<(typeof exitCodes)[number]>) =>
    onChange({ ...draft, exitCodes: exitCodes.map((each, at) => (at === index ? { ...each, ...change } : each)) });
  return (
    <>
      <p className={classes.lead}>{words.lead}</p>
      <div className={classes.pair}>
        <Select
          label={words.preset}
          data={(['rota', 'robocorp', 'xyops'] as const).map((value) => ({ value, label: words.presets[value] }))}
          value={process.preset}
          allowDeselect={false}
          onChange={(preset) => setProcess({ preset: preset ?? 'rota' })}
        />
        <Select
          label={words.stdin}
          data={(['none', 'json'] as const).map((value) => ({ value, label: words.stdins[value] }))}
          value={process.stdin}
          allowDeselect={false}
          onChange={(stdin) => setProcess({ stdin: stdin ?? 'none' })}
        />
      </div>
      <div role="group" aria-label={words.exitCodes} className={classes.args}>
        <span className={classes.label}>{words.exitCodes}</span>
        <span className={classes.hint}>{words.exitCodesHint}</span>
        {exitCodes.map(({ code, meaning }, index) => (
          <div key={index} className={classes.arg}>
            <TextInput
              size="xs"
              w={110}
              aria-label={words.code}
              value={code}
              autoFocus={isAdding}
              maxLength={50}
              onChange={(event) => setCode(index, { code: event.currentTarget.value })}
            />
            <Select
              size="xs"
              flex={1}
              aria-label={words.meaning}
              data={exitMeanings.map((value) => ({ value, label: words.meanings[value] }))}
              value={meaning}
              allowDeselect={false}
              onChange={(next) => setCode(index, { meaning: next ?? meaning })}
            />
            <IconButton
              label={say(words.removeCode, { code })}
              onClick={() => onChange({ ...draft, exitCodes: exitCodes.filter((_, at) => at !== index) })}
            >
              <IconTrash size="1rem" />
            </IconButton>
          </div>
        ))}
        <div>
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconPlus size="0.875rem" />}
            onClick={() => {
              setIsAdding(true);
              onChange({ ...draft, exitCodes: [...exitCodes, { code: '', meaning: 'do-not-retry' }] });
            }}
          >
            {words.addCode}
          </Button>
        </div>
      </div>
      <Checkbox
        label={words.merge}
        description={words.mergeHint}
        checked={process.mergeOutput}
        onChange={(event) => setProcess({ mergeOutput: event.currentTarget.checked })}
      />
      <div className={classes.pair}>
        <TextInput
          label={words.encoding}
          description={words.encodingHint}
          value={process.encoding}
          maxLength={40}
          onChange={(event) => setProcess({ encoding: event.currentTarget.value })}
        />
        <TextInput
          label={words.callback}
          description={words.callbackHint}
          type="url"
          placeholder="https://"
          value={process.callbackUrl ?? ''}
          onChange={(event) => setProcess({ callbackUrl: event.currentTarget.value })}
        />
      </div>
    </>
  );
}
