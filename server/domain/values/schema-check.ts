import { Validator, type OutputUnit, type Schema } from '@cfworker/json-schema';
import type { ParameterSchema } from '../../../contract/process.ts';
import { FileContent } from './file-values.ts';
import { isPlain } from './plain-schema.ts';

/** A part of a schema that a value broke. */
export type BrokenRule = Pick<OutputUnit, 'keyword' | 'keywordLocation' | 'instanceLocation'>;

/** The check took longer than its deadline. */
export class TookTooLong extends Error {
  override readonly name = 'TookTooLong';
}

/**
 * Checks values against a schema and cuts it off after `ms`, even inside a regular expression: a list of broken rules for each of them. Throws
 * TookTooLong, whatever the library throws about the schema, and OUT_OF_MEANS if the computer lacks what it needs for it.
 */
export type CheckWithin = (
  ms: number,
  schema: ParameterSchema,
  instances: readonly unknown[],
) => readonly (readonly BrokenRule[])[];

let checkWithin: CheckWithin = (_ms, schema, instances) => checkHere(schema, instances);

/** Sets how schemas are checked whose check may take long. Before, nothing cuts them off. */
export function checkLongOnesBy(check: CheckWithin): void {
  checkWithin = check;
}

/** Plain schemas are checked at once, all others within `ms`; throws as CheckWithin does. */
export const brokenRules: CheckWithin = (ms, schema, instances) =>
  isPlain(schema) ? checkHere(schema, instances) : checkWithin(ms, schema, instances.map(withoutBytes));

const validators = new WeakMap<ParameterSchema, Validator>();

function checkHere(schema: ParameterSchema, instances: readonly unknown[]): OutputUnit[][] {
  const validator = validatorOf(schema);
  return instances.map((instance) => validator.validate(instance).errors);
}

/** The library changes the schema it is given, so it gets a copy. Throws if the schema itself is invalid. */
function validatorOf(schema: ParameterSchema): Validator {
  const known = validators.get(schema);
  if (known) return known;
  const made = new Validator(structuredClone(schema) as Schema, '2020-12', false);
  validators.set(schema, made);
  return made;
}

/** No rule looks into the bytes of a file, and copying them would take long. */
const withoutBytes = (values: unknown): unknown =>
  Object.fromEntries(
    Object.entries(values as object).map(([name, value]: [string, unknown]) => [
      name,
      value instanceof FileContent ? { name: value.name, content: {} } : value,
    ]),
  );
