import { Checkbox, NumberInput, TagsInput, TextInput } from '@mantine/core';
import { defaultFileBytes, megabyte, mostFileBytes } from '../../contract/file-value.ts';
import { processWords } from '../words/process-words.ts';
import { useWords } from '../words/words.tsx';
import { choiceOf, isMisfit, isNumeric, kindOf, type ParameterRow } from './parameter-rows.ts';
import classes from './editor.module.css';

type Schema = ParameterRow['schema'];

interface DefaultFieldProps {
  readonly schema: Schema;
  /** The default as typed; it may not fit the kind. */
  readonly text: string;
  readonly onYesNo: (isOn: boolean) => void;
  readonly onText: (text: string) => void;
}

/** The default of a parameter. */
export function DefaultField({ schema, text, onYesNo, onText }: DefaultFieldProps) {
  const words = processWords[useWords().language].parameters;
  const kind = kindOf(schema);
  return kind === 'yes-no' ? (
    <Checkbox
      className={classes.check ?? ''}
      size="xs"
      label={words.default}
      checked={schema.default === true}
      onChange={(event) => onYesNo(event.currentTarget.checked)}
    />
  ) : (
    <TextInput
      size="xs"
      label={words.default}
      value={text}
      error={isMisfit(kind, text) ? words.defaultProblem[kind as keyof typeof words.defaultProblem] : null}
      data-default
      onChange={(event) => onText(event.currentTarget.value)}
    />
  );
}

interface KindFieldsProps {
  readonly schema: Schema;
  readonly onChange: (change: Readonly<Record<string, unknown>>) => void;
}

/** Fields of some kinds only: choices, the size of a file, the bounds of a number. */
export function KindFields({ schema, onChange }: KindFieldsProps) {
  const { language } = useWords();
  const words = processWords[language].parameters;
  const kind = kindOf(schema);
  return (
    <>
      {kind === 'choice' ? (
        <TagsInput
          className={classes.wide ?? ''}
          size="xs"
          label={words.choices}
          placeholder={words.choicesHint}
          value={(schema.enum ?? []).map(String)}
          onChange={(choices) => onChange({ enum: choices.map((text) => choiceOf(schema, text)) })}
        />
      ) : null}
      {kind === 'file' ? (
        <NumberInput
          size="xs"
          label={words.maxBytes}
          value={schema.maxBytes === undefined ? '' : schema.maxBytes / megabyte}
          placeholder={String(defaultFileBytes / megabyte)}
          min={0.1}
          max={mostFileBytes / megabyte}
          decimalSeparator={language === 'tr' ? ',' : '.'}
          hideControls
          onChange={(size) =>
            onChange({ maxBytes: typeof size === 'number' && size > 0 ? Math.round(size * megabyte) : undefined })
          }
        />
      ) : null}
      {isNumeric(kind) ? (
        <>
          <Bound label={words.minimum} value={schema.minimum} onChange={(minimum) => onChange({ minimum })} />
          <Bound label={words.maximum} value={schema.maximum} onChange={(maximum) => onChange({ maximum })} />
        </>
      ) : null}
    </>
  );
}

interface BoundProps {
  readonly label: string;
  readonly value: number | undefined;
  readonly onChange: (value: number | undefined) => void;
}

const Bound = ({ label, value, onChange }: BoundProps) => (
  <NumberInput
    size="xs"
    label={label}
    value={value ?? ''}
    hideControls
    onChange={(next) => onChange(typeof next === 'number' ? next : undefined)}
  />
);
