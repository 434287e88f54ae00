import { isRounded } from '../../contract/exact-json.ts';
import { Validator, type OutputUnit, type Schema } from '@cfworker/json-schema';
import { isFileParameter } from '../../contract/file-value.ts';
import { secretNames, type ParameterSchema } from '../../contract/process.ts';
import { secretPlaceholder } from '../../contract/schedule.ts';
import type { Speech } from '../words/words.tsx';
import { parametersOf, titleOf } from './field-kind.ts';

/** The errors, one sentence per field; the empty name is for the values as a whole. */
export type ValueProblems = Readonly<Record<string, string>>;

/** Validates values against a schema, with the same validator as the server. Stored secrets count as given. */
export function checkValues(
  schema: ParameterSchema,
  values: Readonly<Record<string, unknown>>,
  speech: Speech,
): ValueProblems {
  const { errors } = new Validator(withoutFiles(schema) as Schema, '2020-12', false).validate(values);
  const stored = new Set(secretNames(schema).filter((name) => values[name] === secretPlaceholder));
  const found = new Map<string, string>();
  for (const unit of mostTelling(errors)) {
    const [field, sentence] = problemOf(unit, schema, values, speech);
    if (!stored.has(field) && !found.has(field)) found.set(field, sentence);
  }
  return inOrder(found, schema);
}

/** Files skip the text checks: the field has validated them, and the server does so again. */
function withoutFiles(schema: ParameterSchema): ParameterSchema {
  const properties = parametersOf(schema).map(([name, parameter]) => [
    name,
    isFileParameter(parameter) ? {} : parameter,
  ]);
  return { ...schema, properties: Object.fromEntries(properties) as ParameterSchema['properties'] };
}

/** In the order of the form's fields; errors of no field come last. */
function inOrder(found: ReadonlyMap<string, string>, schema: ParameterSchema): ValueProblems {
  const names = [...Object.keys(schema.properties), ...found.keys()].filter((name) => name !== '');
  const known = [...new Set(names), ''].flatMap((name) => {
    const sentence = found.get(name);
    return sentence === undefined ? [] : [[name, sentence] as const];
  });
  return Object.fromEntries(known);
}

/** Only the nested errors that add information. */
function mostTelling(errors: readonly OutputUnit[]): readonly OutputUnit[] {
  const wrappers = ['properties', 'items', '$ref', 'allOf', 'additionalProperties'];
  const isInside = (unit: OutputUnit) => /\/(anyOf|oneOf|not|if)\/\d+\//.test(unit.keywordLocation);
  return errors.filter((unit) => !wrappers.includes(unit.keyword) && !isInside(unit));
}

function problemOf(
  unit: OutputUnit,
  schema: ParameterSchema,
  values: Readonly<Record<string, unknown>>,
  speech: Speech,
): [string, string] {
  const words = speech.w.fields.problems;
  const path = stepsOf(unit.instanceLocation);
  const [field = ''] = path;
  if (unit.keyword === 'required') {
    const missing = (schema.required ?? []).find((name) => values[name] === undefined) ?? '';
    const named = /property "([^"]+)"/.exec(unit.error)?.[1] ?? missing;
    return field === '' ? [named, words.required] : [field, inside([...path, named], words.required)];
  }
  if (field === '' && unit.keyword === 'anyOf') return ['', oneOfSentence(schema, speech) ?? plain(unit, speech)];
  return [field, inside(path, sentenceOf(unit, at(schema, stepsOf(unit.keywordLocation)), at(values, path), speech))];
}

/** For a part inside a value the sentence begins with its path. */
const inside = (path: readonly string[], sentence: string): string =>
  path.length > 1 ? `${path.slice(1).join('.')}: ${sentence}` : sentence;

const stepsOf = (pointer: string): string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((step) => decodeURIComponent(step).replaceAll('~1', '/').replaceAll('~0', '~'));

const at = (whole: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>((part, step) => (part as Readonly<Record<string, unknown>> | null | undefined)?.[step], whole);

const plain = (unit: OutputUnit, { w, say }: Speech): string => say(w.fields.problems.other, { problem: unit.error });

/** "Give at least one of": the usual meaning of an anyOf of required names. */
function oneOfSentence(schema: ParameterSchema, { w, say }: Speech): string | null {
  const branches = schema['anyOf'];
  if (!Array.isArray(branches)) return null;
  const names = branches.flatMap((branch: { required?: string[] }) => branch.required ?? []);
  const shown = parametersOf(schema).filter(([name]) => names.includes(name));
  return shown.length === 0
    ? null
    : say(w.fields.oneOf, { names: shown.map(([name, parameter]) => titleOf(name, parameter)).join(', ') });
}

/** A schema keyword as a sentence; `limit` is the keyword's value. */
function sentenceOf(unit: OutputUnit, limit: unknown, value: unknown, speech: Speech): string {
  const { w, say, count, times } = speech;
  const words = w.fields.problems;
  const shown = typeof value === 'string' || typeof value === 'number' ? String(value) : JSON.stringify(value);
  const number = typeof limit === 'number' ? limit : 0;
  switch (unit.keyword) {
    case 'type': {
      if (typeof value === 'string' && /^-?\d+(?:\.\d+)?$/.test(value) && isRounded(value)) return words.digits;
      const types: Readonly<Record<string, string>> = words.types;
      const wanted = [limit].flat().map((type) => types[String(type)] ?? String(type));
      return say(words.type, { type: wanted.join(words.or) });
    }
    case 'minLength':
      return count(words.minLength, number);
    case 'maxLength':
      return count(words.maxLength, number);
    case 'minItems':
      return count(words.minItems, number);
    case 'maxItems':
      return count(words.maxItems, number);
    case 'uniqueItems':
      return words.uniqueItems;
    case 'minimum':
      return say(words.minimum, { limit: times.number(number) });
    case 'maximum':
      return say(words.maximum, { limit: times.number(number) });
    case 'exclusiveMinimum':
      return say(words.above, { limit: times.number(number) });
    case 'exclusiveMaximum':
      return say(words.below, { limit: times.number(number) });
    case 'multipleOf':
      return say(words.multipleOf, { limit: times.number(number) });
    case 'pattern':
      return say(words.pattern, { value: shown, pattern: String(limit) });
    case 'enum':
    case 'const':
      return words.enum;
    case 'format': {
      const formats: Readonly<Record<string, string>> = words.formats;
      return say(words.format, { value: shown, format: formats[String(limit)] ?? String(limit) });
    }
    case 'false':
      return words.unknown;
    default:
      return plain(unit, speech);
  }
}
