import { useRef } from 'react';
import { Button, FileButton } from '@mantine/core';
import { isFileValue, maxBytesOf, sizeWords } from '../../contract/file-value.ts';
import { useWords } from '../words/words.tsx';
import type { FormParameter } from './field-kind.ts';
import { sendingMark } from './unreadable.ts';
import { useFileSending } from './use-file-sending.ts';
import classes from './values-form.module.css';

export interface FileFieldProps {
  readonly id: string;
  readonly label: string;
  readonly description?: string | undefined;
  readonly parameter: FormParameter;
  readonly value: unknown;
  readonly problem?: string | undefined;
  readonly isRequired: boolean;
  readonly onChange: (value: unknown) => void;
}

/** A file: uploaded as soon as it is chosen, then shown by name and size. */
export function FileField({ id, label, description, parameter, value, problem, isRequired, onChange }: FileFieldProps) {
  const { w, say, times } = useWords();
  const words = w.fields;
  const button = useRef<HTMLButtonElement>(null);
  const most = maxBytesOf(parameter);
  const { forget, mark, wrong, sending, take } = useFileSending(most, onChange);
  const file = isFileValue(value) ? value : null;
  const size = (bytes: number) => sizeWords(bytes, times.number);
  return (
    <div className={classes.secret}>
      <span className={classes.label} id={`${id}-label`}>
        {label}
        {isRequired ? <span className={classes.required}> *</span> : null}
      </span>
      <span className={classes.hint} id={`${id}-hint`}>
        {description === undefined ? '' : `${description} `}
        {say(words.fileMost, { limit: size(most) })}
      </span>
      <div className={classes.secretRow}>
        <FileButton
          resetRef={forget}
          onChange={(chosen) => void take(chosen)}
          inputProps={{ tabIndex: -1, 'aria-hidden': true }}
        >
          {(props) => (
            <Button
              {...props}
              id={id}
              ref={button}
              size="compact-sm"
              variant="default"
              aria-busy={sending !== null}
              aria-describedby={`${id}-label ${id}-hint ${id}-state`}
            >
              {file === null ? words.fileChoose : words.secretReplace}
            </Button>
          )}
        </FileButton>
        <span id={`${id}-state`} aria-live="polite">
          {sending !== null
            ? say(words.fileSending, { name: sending })
            : file === null
              ? words.fileNone
              : say(words.fileShown, { name: file.name, size: size(file.bytes) })}
        </span>
        {file === null ? null : (
          <Button
            size="compact-sm"
            variant="subtle"
            aria-label={say(words.removeUnknown, { name: file.name })}
            onClick={() => {
              onChange(undefined);
              button.current?.focus();
            }}
          >
            {words.remove}
          </Button>
        )}
      </div>
      <textarea ref={mark} id={id + sendingMark} hidden aria-hidden tabIndex={-1} />
      {(wrong ?? problem) === undefined || (wrong ?? problem) === null ? null : (
        <p className={classes.problem} role="alert">
          {wrong ?? problem}
        </p>
      )}
    </div>
  );
}
