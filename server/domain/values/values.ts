import { parseMarkingRounded, roundedPlace } from '../../../contract/exact-json.ts';
import type { Warning } from '../../../contract/connector.ts';
import { errorDetail, type ErrorDetail } from '../../../contract/errors.ts';
import type { Parameter, ParameterSchema } from '../../../contract/process.ts';
import { either, said, type Translatable } from '../../../contract/translatable.ts';
import { hasReference } from '../../../contract/vault-reference.ts';
import { closeNames } from '../close-names.ts';
import { variableName } from '../variable-name.ts';
import { withoutVariable } from './variables.ts';
import { nameMatcher } from '../name-matching.ts';
import { isFileParameter } from '../../../contract/file-value.ts';
import { FileContent, KeptFile, readFileValue, withoutFiles } from './file-values.ts';
import { schemaErrors } from './value-errors.ts';
import { convert, declaredTypes, shorterNumber } from './value-types.ts';

export interface ReadValues {
  /** Named and typed as the schema declares, defaults filled in. */
  readonly values: Readonly<Record<string, unknown>>;
  readonly warnings: readonly Warning[];
  /** All faults at once: VALUE_MISSING and VALUE_INVALID, each with its parameter and never with the value. */
  readonly errors: readonly ErrorDetail[];
}

/**
 * Checks the values of a start against the parameter schema of its process. `raw` is an object, the JSON text of one, or nothing. Null and ""
 * mean absent, unless the schema allows them (type null; enum, const or minLength 0 for ""). Strict does not accept: names in another spelling,
 * values that the schema does not know, loose spellings of a type. `takesKept`: files that are already stored may be named. `env`: variables
 * that the definition gives its program. A value with a reference to the vault is checked once that is filled in: `isFilledIn`.
 */
export function readValues(
  schema: ParameterSchema,
  raw: unknown,
  options: {
    readonly isStrict: boolean;
    readonly takesKept?: boolean;
    readonly env?: readonly string[];
    readonly isFilledIn?: boolean;
  },
): ReadValues {
  const { isStrict, takesKept = false, env = [], isFilledIn = false } = options;
  const isEmptyList = Array.isArray(raw) ? raw.length === 0 : typeof raw === 'string' && /^\s*\[\s*\]\s*$/.test(raw);
  const given = isEmptyList && !isStrict ? {} : objectFrom(raw);
  if (given === null) {
    const error = errorDetail('VALUE_INVALID', 'values', said`must be an object, or the JSON text of one`);
    return { values: {}, warnings: [], errors: [error] };
  }
  const count = Object.keys(given).length;
  if (count > mostValues) {
    const error = errorDetail('VALUE_INVALID', 'values', said`must have at most ${mostValues} entries, not ${count}`);
    return { values: {}, warnings: [], errors: [error] };
  }
  const warnings: Warning[] = [];
  // PHP writes an empty object as an empty list.
  if (isEmptyList)
    warnings.push({ code: 'VALUES_LIST', field: 'values', message: 'values: an empty list was taken as {}' });
  const errors: ErrorDetail[] = [];
  const named = nameAll(given, schema, { isStrict, env }, warnings, errors);
  const values = new Map<string, unknown>();
  const referring = new Set<string>();
  for (const [name, value] of named) {
    const parameter = parameterOf(schema, name);
    if (isAbsent(value, parameter)) continue;
    if (isFileParameter(parameter)) {
      const read = readFileValue(value, parameter as Parameter, takesKept);
      if (read.ok) values.set(name, read.value);
      else errors.push(invalid(name, read.wrong));
      continue;
    }
    if (value instanceof KeptFile || value instanceof FileContent) {
      errors.push(invalid(name, said`is no file among the parameters of this process`));
      continue;
    }
    const converted = convert(value, declaredTypes(parameter), isStrict);
    if (!isFilledIn && hasReference(converted.ok ? converted.value : value)) {
      referring.add(name);
      values.set(name, converted.ok ? converted.value : value);
      continue;
    }
    const rounded = converted.ok ? roundedPlace(converted.value) : null;
    if (typeof value === 'string' && value.includes('\0'))
      errors.push(invalid(name, said`must not hold a NUL character: no program can be given one`));
    else if (rounded !== null)
      errors.push(invalid(`${name}${rounded && `.${rounded}`}`, said`must be ${shorterNumber}`));
    else if (converted.ok) values.set(name, converted.value);
    else errors.push(invalid(name, said`must be ${converted.wanted}`));
  }
  const wrong = new Set(errors.flatMap(({ field }) => (field === null ? [] : beginningsOf(field))));
  for (const [name, parameter] of Object.entries(schema.properties)) {
    if (!values.has(name) && !wrong.has(fieldOf(name)) && parameter.default !== undefined) {
      values.set(name, structuredClone(parameter.default));
    }
  }
  // A map, so that a key such as "__proto__" stays a plain key.
  const read = Object.fromEntries(values);
  const told = new Set(errors.flatMap(({ field }) => [field, topOf(field)]));
  errors.push(...schemaErrors(withoutChecks(withoutFiles(schema), referring), read, told));
  return { values: read, warnings, errors };
}

