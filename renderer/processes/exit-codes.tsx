import { useState } from 'react';
import { Button, Select, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { exitMeanings } from '../../contract/process.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { processWords } from '../words/process-words.ts';
import { useWords } from '../words/words.tsx';
import type { ProcessDraft } from './process-draft.ts';
import classes from './editor.module.css';

interface ExitCodesProps {
  readonly codes: ProcessDraft['exitCodes'];
  readonly onChange: (codes: ProcessDraft['exitCodes']) => void;
}

/** What the exit codes of a process mean. */
export function ExitCodes({ codes, onChange }: ExitCodesProps) {
  const { language, say } = useWords();
  const words = processWords[language].outputs;
  const [isAdding, setIsAdding] = useState(false);
  const setCode = (index: number, change: Partial<(typeof codes)[number]>) =>
    onChange(codes.map((each, at) => (at === index ? { ...each, ...change } : each)));
  return (
    <div role="group" aria-label={words.exitCodes} className={classes.args}>
      <span className={classes.label}>{words.exitCodes}</span>
      <span className={classes.hint}>{words.exitCodesHint}</span>
      {codes.map(({ code, meaning }, index) => (
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
            onClick={() => onChange(codes.filter((_, at) => at !== index))}
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
            onChange([...codes, { code: '', meaning: 'do-not-retry' }]);
          }}
        >
          {words.addCode}
        </Button>
      </div>
    </div>
  );
}
