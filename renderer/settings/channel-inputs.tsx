import { Checkbox, NumberInput, PasswordInput, Select, Textarea, TextInput } from '@mantine/core';
import { useWords } from '../words/words.tsx';
import type { ChannelField, Values } from './channel-fields.ts';
import classes from './settings.module.css';

export interface ChannelInputProps {
  readonly field: ChannelField;
  readonly values: Values;
  /** Whether its secret is stored. */
  readonly isStored: boolean;
  readonly problem: string | undefined;
  readonly onChange: (value: unknown) => void;
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** One field of a channel's form. */
export function ChannelInput({ field, values, isStored, problem, onChange }: ChannelInputProps) {
  const { w } = useWords();
  const words = w.settings.channels;
  const { name, input, isRequired = false } = field;
  const { label, hint } = words.fields[name];
  const value = values[name];
  const frame = {
    label,
    ...(hint === '' ? {} : { description: hint }),
    error: problem,
    withAsterisk: isRequired,
    'aria-required': isRequired,
  };
  const shared = { frame, value, onChange };
  switch (input) {
    case 'security':
      return <Choice {...shared} names={words.securities} />;
    case 'login':
      return <Choice {...shared} names={words.logins} />;
    case 'check':
      return (
        <Checkbox
          label={label}
          checked={value === true}
          error={problem}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
      );
    case 'number':
      return (
        <NumberInput
          {...frame}
          className={classes.number ?? ''}
          value={typeof value === 'number' ? value : ''}
          min={1}
          max={65_535}
          allowDecimal={false}
          hideControls
          onChange={(next) => onChange(typeof next === 'number' ? next : undefined)}
        />
      );
    case 'lines':
      return <Lines {...shared} />;
    case 'area':
      return <Area {...shared} />;
    case 'secret':
      return (
        <PasswordInput
          {...frame}
          // Browsers offer passwords of their own otherwise.
          autoComplete="new-password"
          placeholder={isStored ? words.form.keep : ''}
          value={textOf(value)}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
    case 'text':
      return (
        <TextInput
          {...frame}
          autoComplete="off"
          spellCheck={false}
          value={textOf(value)}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
  }
}

interface SharedProps {
  readonly frame: { readonly label: string; readonly error: string | undefined };
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
}

function Choice({ frame, value, names, onChange }: SharedProps & { readonly names: Readonly<Record<string, string>> }) {
  return (
    <Select
      {...frame}
      className={classes.text ?? ''}
      data={Object.entries(names).map(([key, text]) => ({ value: key, label: text }))}
      value={textOf(value)}
      allowDeselect={false}
      onChange={onChange}
    />
  );
}

/** A list, one entry a line. */
function Lines({ frame, value, onChange }: SharedProps) {
  const lines = Array.isArray(value) ? value.map(String) : [];
  return (
    <Textarea
      {...frame}
      autosize
      minRows={2}
      maxRows={8}
      value={lines.join('\n')}
      onChange={(event) => onChange(event.currentTarget.value.split(/[\n,;]/))}
      onBlur={() => onChange(lines.map((line) => line.trim()).filter((line) => line !== ''))}
    />
  );
}

function Area({ frame, value, onChange }: SharedProps) {
  return (
    <Textarea
      {...frame}
      className={classes.mono ?? ''}
      autosize
      minRows={2}
      maxRows={6}
      spellCheck={false}
      value={textOf(value)}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
