import { isFileParameter } from '../../contract/file-value.ts';
import { isSecret, type Parameter, type ParameterSchema } from '../../contract/process.ts';

/** A parameter with all keywords that forms support. */
export interface FormParameter extends Parameter {
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly multipleOf?: number;
  readonly pattern?: string;
  readonly items?: Parameter;
  /** Of a file. */
  readonly maxBytes?: number;
}

export type FieldKind =
  | 'secret'
  | 'file'
  | 'radio'
  | 'select'
  | 'checkbox'
  | 'number'
  | 'date'
  | 'date-time'
  | 'path'
  | 'textarea'
  | 'text'
  | 'tags'
  | 'json';

const longText = 120;
const mostRadios = 3;

/** The kind of field for a parameter, given its initial value; anything without a field of its own is edited as JSON. */
export function fieldKind(parameter: FormParameter, value?: unknown): FieldKind {
  const { type, format } = parameter;
  if (isSecret(parameter)) return 'secret';
  if (isFileParameter(parameter)) return 'file';
  if (parameter.enum && parameter.enum.every((choice) => typeof choice !== 'object' || choice === null)) {
    return parameter.enum.length <= mostRadios ? 'radio' : 'select';
  }
  if (type === 'boolean') return 'checkbox';
  if (type === 'integer' || type === 'number') return 'number';
  if (type === 'array') return parameter.items?.type === 'string' ? 'tags' : 'json';
  if (type !== 'string' && !(type === undefined && typeof parameter.default === 'string')) return 'json';
  if (format === 'date' || format === 'date-time' || format === 'path') return format;
  const texts = [textOf(parameter.default), textOf(value)];
  const isLong =
    format === 'textarea' ||
    (parameter.maxLength ?? 0) > longText ||
    texts.some((text) => text.length > longText || /[\r\n]/.test(text));
  return isLong ? 'textarea' : 'text';
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

export const titleOf = (name: string, parameter: Parameter): string => parameter.title ?? name;

/** The parameters in the order of the schema. */
export function parametersOf(schema: ParameterSchema): readonly (readonly [string, FormParameter])[] {
  return Object.entries(schema.properties);
}

/** The initial values of a new schedule: the schema's defaults. */
export function defaultValues(schema: ParameterSchema): Record<string, unknown> {
  return Object.fromEntries(
    parametersOf(schema).flatMap(([name, parameter]) =>
      parameter.default === undefined ? [] : [[name, structuredClone(parameter.default)]],
    ),
  );
}

/** The initial values of a form: an unticked box means false, so a required `boolean` always has a value. */
export function startValues(schema: ParameterSchema): Record<string, unknown> {
  const unticked = parametersOf(schema).filter(
    ([name, { type, default: known }]) =>
      type === 'boolean' && known === undefined && (schema.required ?? []).includes(name),
  );
  return { ...Object.fromEntries(unticked.map(([name]) => [name, false])), ...defaultValues(schema) };
}

/** Values that the process has no parameter for (any more). */
export function unknownValues(schema: ParameterSchema, values: Readonly<Record<string, unknown>>): string[] {
  return Object.keys(values).filter((name) => schema.properties[name] === undefined);
}
