import { useState } from 'react';
import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import type { ParameterSchema } from '../../contract/process.ts';
import { Segmented } from '../ui/segmented.tsx';
import { JsonField } from '../values/json-field.tsx';
import { useWords } from '../words/words.tsx';
import { ParameterCard } from './parameter-card.tsx';
import { rowsOf, withRows, type ParameterRow } from './parameter-rows.ts';
import classes from './editor.module.css';

export interface ParametersEditorProps {
  readonly schema: ParameterSchema;
  readonly onChange: (schema: ParameterSchema) => void;
}

/** The values a process takes, as a table or as the JSON Schema that it is. */
export function ParametersEditor({ schema, onChange }: ParametersEditorProps) {
  const { w } = useWords();
  const words = w.processes.parameters;
  const [view, setView] = useState<'table' | 'schema'>('table');
  // Two rows may bear one name while it is typed, which a schema cannot hold; so rows live here, and keys beside them.
  const [rows, setRows] = useState<readonly (ParameterRow & { readonly key: string })[]>(() => keyed(rowsOf(schema)));
  const names = rows.map((row) => row.name);
  const isWrong = (name: string) => name.trim() === '' || names.filter((each) => each === name).length > 1;

  function set(next: typeof rows): void {
    setRows(next);
    onChange(withRows(schema, next));
  }
  const replace = (index: number, row: ParameterRow) =>
    set(rows.map((each, at) => (at === index ? { ...row, key: each.key } : each)));
  function move(index: number, step: 1 | -1): void {
    const next = [...rows];
    const [row] = next.splice(index, 1);
    if (row) next.splice(index + step, 0, row);
    set(next);
  }
  function add(): void {
    const name = freeName(names);
    set([...rows, { key: crypto.randomUUID(), name, isRequired: false, schema: { type: 'string' } }]);
  }
  return (
    <div className={classes.parameters}>
      <Segmented
        label={words.view}
        value={view}
        onChange={(next) => {
          if (next === 'table') setRows(keyed(rowsOf(schema)));
          setView(next);
        }}
        options={[
          { value: 'table', label: words.table },
          { value: 'schema', label: words.schema },
        ]}
      />
      {view === 'schema' ? (
        <JsonField
          id="process-schema"
          label={words.schemaLabel}
          value={schema}
          mustBeObject
          minRows={12}
          onChange={(value) => onChange(schemaFrom(value))}
        />
      ) : (
        <>
          {rows.length === 0 ? <p className={classes.lead}>{words.none}</p> : null}
          {rows.map((row, index) => (
            <ParameterCard
              key={row.key}
              row={row}
              isNameWrong={isWrong(row.name)}
              isFirst={index === 0}
              isLast={index === rows.length - 1}
              onChange={(next) => replace(index, next)}
              onMove={(step) => move(index, step)}
              onRemove={() => set(rows.filter((_, at) => at !== index))}
            />
          ))}
          <div>
            <Button size="xs" variant="default" leftSection={<IconPlus size={15} />} onClick={add}>
              {words.add}
            </Button>
          </div>
        </>
      )}
    </div>
  );
}

const keyed = (rows: readonly ParameterRow[]) => rows.map((row) => ({ ...row, key: crypto.randomUUID() }));

function freeName(taken: readonly string[]): string {
  let number = taken.length + 1;
  while (taken.includes(`value${number}`)) number += 1;
  return `value${number}`;
}

/** Whatever is typed becomes a schema that the rest of the editor can read. */
function schemaFrom(value: unknown): ParameterSchema {
  const given = (value ?? {}) as Partial<ParameterSchema>;
  const properties = given.properties;
  const isObject = typeof properties === 'object' && !Array.isArray(properties);
  return { ...given, type: 'object', properties: isObject ? properties : {} };
}
