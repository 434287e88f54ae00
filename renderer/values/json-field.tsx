import { parseMarkingRounded, roundedPlace } from '../../contract/exact-json.ts';
import { useRef, useState } from 'react';
import { Textarea } from '@mantine/core';
import { useWords } from '../words/words.tsx';
import classes from './values-form.module.css';

export interface JsonFieldProps {
  readonly id: string;
  readonly label: React.ReactNode;
  readonly description?: React.ReactNode;
  readonly value: unknown;
  readonly problem?: string | undefined;
  readonly isRequired?: boolean;
  readonly mustBeObject?: boolean;
  readonly minRows?: number;
  /** An error in parsed JSON, as a sentence; the value is then not passed on, as if it were invalid JSON. */
  readonly check?: (read: unknown) => string | null;
  /** Called when the text becomes valid or invalid. */
  readonly onJudged?: (isUsable: boolean) => void;
  /** Called with the parsed value, only while the text is valid JSON; undefined if it is empty. */
  readonly onChange: (value: unknown) => void;
}

/**
 * A value edited as JSON; the text stays as typed, with the error below it. While it is invalid, the field itself is invalid, which
 * `unreadableValues` finds.
 */
export function JsonField({
  id,
  label,
  description,
  value,
  problem,
  isRequired = false,
  mustBeObject = false,
  minRows = 2,
  check,
  onJudged,
  onChange,
}: JsonFieldProps) {
  const { w, say } = useWords();
  const [text, setText] = useState(() => (value === undefined ? '' : JSON.stringify(value, null, 2)));
  const [notJson, setNotJson] = useState<string | null>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  function judge(problem: string | null): void {
    setNotJson(problem);
    field.current?.setCustomValidity(problem ?? '');
    onJudged?.(problem === null);
  }
  function change(next: string): void {
    setText(next);
    try {
      const read = next.trim() === '' ? undefined : parseMarkingRounded(next);
      if (roundedPlace(read) !== null) {
        judge(w.fields.problems.digits);
        return;
      }
      const isObject = typeof read === 'object' && read !== null && !Array.isArray(read);
      if (mustBeObject && read !== undefined && !isObject) {
        judge(w.fields.notObject);
        return;
      }
      const wrong = check?.(read) ?? null;
      judge(wrong);
      if (wrong === null) onChange(read);
    } catch (error) {
      const { message } = error as SyntaxError;
      const [, line, column] = /line (\d+) column (\d+)/.exec(message) ?? [];
      judge(
        line === undefined || column === undefined
          ? /end of JSON/.test(message)
            ? w.fields.notJsonEnd
            : say(w.fields.notJson, { problem: message })
          : say(w.fields.notJsonAt, { line, column }),
      );
    }
  }
  return (
    <Textarea
      ref={field}
      id={id}
      label={label}
      description={description}
      value={text}
      onChange={(event) => change(event.currentTarget.value)}
      error={notJson ?? problem}
      required={isRequired}
      autosize
      minRows={minRows}
      maxRows={24}
      spellCheck={false}
      className={classes.mono ?? ''}
    />
  );
}
