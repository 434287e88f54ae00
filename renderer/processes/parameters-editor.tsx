import { useState } from 'react';
import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import type { ParameterSchema } from '../../contract/process.ts';
import { Segmented } from '../ui/segmented.tsx';
import { JsonField } from '../values/json-field.tsx';
import { processWords } from '../words/process-words.ts';
import { useWords } from '../words/words.tsx';
import { ParameterCard } from './parameter-card.tsx';
import { rowsOf, withRows, type ParameterRow } from './parameter-rows.ts';
import { wrongPlace } from './schema-places.ts';
import classes from './editor.module.css';

export interface ParametersEditorProps {
  readonly schema: ParameterSchema;
  readonly onChange: (schema: ParameterSchema) => void;
  /** Whether all input is valid: invalid input exists only in the fields and would be lost silently. */
  readonly onUsable: (isUsable: boolean) => void;
}

const schemaFieldId = 'process-schema';
const wrongDefault = 'input[data-default][aria-invalid=true]';

/** Moves to the invalid input. */
export function focusUnusable(): void {
  document.querySelector<HTMLElement>(`#${schemaFieldId}, ${wrongDefault}`)?.focus();
}

/** The parameters of a process, as a table or as their JSON Schema. */
export function ParametersEditor({ schema, onChange, onUsable }: ParametersEditorProps) {
  const { language } = useWords();
  const words = processWords[language].parameters;
  const [view, setView] = useState<'table' | 'schema'>('table');
  // While a name is typed, two rows may have the same one, which a schema cannot express; so the state is rows, each with a key.
  const [rows, setRows] = useState<readonly EditedRow[]>(() => keyed(rowsOf(schema)));
  const [isAdding, setIsAdding] = useState(false);
  const names = rows.map((row) => row.name);
  const isWrong = (name: string) => name.trim() === '' || names.filter((each) => each === name).length > 1;

  function set(next: typeof rows): void {
    setRows(next);
    onUsable(!next.some(({ isMisfit }) => isMisfit));
    onChange(withRows(schema, next));
  }
  const replace = (index: number, row: ParameterRow, isMisfit: boolean) =>
    set(rows.map((each, at) => (at === index ? { ...row, key: each.key, isMisfit } : each)));
  function move(index: number, step: 1 | -1): void {
    const next = [...rows];
    const [row] = next.splice(index, 1);
    if (row) next.splice(index + step, 0, row);
    set(next);
  }
  function add(): void {
    const name = freeName(names);
    setIsAdding(true);
    set([...rows, { key: crypto.randomUUID(), name, isRequired: false, schema: { type: 'string' } }]);
  }
  return (
    <div className={classes.parameters}>
      <Segmented
        label={words.view}
        value={view}
        onChange={(next) => {
          const field = document.querySelector<HTMLTextAreaElement>(`#${schemaFieldId}`);
          // The other view would show the old schema, and the invalid input would be lost.
          if (field?.validity.customError || rows.some(({ isMisfit }) => isMisfit)) return focusUnusable();
          setIsAdding(false);
          if (next === 'table') setRows(keyed(rowsOf(schema)));
          setView(next);
        }}
        options={[
          { value: 'table', label: words.table },
          { value: 'schema', label: words.schema },
        ]}
      />
      {view === 'schema' ? (
        <SchemaField schema={schema} onChange={onChange} onUsable={onUsable} />
      ) : (
        <>
          {rows.length === 0 ? <p className={classes.lead}>{words.none}</p> : null}
          {rows.map((row, index) => (
            <ParameterCard
              key={row.key}
              row={row}
              isNew={isAdding}
              isNameWrong={isWrong(row.name)}
              isFirst={index === 0}
              isLast={index === rows.length - 1}
              onChange={(next, isMisfit) => replace(index, next, isMisfit)}
              onMove={(step) => move(index, step)}
              onRemove={() => set(rows.filter((_, at) => at !== index))}
            />
          ))}
          <div>
            <Button size="xs" variant="default" leftSection={<IconPlus size="0.9375rem" />} onClick={add}>
              {words.add}
            </Button>
          </div>
        </>
      )}
    </div>
  );
}

function SchemaField({ schema, onChange, onUsable }: ParametersEditorProps) {
  const { language, say } = useWords();
  const words = processWords[language].parameters;
  return (
    <JsonField
      id={schemaFieldId}
      label={words.schemaLabel}
      value={schema}
      mustBeObject
      minRows={12}
      check={(read) => {
        const place = wrongPlace(read);
        return place === null ? null : say(words.schemaWrong, { place });
      }}
      onJudged={onUsable}
      onChange={(value) => onChange(schemaFrom(value))}
    />
  );
}

/** A row with its React key, and whether its default exists only in its field. */
interface EditedRow extends ParameterRow {
  readonly key: string;
  readonly isMisfit?: boolean;
}

const keyed = (rows: readonly ParameterRow[]): EditedRow[] => rows.map((row) => ({ ...row, key: crypto.randomUUID() }));

function freeName(taken: readonly string[]): string {
  let number = taken.length + 1;
  while (taken.includes(`value${number}`)) number += 1;
  return `value${number}`;
}

/** A schema that `wrongPlace` accepts, with its optional parts. */
function schemaFrom(value: unknown): ParameterSchema {
  const given = (value ?? {}) as Partial<ParameterSchema>;
  return { ...given, type: 'object', properties: given.properties ?? {} };
}