/** The schema with nothing said of these parameters. */
export function withoutChecks(schema: ParameterSchema, names: ReadonlySet<string>): ParameterSchema {
  if (names.size === 0) return schema;
  const properties = Object.entries(schema.properties).map(([name, own]) => [name, names.has(name) ? {} : own]);
  return { ...schema, properties: Object.fromEntries(properties) as typeof schema.properties };
}

/** Refused before any value is checked: no process needs more, and the check would block other requests. */
export const mostValues = 5000;

/** For how many unknown names a similar known one is looked up. */
const mostHints = 20;

/** How a value is named in errors and warnings. */
export const fieldOf = (name: string): string => `values.${name}`;

/** If `values.items.2` has a fault, `values.items` is not missing as well. */
/** All prefixes of `values.a.b.c`: a name may contain dots itself. */
export const beginningsOf = (field: string): string[] =>
  field.split('.').map((_, at, parts) => parts.slice(0, at + 1).join('.'));

const topOf = (field: string | null): string | null => field?.split('.').slice(0, 2).join('.') ?? null;

const invalid = (name: string, what: Translatable): ErrorDetail => errorDetail('VALUE_INVALID', fieldOf(name), what);

function objectFrom(raw: unknown): Readonly<Record<string, unknown>> | null {
  if (raw === undefined || raw === null) return {};
  if (typeof raw === 'string') {
    if (raw.trim() === '') return {};
    try {
      const read = parseMarkingRounded(raw);
      return typeof read === 'string' ? null : objectFrom(read);
    } catch {
      return null;
    }
  }
  return typeof raw === 'object' && !Array.isArray(raw) ? (raw as Readonly<Record<string, unknown>>) : null;
}

/** Renames every value to its parameter. If two match the same parameter, the exact name wins, else the last. */
function nameAll(
  given: Readonly<Record<string, unknown>>,
  schema: ParameterSchema,
  { isStrict, env }: { readonly isStrict: boolean; readonly env: readonly string[] },
  warnings: Warning[],
  errors: ErrorDetail[],
): ReadonlyMap<string, unknown> {
  const names = Object.keys(schema.properties);
  const known = new Set([...names, ...mentioned(schema)]);
  const declared = new Set(names);
  const matching = nameMatcher(names);
  let hints = 0;
  const named = new Map<string, unknown>();
  for (const [key, value] of Object.entries(given)) {
    const name = isStrict || (known.has(key) && !declared.has(key)) ? key : (matching(key) ?? key);
    if (name !== key) {
      warnings.push({ code: 'VALUE_NAME', field: fieldOf(key), message: `${fieldOf(key)} was taken as "${name}"` });
      if (Object.hasOwn(given, name)) continue;
    } else if (!known.has(key) && schema.additionalProperties === undefined && schema.patternProperties === undefined) {
      const close = (hints += 1) > mostHints ? [] : closeNames(key, names);
      const hint = close.length > 0 ? `; did you mean ${close.map((other) => `"${other}"`).join(' or ')}?` : '';
      if (isStrict) errors.push(invalid(key, unknownParameter(close)));
      else {
        const message = `${fieldOf(key)} is not a parameter of this process and is handed over as it is${hint}`;
        warnings.push({ code: 'VALUE_UNKNOWN', field: fieldOf(key), message });
      }
    }
    named.set(name, value);
  }
  const refused = new Set(errors.map(({ field }) => field));
  for (const { name, other } of withoutVariable(schema, [...named.keys()], env)) {
    if (known.has(name) || refused.has(fieldOf(name))) continue;
    const variable = variableName(name);
    if (isStrict) errors.push(invalid(name, said`shares the variable ${variable} with "${other}"`));
    else {
      const message = `${fieldOf(name)} shares the variable ${variable} with "${other}": a robot finds it in the file ROTA_INPUT only`;
      warnings.push({ code: 'VALUE_VARIABLE', field: fieldOf(name), message });
    }
  }
  return named;
}

function unknownParameter(close: readonly string[]): Translatable {
  const meant = either(close.map((name) => `"${name}"`));
  return close.length === 0
    ? said`is not a parameter of this process`
    : said`is not a parameter of this process; did you mean ${meant}?`;
}

/** Names in a `required` of the schema or of one of its alternatives: known, though not declared. */
function mentioned(schema: ParameterSchema): readonly string[] {
  const alternatives = ['anyOf', 'oneOf', 'allOf'].flatMap((key): unknown[] => {
    const branches = schema[key];
    return Array.isArray(branches) ? branches : [];
  });
  const branches: unknown[] = [schema, ...alternatives];
  return branches.flatMap((branch: unknown) =>
    typeof branch === 'object' && branch !== null && 'required' in branch && Array.isArray(branch.required)
      ? branch.required.filter((name: unknown) => typeof name === 'string')
      : [],
  );
}

function parameterOf(schema: ParameterSchema, name: string): Readonly<Record<string, unknown>> | undefined {
  return Object.hasOwn(schema.properties, name) ? schema.properties[name] : undefined;
}

function isAbsent(value: unknown, parameter: Readonly<Record<string, unknown>> | undefined): boolean {
  if (value === undefined) return true;
  if (value === null) return !declaredTypes(parameter).includes('null');
  if (value !== '') return false;
  const takesEmpty =
    parameter?.minLength === 0 ||
    parameter?.const === '' ||
    (Array.isArray(parameter?.enum) && parameter.enum.includes(''));
  return !takesEmpty;
}
