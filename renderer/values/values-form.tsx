import { useRef, useState } from 'react';
import { Button } from '@mantine/core';
import type { ParameterSchema } from '../../contract/process.ts';
import { useWords } from '../words/words.tsx';
import type { ValueProblems } from './check-values.ts';
import { parametersOf, unknownValues } from './field-kind.ts';
import { JsonField } from './json-field.tsx';
import { unreadableValues } from './unreadable.ts';
import { UnknownValues } from './unknown-values.tsx';
import { ValueField } from './value-field.tsx';
import classes from './values-form.module.css';

export interface ValuesFormProps {
  readonly schema: ParameterSchema;
  readonly values: Readonly<Record<string, unknown>>;
  readonly onChange: (values: Record<string, unknown>) => void;
  readonly problems: ValueProblems;
  /** A prefix for the ids of the fields, so that an error can link to them: `values-` gives `values-supplier`. */
  readonly idPrefix?: string;
}

/** A form for a process's values, generated from its JSON Schema; also editable as JSON. */
export function ValuesForm({ schema, values, onChange, problems, idPrefix = 'values-' }: ValuesFormProps) {
  const words = useWords().w.fields;
  const [isJson, setIsJson] = useState(false);
  const toggleButton = useRef<HTMLButtonElement>(null);
  const parameters = parametersOf(schema);
  const unknown = unknownValues(schema, values);
  const required = new Set(schema.required ?? []);
  function toggle(): void {
    // Invalid JSON would be lost by switching: it stays, with its error.
    const [broken] = isJson ? Object.keys(unreadableValues(idPrefix)) : [];
    if (broken === undefined) setIsJson(!isJson);
    else document.getElementById(idPrefix + broken)?.focus();
  }
  function set(name: string, value: unknown): void {
    const next = { ...values };
    if (value === undefined) delete next[name];
    else next[name] = value;
    onChange(next);
  }
  return (
    <div className={classes.form}>
      {isJson ? (
        <JsonField
          id={`${idPrefix}json`}
          label={words.jsonLabel}
          value={values}
          problem={problemsInOne(problems)}
          mustBeObject
          minRows={8}
          onChange={(value) => onChange((value ?? {}) as Record<string, unknown>)}
        />
      ) : parameters.length === 0 ? (
        <p className={classes.none}>{words.none}</p>
      ) : (
        parameters.map(([name, parameter]) => (
          <ValueField
            key={name}
            id={idPrefix + name}
            name={name}
            parameter={parameter}
            isRequired={required.has(name)}
            value={values[name]}
            problem={problems[name]}
            onChange={(value) => set(name, value)}
          />
        ))
      )}
      {problems[''] === undefined ? null : (
        <p className={classes.problem} id={`${idPrefix}all`} tabIndex={-1}>
          {problems['']}
        </p>
      )}
      {isJson || unknown.length === 0 ? null : (
        <UnknownValues
          names={unknown}
          values={values}
          problems={problems}
          idPrefix={idPrefix}
          onChange={set}
          onLast={() => toggleButton.current?.focus()}
        />
      )}
      <div>
        <Button ref={toggleButton} variant="subtle" size="compact-sm" className={classes.toggle ?? ''} onClick={toggle}>
          {isJson ? words.asForm : words.asJson}
        </Button>
      </div>
    </div>
  );
}

/** Without fields, the errors are below the text. */
function problemsInOne(problems: ValueProblems): string | undefined {
  const named = Object.entries(problems).filter(([name]) => name !== '');
  return named.length === 0 ? undefined : named.map(([name, problem]) => `${name}: ${problem}`).join(' · ');
}
