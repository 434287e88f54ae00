import { Validator, type OutputUnit, type Schema } from '@cfworker/json-schema';
import { secretNames, type ParameterSchema } from '../../contract/process.ts';
import { secretPlaceholder } from '../../contract/schedule.ts';
import type { Speech } from '../words/words.tsx';
import { parametersOf, titleOf, type FormParameter } from './field-kind.ts';

/** What is wrong, a sentence a field; the empty name stands for the values as a whole. */
export type ValueProblems = Readonly<Record<string, string>>;

/** Checks values against a schema, with the validator that the server uses, too. Stored secrets count as given. */
export function checkValues(
  schema: ParameterSchema,
  values: Readonly<Record<string, unknown>>,
  speech: Speech,
): ValueProblems {
  const { errors } = new Validator(schema as Schema, '2020-12', false).validate(values);
  const stored = new Set(secretNames(schema).filter((name) => values[name] === secretPlaceholder));
  const problems: Record<string, string> = {};
  for (const unit of mostTelling(errors)) {
    const [field, sentence] = problemOf(unit, schema, values, speech);
    if (!stored.has(field)) problems[field] ??= sentence;
  }
  return problems;
}

/** Of nested errors only those that say something of their own. */
function mostTelling(errors: readonly OutputUnit[]): readonly OutputUnit[] {
  const isWrapper = (unit: OutputUnit) => ['properties', 'items', '$ref', 'allOf'].includes(unit.keyword);
  const isInside = (unit: OutputUnit) => /\/(anyOf|oneOf|not|if)\/\d+\//.test(unit.keywordLocation);
  return errors.filter((unit) => !isWrapper(unit) && !isInside(unit));
}

function problemOf(
  unit: OutputUnit,
  schema: ParameterSchema,
  values: Readonly<Record<string, unknown>>,
  speech: Speech,
): [string, string] {
  const words = speech.w.fields;
  const at = decodeURIComponent(unit.instanceLocation).replaceAll('~1', '/').replaceAll('~0', '~');
  const field = at.split('/')[1] ?? '';
  if (unit.keyword === 'required') {
    const missing = (schema.required ?? []).find((name) => values[name] === undefined) ?? '';
    const named = /property "([^"]+)"/.exec(unit.error)?.[1] ?? missing;
    return [field === '' ? named : field, words.problems.required];
  }
  if (field === '' && unit.keyword === 'anyOf') return ['', oneOfSentence(schema, speech) ?? plain(unit, speech)];
  const isNested = at.split('/').length > 2;
  return [field, isNested ? plain(unit, speech) : sentenceOf(unit, schema.properties[field], values[field], speech)];
}

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

function sentenceOf(unit: OutputUnit, parameter: FormParameter | undefined, value: unknown, speech: Speech): string {
  const { w, say, count } = speech;
  const words = w.fields.problems;
  const shown = typeof value === 'string' || typeof value === 'number' ? String(value) : JSON.stringify(value);
  switch (unit.keyword) {
    case 'type': {
      const types: Readonly<Record<string, string>> = words.types;
      return say(words.type, { type: types[parameter?.type ?? ''] ?? parameter?.type ?? '' });
    }
    case 'minLength':
      return count(words.minLength, parameter?.minLength ?? 1);
    case 'maxLength':
      return count(words.maxLength, parameter?.maxLength ?? 0);
    case 'minimum':
      return say(words.minimum, { limit: parameter?.minimum ?? '' });
    case 'maximum':
      return say(words.maximum, { limit: parameter?.maximum ?? '' });
    case 'pattern':
      return say(words.pattern, { value: shown, pattern: parameter?.pattern ?? '' });
    case 'enum':
      return words.enum;
    case 'format':
      return say(words.format, { value: shown, format: parameter?.format ?? '' });
    default:
      return plain(unit, speech);
  }
}
