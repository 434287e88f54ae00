import { useState } from 'react';
import { Button, Group, Radio, Textarea, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { isSecret, type Parameter } from '../../contract/process.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { processWords } from '../words/process-words.ts';
import { useWords } from '../words/words.tsx';
import { readEnv, type ProcessDraft } from './process-draft.ts';
import classes from './editor.module.css';

export interface CommandSectionProps {
  readonly draft: ProcessDraft;
  readonly wasTried: boolean;
  readonly onChange: (draft: ProcessDraft) => void;
}

/** The program, its arguments, working folder and environment. */
export function CommandSection({ draft, wasTried, onChange }: CommandSectionProps) {
  const { language, say } = useWords();
  const words = processWords[language].command;
  const { process, kind, run, env } = draft;
  const { wrongLine } = readEnv(env);
  const set = (change: Partial<ProcessDraft>) => onChange({ ...draft, ...change });
  const setProcess = (change: Partial<ProcessDraft['process']>) => set({ process: { ...process, ...change } });
  return (
    <>
      <Radio.Group
        label={words.kind}
        value={kind}
        onChange={(next) => set({ kind: next === 'script' ? 'script' : 'program' })}
      >
        <Group gap="lg" mt={6}>
          <Radio value="program" label={words.program} />
          <Radio value="script" label={words.script} />
        </Group>
      </Radio.Group>
      <Group gap="xs" align="end" wrap="nowrap">
        <TextInput
          id="process-command"
          flex={1}
          label={kind === 'script' ? words.scriptLabel : words.programLabel}
          description={kind === 'script' ? words.scriptHint : words.programHint}
          required
          value={run}
          error={wasTried && run.trim() === '' ? words.required : null}
          onChange={(event) => set({ run: event.currentTarget.value })}
        />
        <Browse purpose="program" onChosen={(file) => set({ run: file })} />
      </Group>
      <Arguments draft={draft} onArgs={(args) => setProcess({ args })} />
      <Group gap="xs" align="end" wrap="nowrap">
        <TextInput
          flex={1}
          label={words.cwd}
          value={process.cwd ?? ''}
          onChange={(event) => setProcess({ cwd: event.currentTarget.value })}
        />
        <Browse purpose="folder" onChosen={(folder) => setProcess({ cwd: folder })} />
      </Group>
      <Textarea
        className={classes.mono ?? ''}
        label={words.env}
        description={words.envHint}
        value={env}
        error={wrongLine === null ? null : say(words.envProblem, { line: wrongLine })}
        autosize
        minRows={2}
        maxRows={10}
        spellCheck={false}
        onChange={(event) => set({ env: event.currentTarget.value })}
      />
    </>
  );
}

interface BrowseProps {
  readonly purpose: 'program' | 'folder';
  readonly onChosen: (path: string) => void;
}

function Browse({ purpose, onChosen }: BrowseProps) {
  const { language } = useWords();
  if (window.desktop === undefined) return null;
  return (
    <Button
      variant="default"
      onClick={() => void window.desktop?.call('choose-file', purpose).then((path) => path !== null && onChosen(path))}
    >
      {processWords[language].command.browse}
    </Button>
  );
}

interface ArgumentsProps {
  readonly draft: ProcessDraft;
  readonly onArgs: (args: string[]) => void;
}

/** One field per argument; a chip inserts a value's placeholder into the field that was used last. */
function Arguments({ draft, onArgs }: ArgumentsProps) {
  const { language, say } = useWords();
  const words = processWords[language].command;
  const { args, parameters } = draft.process;
  const [last, setLast] = useState<number | null>(null);
  // Only a field added by the button takes the focus, not those of the first render.
  const [isAdding, setIsAdding] = useState(false);
  const names = Object.entries(parameters.properties)
    .filter(([name, parameter]) => name !== '' && !isSecret(parameter as Parameter))
    .map(([name]) => name);
  function insert(name: string): void {
    const placeholder = `{{${name}}}`;
    if (last === null || args[last] === undefined) onArgs([...args, placeholder]);
    else onArgs(args.map((arg, index) => (index === last ? arg + placeholder : arg)));
  }
  return (
    <div role="group" aria-label={words.args} className={classes.args}>
      <span className={classes.label}>{words.args}</span>
      <span className={classes.hint}>{words.argsHint}</span>
      {args.map((arg, index) => (
        <div key={index} className={classes.arg}>
          <Textarea
            size="xs"
            className={classes.mono ?? ''}
            aria-label={say(words.arg, { n: index + 1 })}
            value={arg}
            autoFocus={isAdding}
            autosize
            minRows={1}
            maxRows={8}
            spellCheck={false}
            onKeyDown={(event) => {
              // Line breaks are only for scripts that already have some: at the end of a plain argument one would be invisible.
              if (event.key === 'Enter' && !arg.includes('\n')) event.preventDefault();
            }}
            onFocus={() => setLast(index)}
            onChange={(event) => onArgs(args.map((each, at) => (at === index ? event.currentTarget.value : each)))}
          />
          <IconButton
            label={say(words.removeArg, { n: index + 1 })}
            onClick={() => onArgs(args.filter((_, at) => at !== index))}
          >
            <IconTrash size="1rem" />
          </IconButton>
        </div>
      ))}
      <div className={classes.chips}>
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconPlus size="0.875rem" />}
          onClick={() => {
            setIsAdding(true);
            onArgs([...args, '']);
          }}
        >
          {words.addArg}
        </Button>
        {names.length === 0 ? null : <span className={classes.hint}>{words.insert}</span>}
        {names.map((name) => (
          <button
            key={name}
            type="button"
            className={classes.chip}
            aria-label={say(words.insertOf, { name })}
            onClick={() => insert(name)}
          >
            {`{{${name}}}`}
          </button>
        ))}
      </div>
    </div>
  );
}
