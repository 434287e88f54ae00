import { useRef } from 'react';
import { Button, FileButton, Input, Textarea } from '@mantine/core';
import { bytesIn } from '../words/bytes.ts';
import { useWords } from '../words/words.tsx';
import classes from './settings.module.css';

interface FileChoiceProps {
  readonly file: File | null;
  readonly onChoose: (file: File) => void;
}

/** The document as a file. */
export function FileChoice({ file, onChoose }: FileChoiceProps) {
  const { w, say } = useWords();
  const words = w.settings.data;
  const forgetFile = useRef<() => void>(null);
  function take(chosen: File | null): void {
    if (!chosen) return;
    // Otherwise the same file could not be chosen again after a correction.
    forgetFile.current?.();
    onChoose(chosen);
  }
  return (
    <div className={classes.row}>
      <FileButton resetRef={forgetFile} onChange={take} inputProps={{ 'aria-label': words.file }}>
        {(props) => (
          <Button {...props} size="xs" variant="default">
            {words.file}
          </Button>
        )}
      </FileButton>
      {file === null ? null : <span>{say(words.fileName, { name: file.name })}</span>}
    </div>
  );
}

/** A longer text is kept but not shown in a field, where it would block the page. */
const longestShown = 300_000;

interface DocumentTextProps {
  readonly text: string;
  readonly problem: string | null;
  readonly onChange: (text: string) => void;
}

/** The document as text, with its errors. */
export function DocumentText({ text, problem, onChange }: DocumentTextProps) {
  const { w, say, language } = useWords();
  const words = w.settings.data;
  return text.length > longestShown ? (
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
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
