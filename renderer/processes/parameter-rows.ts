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

/** One parameter as a row of the table; `schema` keeps every keyword, also those that the table does not show. */
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

/** The schema with these rows; keywords of the schema as a whole are kept. */
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

/** The same parameter as another kind: what only fits the old kind is taken out. */
export function withKind(schema: FormParameter, kind: ParameterKind): FormParameter {
  const { title, description } = schema;
  const bounds = isNumeric(kind) ? pick({ minimum: schema.minimum, maximum: schema.maximum }) : {};
  return { ...pick({ title, description }), ...bounds, ...typed[kind] };
}

export const isNumeric = (kind: ParameterKind): boolean => kind === 'integer' || kind === 'number';

/** A change of some keywords; undefined takes one out. */
export function changed(schema: FormParameter, change: Readonly<Record<string, unknown>>): FormParameter {
  return pick({ ...schema, ...change });
}

function pick(keywords: Readonly<Record<string, unknown>>): FormParameter {
  return Object.fromEntries(Object.entries(keywords).filter(([, value]) => value !== undefined));
}

/** A default as it is typed; undefined when it is empty or does not fit. */
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

/** Whether a default is typed that its kind cannot hold. */
export const isMisfit = (kind: ParameterKind, text: string): boolean =>
  text.trim() !== '' && readDefault(kind, text) === undefined;

/** A choice as it is typed: one that is there already stays the number it is, and a new one of numbers is a number. */
export function choiceOf({ enum: choices = [], type }: FormParameter, text: string): unknown {
  const known = choices.find((choice) => String(choice) === text);
  if (known !== undefined) return known;
  const isOfNumbers = type === 'integer' || type === 'number';
  return isOfNumbers && text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : text;
}

export function writeDefault(kind: ParameterKind, value: unknown): string {
  if (value === undefined) return '';
  // As it is read again: a text is JSON only in its quotes.
  if (kind === 'json') return JSON.stringify(value);
  if (Array.isArray(value) && value.every((each) => typeof each === 'string')) return value.join(', ');
  return typeof value === 'string' ? value : JSON.stringify(value);
}
