import { useState } from 'react';
import { Checkbox, TagsInput } from '@mantine/core';
import { useWords } from '../words/words.tsx';
import { RadioField, SelectField } from './choice-field.tsx';
import { plain } from './field-frame.ts';
import { fieldKind, titleOf, type FormParameter } from './field-kind.ts';
import { FileField } from './file-field.tsx';
import { JsonField } from './json-field.tsx';
import { MomentField } from './moment-field.tsx';
import { NumberField } from './number-field.tsx';
import { PathField } from './path-field.tsx';
import { SecretField } from './secret-field.tsx';
import { TextField } from './text-field.tsx';

export interface ValueFieldProps {
  readonly id: string;
  readonly name: string;
  readonly parameter: FormParameter;
  readonly isRequired: boolean;
  readonly value: unknown;
  readonly problem: string | undefined;
  /** undefined removes the value. */
  readonly onChange: (value: unknown) => void;
}

/** The field of one parameter, by its schema. */
export function ValueField({ id, name, parameter, isRequired, value, problem, onChange }: ValueFieldProps) {
  const { w, say } = useWords();
  // Chosen once: a field must not change its kind while somebody types in it.
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
  const common = { frame, parameter, value, placeholder, onChange };

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
      return <RadioField {...common} />;
    case 'select':
      return <SelectField {...common} />;
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
      return <NumberField {...common} />;
    case 'date':
    case 'date-time':
      return <MomentField {...common} kind={kind} />;
    case 'path':
      return <PathField {...common} />;
    case 'textarea':
    case 'text':
      return <TextField {...common} isLong={kind === 'textarea'} />;
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
