import { useState } from 'react';
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
  /** Called with what was read, only while the text is JSON; undefined when it is empty. */
  readonly onChange: (value: unknown) => void;
}

/** A value written as JSON; the text stays as it is typed, and what is wrong with it stands under it. */
export function JsonField({
  id,
  label,
  description,
  value,
  problem,
  isRequired = false,
  mustBeObject = false,
  minRows = 2,
  onChange,
}: JsonFieldProps) {
  const { w, say } = useWords();
  const [text, setText] = useState(() => (value === undefined ? '' : JSON.stringify(value, null, 2)));
  const [notJson, setNotJson] = useState<string | null>(null);
  function change(next: string): void {
    setText(next);
    try {
      const read: unknown = next.trim() === '' ? undefined : JSON.parse(next);
      const isObject = typeof read === 'object' && read !== null && !Array.isArray(read);
      if (mustBeObject && read !== undefined && !isObject) {
        setNotJson(w.fields.notObject);
        return;
      }
      setNotJson(null);
      onChange(read);
    } catch (error) {
      setNotJson(say(w.fields.notJson, { problem: error instanceof Error ? error.message : String(error) }));
    }
  }
  return (
    <Textarea
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
