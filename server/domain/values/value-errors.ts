import { errorDetail, RotaError, type ErrorDetail } from '../../../contract/errors.ts';
import type { ParameterSchema } from '../../../contract/process.ts';
import { either, joined, said, type Translatable } from '../../../contract/translatable.ts';
import { brokenRules, TookTooLong, type BrokenRule } from './schema-check.ts';
import { wantedWords, type ValueType } from './value-types.ts';

type Values = Readonly<Record<string, unknown>>;
type Node = Readonly<Record<string, unknown>>;

/** The deadline of a check, which blocks all other requests. */
const longestMs = 50;

/** Why a parameter schema cannot be used at all, or null: unresolved references, invalid regular expressions. */
export function schemaFault(schema: ParameterSchema): string | null {
  try {
    // A text and a list for every parameter also reach keywords that fail only when they are used.
    const samples = ['x', ['x'], {}].map((sample) =>
      Object.fromEntries(Object.keys(schema.properties).map((name) => [name, sample])),
    );
    brokenRules(longestMs, schema, samples);
    return null;
  } catch (error) {
    if (error instanceof RotaError) throw error;
    return (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? 'unknown fault';
  }
}

/** The faults of converted values in our own words, because the library's quote the values. `known` fields are not reported twice. */
export function schemaErrors(
  schema: ParameterSchema,
  values: Values,
  known: ReadonlySet<string | null>,
): ErrorDetail[] {
  let units: readonly BrokenRule[];
  try {
    units = brokenRules(longestMs, schema, [values])[0] ?? [];
  } catch (error) {
    if (error instanceof RotaError) throw error;
    if (error instanceof TookTooLong)
      return [
        broken(
          'values',
          said`take longer than ${longestMs} ms to check against the schema of the process: use simpler patterns in it, or smaller values`,
        ),
      ];
    const fault = schemaFault(schema) ?? 'it cannot be applied';
    return [broken('values', said`the parameter schema of the process is broken: ${fault}`)];
  }
  const details = [...missing(schema, units, values), ...leaves(schema, units)];
  const seen = new Set(known);
  return details.filter(({ field }) => !seen.has(field) && seen.add(field));
}

/** Names that a `required` misses, and alternatives of which none is given. */
function missing(schema: ParameterSchema, units: readonly BrokenRule[], values: Values): ErrorDetail[] {
  const atRoot = units.filter(({ instanceLocation }) => instanceLocation === '#');
  const names = atRoot
    .filter(
      ({ keyword, keywordLocation }) => keyword === 'required' && !/\/(anyOf|oneOf|not|if)\//.test(keywordLocation),
    )
    .flatMap(({ keywordLocation }) => namesAt(schema, keywordLocation))
    .filter((name) => !Object.hasOwn(values, name));
  const details = [...new Set(names)].map((name) =>
    errorDetail('VALUE_MISSING', `values.${name}`, said`is required and missing`),
  );
  for (const { keyword, keywordLocation } of atRoot) {
    if (keyword !== 'anyOf' && keyword !== 'oneOf') continue;
    const branches = nodeAt(schema, keywordLocation);
    const alternatives = Array.isArray(branches) ? alternativesOf(branches) : null;
    if (alternatives !== null && !alternatives.some((group) => group.every((name) => Object.hasOwn(values, name)))) {
      const groups = joined(
        alternatives.map((group) => joined(group, (all, name) => said`${all} with ${name}`)),
        (all, group) => said`${all}, ${group}`,
      );
      details.push(errorDetail('VALUE_MISSING', 'values', said`at least one of these is required: ${groups}`));
    } else {
      details.push(
        broken(
          'values',
          keyword === 'anyOf'
            ? said`together they fit none of the combinations that the process allows`
            : said`together they fit not exactly one of the combinations that the process allows`,
        ),
      );
    }
  }
  return details;
}

/** The groups of names, if the branches contain only `required`. */
function alternativesOf(branches: readonly unknown[]): string[][] | null {
  const groups = branches.map((branch) =>
    isNode(branch) && Object.keys(branch).length === 1 ? stringsOf(branch.required) : [],
  );
  return groups.every((group) => group.length > 0) ? groups : null;
}

const outer = new Set([
  'properties',
  '$ref',
  'allOf',
  'anyOf',
  'oneOf',
  'then',
  'else',
  'items',
  'dependentSchemas',
  'if',
  'required',
]);

/** One sentence per parameter, from the keyword that failed deepest in it. */
function leaves(schema: ParameterSchema, units: readonly BrokenRule[]): ErrorDetail[] {
  const details: ErrorDetail[] = [];
  const around = new Set(units.flatMap(({ instanceLocation }) => placesAround(instanceLocation)));
  for (const { instanceLocation, keyword, keywordLocation } of units) {
    const path = instanceLocation.split('/').slice(1).map(decode);
    if (path.length === 0) {
      if (!outer.has(keyword) && keyword !== 'additionalProperties')
        details.push(broken('values', said`do not satisfy "${keyword}" of the process`));
      continue;
    }
    if (outer.has(keyword) && (keyword !== 'required' || around.has(instanceLocation))) continue;
    const field = `values.${path.join('.')}`;
    details.push(
      broken(
        field,
        keyword === 'false' ? said`is not a parameter of this process` : wantedBy(schema, keyword, keywordLocation),
      ),
    );
  }
  return details;
}

/** `#/a/b` lies in `#/a` and in `#`. */
const placesAround = (location: string): string[] =>
  location
    .split('/')
    .slice(0, -1)
    .map((_, at, parts) => parts.slice(0, at + 1).join('/'));

const broken = (field: string, what: Translatable): ErrorDetail => errorDetail('VALUE_INVALID', field, what);

/** What the schema allows; the value itself is never repeated. */
function wantedBy(schema: ParameterSchema, keyword: string, keywordLocation: string): Translatable {
  const allowed = nodeAt(schema, keywordLocation);
  const shown = JSON.stringify(allowed) ?? '?';
  switch (keyword) {
    case 'type':
      return said`must be ${either(stringsOf(Array.isArray(allowed) ? allowed : [allowed]).map((type) => wantedWords[type as ValueType] ?? type))}`;
    case 'enum':
      return said`must be one of ${Array.isArray(allowed) ? allowed.map((one) => JSON.stringify(one)).join(', ') : shown}`;
    case 'const':
      return said`must be ${shown}`;
    case 'minimum':
      return said`must be at least ${shown}`;
    case 'maximum':
      return said`must be at most ${shown}`;
    case 'exclusiveMinimum':
      return said`must be more than ${shown}`;
    case 'exclusiveMaximum':
      return said`must be less than ${shown}`;
    case 'multipleOf':
      return said`must be a multiple of ${shown}`;
    case 'minLength':
      return said`must have at least ${shown} characters`;
    case 'maxLength':
      return said`must have at most ${shown} characters`;
    case 'minItems':
      return said`must have at least ${shown} entries`;
    case 'maxItems':
      return said`must have at most ${shown} entries`;
    case 'pattern':
      return said`must match the pattern ${typeof allowed === 'string' ? allowed : shown}`;
    case 'format':
      if (allowed === 'date') return said`must be a date of the calendar, written as 2026-01-31`;
      if (allowed === 'date-time')
        return said`must be a date and time of the calendar, written as 2026-01-31T08:00:00Z`;
      return said`must be in the format "${typeof allowed === 'string' ? allowed : shown}"`;
    case 'required':
      return said`must have ${stringsOf(allowed).join(', ')}`;
    default:
      return said`does not satisfy "${keyword}" of its parameter`;
  }
}

/** The schema node at a keyword location of the library, through references inside the schema; undefined for other references. */
function nodeAt(schema: ParameterSchema, location: string, depth = 0): unknown {
  let node: unknown = schema;
  for (const key of location.split('/').slice(1).map(decode)) {
    if (!isNode(node) && !Array.isArray(node)) return undefined;
    const next: unknown = (node as Node)[key];
    const isReference = key === '$ref' && typeof next === 'string' && next.startsWith('#') && depth < 10;
    node = isReference ? nodeAt(schema, next, depth + 1) : next;
  }
  return node;
}

const namesAt = (schema: ParameterSchema, location: string): string[] => stringsOf(nodeAt(schema, location));

const stringsOf = (list: unknown): string[] =>
  Array.isArray(list) ? list.filter((entry): entry is string => typeof entry === 'string') : [];

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && !Array.isArray(value);

const decode = (part: string): string => decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~');
