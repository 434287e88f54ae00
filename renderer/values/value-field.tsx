import { isRounded } from '../../contract/exact-json.ts';
import { Suspense, useState } from 'react';
import { Button, Checkbox, Group, NumberInput, Radio, Select, TagsInput, Textarea, TextInput } from '@mantine/core';
import { lazyPart } from '../ui/lazy-part.ts';
import { useWords } from '../words/words.tsx';
import { fieldKind, titleOf, type FormParameter } from './field-kind.ts';
import { valueOfWall, wallOfValue } from './instant-text.ts';
import { FileField } from './file-field.tsx';
import { JsonField } from './json-field.tsx';
import { SecretField } from './secret-field.tsx';
import classes from './values-form.module.css';

const DateField = lazyPart(() => import('../ui/date-field.tsx').then((module) => module.DateField));

export interface ValueFieldProps {
  readonly id: string;
  readonly name: string;
  readonly parameter: FormParameter;
  readonly isRequired: boolean;
  readonly value: unknown;
  readonly problem: string | undefined;
  /** undefined takes the value out. */
  readonly onChange: (value: unknown) => void;
}

/** One parameter, asked for as its schema wants it. */
export function ValueField({ id, name, parameter, isRequired, value, problem, onChange }: ValueFieldProps) {
  const { w, say, language, times } = useWords();
  // Chosen once: a field must not become another one under the hands of whoever types in it.
  const [kind] = useState(() => fieldKind(parameter, value));
  const example = parameter.examples?.[0];
  const placeholder = example === undefined ? undefined : say(w.fields.example, { value: plain(example) });
  const frame = {
    id,
    label: titleOf(name, parameter),
    description: parameter.description,
    required: isRequired,
    error: problem,
  };
  const text = typeof value === 'string' ? value : '';
  const setText = (next: string) => onChange(next === '' ? undefined : next);

  switch (kind) {
    case 'secret':
      return <SecretField {...frame} isRequired={isRequired} problem={problem} value={value} onChange={onChange} />;
    case 'file':
      return (
        <FileField
          {...frame}
          parameter={parameter}
          isRequired={isRequired}
          problem={problem}
          value={value}
          onChange={onChange}
        />
      );
    case 'radio':
      return (
        <Radio.Group
          {...frame}
          id={`${id}-choices`}
          value={choiceKey(parameter, value)}
          onChange={(key) => onChange(parameter.enum?.[Number(key)])}
        >
          <Group gap="md" mt={6}>
            {parameter.enum?.map((choice, index) => (
              <Radio key={index} id={index === 0 ? id : `${id}-${index}`} value={String(index)} label={plain(choice)} />
            ))}
          </Group>
        </Radio.Group>
      );
    case 'select':
      return (
        <Select
          {...frame}
          maw={360}
          data={(parameter.enum ?? []).map((choice, index) => ({ value: String(index), label: plain(choice) }))}
          value={choiceKey(parameter, value) || null}
          onChange={(key) => onChange(key === null ? undefined : parameter.enum?.[Number(key)])}
          placeholder={w.fields.unset}
          clearable={!isRequired}
          clearButtonProps={{ 'aria-label': w.app.calendar.clear }}
          searchable={(parameter.enum?.length ?? 0) > 10}
        />
      );
    case 'checkbox':
      return (
        <Checkbox
          id={id}
          label={frame.label}
          description={frame.description}
          error={problem}
          checked={value === true}
          onChange={({ currentTarget }) => onChange(currentTarget.checked)}
        />
      );
    case 'number':
      return (
        <NumberInput
          {...frame}
          className={classes.number ?? ''}
          value={typeof value === 'number' || typeof value === 'string' ? value : ''}
          onChange={(next) => onChange(numberOf(next))}
          decimalSeparator={language === 'tr' ? ',' : '.'}
          allowDecimal={parameter.type !== 'integer'}
          step={parameter.multipleOf ?? 1}
          placeholder={placeholder}
          clampBehavior="none"
          {...(parameter.minimum === undefined ? {} : { min: parameter.minimum })}
          {...(parameter.maximum === undefined ? {} : { max: parameter.maximum })}
        />
      );
    case 'date':
    case 'date-time': {
      const isDay = kind === 'date';
      return (
        <Suspense fallback={<TextInput {...frame} aria-busy readOnly value={text} className={classes.date ?? ''} />}>
          <DateField
            {...frame}
            className={classes.date}
            kind={kind}
            language={language}
            value={isDay ? text || null : wallOfValue(value, times.homeZone)}
            placeholder={w.fields.unset}
            onChange={(next) => onChange(next === null ? undefined : isDay ? next : valueOfWall(next, times.homeZone))}
          />
        </Suspense>
      );
    }
    case 'path':
      return (
        <Group gap="xs" align="end" wrap="nowrap">
          <TextInput
            {...frame}
            value={text}
            placeholder={placeholder}
            onChange={(event) => setText(event.currentTarget.value)}
            flex={1}
          />
          {window.desktop === undefined ? null : (
            <Button
              variant="default"
              onClick={() => {
                void window.desktop?.call('choose-file', 'value').then((chosen) => chosen !== null && onChange(chosen));
              }}
            >
              {w.fields.browse}
            </Button>
          )}
        </Group>
      );
    case 'textarea':
      return (
        <Textarea
          {...frame}
          value={text}
          placeholder={placeholder}
          autosize
          minRows={3}
          maxRows={16}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      );
    case 'text':
      return (
        <TextInput
          {...frame}
          value={text}
          placeholder={placeholder}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      );
    case 'tags':
      return (
        <TagsInput
          {...frame}
          value={Array.isArray(value) ? value.map(String) : []}
          data={(parameter.items?.enum ?? []).map(String)}
          placeholder={w.fields.addTag}
          onChange={(next) => onChange(next.length === 0 ? undefined : next)}
        />
      );
    case 'json':
      return <JsonField {...frame} isRequired={isRequired} value={value} problem={problem} onChange={onChange} />;
  }
}

const plain = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** A number that is half typed (`-`) is not given yet; one with more digits than a number holds stays the text that it is. */
const numberOf = (next: string | number): number | string | undefined => {
  const read = next === '' ? Number.NaN : Number(next);
  if (Number.isNaN(read)) return undefined;
  return typeof next === 'string' && isRounded(next, read) ? next : read;
};

const choiceKey = (parameter: FormParameter, value: unknown): string => {
  const index = parameter.enum?.indexOf(value) ?? -1;
  return index < 0 ? '' : String(index);
};
