import { useState } from 'react';
import { Button, Group, Textarea } from '@mantine/core';
import { useSession } from '../api/queries.ts';
import { Dialog } from '../ui/dialog.tsx';
import { processWords } from '../words/process-words.ts';
import { useWords } from '../words/words.tsx';
import { readCommandLine, type FromCommandLine } from './command-line.ts';
import classes from './editor.module.css';

interface SampleCommandProps {
  readonly onTake: (found: FromCommandLine) => void;
}

/** Fills in a new process from a command line; what would be filled in is shown before. */
export function SampleCommand({ onTake }: SampleCommandProps) {
  const { w, language } = useWords();
  const words = processWords[language].sample;
  const platform = useSession().data?.worker.platform ?? '';
  const [isOpen, setIsOpen] = useState(false);
  const [text, setText] = useState('');
  const read = text.trim() === '' ? null : readCommandLine(text, platform);
  const found = typeof read === 'object' ? read : null;
  function take(): void {
    if (found === null) return;
    setIsOpen(false);
    onTake(found);
  }
  return (
    <>
      <div>
        <Button size="xs" variant="default" onClick={() => setIsOpen(true)}>
          {words.open}
        </Button>
      </div>
      <Dialog
        title={words.title}
        isOpen={isOpen}
        onClose={() => setIsOpen(false)}
        onConfirm={take}
        width={640}
        footer={
          <Group gap="xs" justify="flex-end">
            <Button variant="default" onClick={() => setIsOpen(false)}>
              {w.app.actions.cancel}
            </Button>
            <Button disabled={found === null} onClick={take}>
              {words.take}
            </Button>
          </Group>
        }
      >
        <Textarea
          className={classes.mono ?? ''}
          label={words.line}
          description={words.lineHint}
          placeholder={words.example}
          value={text}
          autosize
          minRows={2}
          maxRows={8}
          spellCheck={false}
          data-autofocus
          error={typeof read === 'string' ? words.problems[read] : null}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        {found === null ? null : <Found found={found} />}
      </Dialog>
    </>
  );
}

function Found({ found }: { readonly found: FromCommandLine }) {
  const { language } = useWords();
  const { sample, command, basics, parameters } = processWords[language];
  const values = Object.entries(found.parameters).map(([name, { default: given, format }]) =>
    format === 'password' ? `${name} (${parameters.kinds.secret})` : `${name} = ${String(given)}`,
  );
  const rows = [
    [basics.id, found.name],
    [command.programLabel, found.command],
    [command.args, found.args.join('\n')],
    [command.cwd, found.cwd ?? ''],
    [command.env, found.env.map(([name, value]) => `${name}=${value}`).join('\n')],
    [sample.parameters, values.join('\n')],
  ].filter(([, text]) => text !== '');
  return (
    <div role="status" className={classes.found}>
      <dl className={classes.foundList}>
        {rows.map(([label, text]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      {found.notes.map((note) => (
        <p key={note} className={classes.hint}>
          {sample.notes[note]}
        </p>
      ))}
    </div>
  );
}
