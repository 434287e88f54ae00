import { isRounded, parseMarkingRounded, roundedPlace } from '../../contract/exact-json.ts';
import type { ParameterSchema } from '../../contract/process.ts';
import { fieldKind, type FormParameter } from '../values/field-kind.ts';

export const parameterKinds = [
  'text',
  'long-text',
  'integer',
  'number',
  'yes-no',
  'choice',
  'date',
  'date-time',
  'path',
  'secret',
  'file',
  'list',
  'json',
] as const;
export type ParameterKind = (typeof parameterKinds)[number];

/** One parameter as a table row; `schema` keeps every keyword, also those that the table does not show. */
export interface ParameterRow {
  readonly name: string;
  readonly isRequired: boolean;
  readonly schema: FormParameter;
}

export function rowsOf(schema: ParameterSchema): ParameterRow[] {
  const required = new Set(schema.required ?? []);
  return Object.entries(schema.properties).map(([name, parameter]) => ({
    name,
    isRequired: required.has(name),
    schema: parameter,
  }));
}

/** The schema with these rows; top-level keywords are kept. */
export function withRows(schema: ParameterSchema, rows: readonly ParameterRow[]): ParameterSchema {
  const { required: _required, ...rest } = schema;
  const required = rows.filter((row) => row.isRequired && row.name !== '').map((row) => row.name);
  return {
    ...rest,
    properties: Object.fromEntries(rows.map((row) => [row.name, { ...row.schema }])),
    ...(required.length === 0 ? {} : { required }),
  };
}

export function kindOf(schema: FormParameter): ParameterKind {
  const kind = fieldKind(schema);
  switch (kind) {
    case 'radio':
    case 'select':
      return 'choice';
    case 'checkbox':
      return 'yes-no';
    case 'number':
      return schema.type === 'integer' ? 'integer' : 'number';
    case 'textarea':
      return 'long-text';
    case 'tags':
      return 'list';
    case 'secret':
    case 'file':
    case 'date':
    case 'date-time':
    case 'path':
    case 'text':
    case 'json':
      return kind;
  }
}

const typed = {
  text: { type: 'string' },
  'long-text': { type: 'string', format: 'textarea' },
  integer: { type: 'integer' },
  number: { type: 'number' },
  'yes-no': { type: 'boolean' },
  choice: { type: 'string', enum: [] as readonly unknown[] },
  date: { type: 'string', format: 'date' },
  'date-time': { type: 'string', format: 'date-time' },
  path: { type: 'string', format: 'path' },
  secret: { type: 'string', format: 'password' },
  file: { type: 'string', format: 'binary' },
  list: { type: 'array', items: { type: 'string' } },
  json: { type: 'object' },
} as const satisfies Record<ParameterKind, FormParameter>;

/** Changes the kind of a parameter; keywords that only fit the old kind are removed. */
export function withKind(schema: FormParameter, kind: ParameterKind): FormParameter {
  const { title, description } = schema;
  const bounds = isNumeric(kind) ? pick({ minimum: schema.minimum, maximum: schema.maximum }) : {};
  return { ...pick({ title, description }), ...bounds, ...typed[kind] };
}

export const isNumeric = (kind: ParameterKind): boolean => kind === 'integer' || kind === 'number';

/** Changes keywords; undefined removes one. */
export function changed(schema: FormParameter, change: Readonly<Record<string, unknown>>): FormParameter {
  return pick({ ...schema, ...change });
}

function pick(keywords: Readonly<Record<string, unknown>>): FormParameter {
  return Object.fromEntries(Object.entries(keywords).filter(([, value]) => value !== undefined));
}

/** The value of a typed default; undefined when it is empty or does not fit. */
export function readDefault(kind: ParameterKind, text: string): unknown {
  if (text.trim() === '') return undefined;
  if (isNumeric(kind)) {
    const read = Number(text);
    if (isRounded(text.trim(), read)) return undefined;
    return (kind === 'integer' ? Number.isInteger(read) : Number.isFinite(read)) ? read : undefined;
  }
  if (kind === 'list') return text.split(',').map((each) => each.trim());
  if (kind !== 'json') return text;
  try {
    const read = parseMarkingRounded(text);
    return roundedPlace(read) === null ? read : undefined;
  } catch {
    return undefined;
  }
}

/** Whether the typed default does not fit the kind. */
export const isMisfit = (kind: ParameterKind, text: string): boolean =>
  text.trim() !== '' && readDefault(kind, text) === undefined;

/** The value of a typed choice: an existing one keeps its type, a new one among numbers becomes a number. */
export function choiceOf({ enum: choices = [], type }: FormParameter, text: string): unknown {
  const known = choices.find((choice) => String(choice) === text);
  if (known !== undefined) return known;
  const isOfNumbers = type === 'integer' || type === 'number';
  return isOfNumbers && text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : text;
}

export function writeDefault(kind: ParameterKind, value: unknown): string {
  if (value === undefined) return '';
  // Must survive reading it back: a text needs its quotes to be JSON.
  if (kind === 'json') return JSON.stringify(value);
  if (Array.isArray(value) && value.every((each) => typeof each === 'string')) return value.join(', ');
  return typeof value === 'string' ? value : JSON.stringify(value);
}
