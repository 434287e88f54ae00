import path from 'node:path';
import { errorDetail, RotaError, rotaError, type ErrorDetail } from '../../contract/errors.ts';
import { roundedPlace } from '../../contract/exact-json.ts';
import { mostFileBytes } from '../../contract/file-value.ts';
import {
  rpaProcess,
  secretNames,
  type Parameter,
  type ParameterSchema,
  type RpaProcess,
} from '../../contract/process.ts';
import { either, said, type Translatable } from '../../contract/translatable.ts';
import { closeNames } from './close-names.ts';
import { foldCase } from './name-matching.ts';
import { issueDetails } from './issue-details.ts';
import { isOwnScript } from './own-script.ts';
import { both } from './definition-warnings.ts';
import { placeholderInShell } from './shell-line.ts';
import { isTextEncoding, lostIn } from './readable-text.ts';
import { shorterNumber } from './values/value-types.ts';
import { fileFaults } from './values/file-values.ts';
import { unfollowedKeyword } from './values/unfollowed-keywords.ts';
import { beginningsOf, fieldOf, readValues } from './values/values.ts';
import { schemaFault } from './values/value-errors.ts';
import { alikeVariables } from './values/variables.ts';

/** The keys of a process definition, as docs/robots.md lists them. */
const knownKeys: readonly string[] = Object.keys(rpaProcess.shape);

export type ReadDefinition =
  | { readonly ok: true; readonly process: RpaProcess }
  | { readonly ok: false; readonly details: readonly [ErrorDetail, ...ErrorDetail[]] };

/**
 * Reads a process definition and makes its paths absolute: `cwd` and `script` against `base` (the folder of the file it came from),
 * `script` against `cwd` if there is no base. A path that stays relative is refused: it would mean something else on every start.
 */
export function readDefinition(definition: unknown, base: string | null): ReadDefinition {
  const parsed = rpaProcess.safeParse(definition);
  if (!parsed.success) return refusal(issueDetails(parsed.error.issues, 'BODY_INVALID', knownKeys));
  const resolved = withAbsolutePaths(parsed.data, base);
  const details: ErrorDetail[] = (['cwd', 'script'] as const)
    .filter((key) => resolved[key] !== undefined && !isAbsolute(resolved[key]))
    .map((key) =>
      bodyInvalid(key, said`must be an absolute path here, because it is not known what it would be relative to`),
    );
  details.push(...faultsOf(resolved));
  details.push(...faultsOfParameters(resolved.parameters));
  return details.length > 0 ? refusal(details) : { ok: true, process: resolved };
}

/** More parameters are refused: nobody could fill them in, and checking them would delay other requests. */
const mostParameters = 2_000;

function faultsOfParameters(parameters: ParameterSchema): ErrorDetail[] {
  const count = Object.keys(parameters.properties).length;
  if (count > mostParameters) {
    const sentence = said`has ${count} parameters; a process can have ${mostParameters}. Give many values as one, a list or an object`;
    return [bodyInvalid('parameters', sentence)];
  }
  const rounded = roundedPlace(parameters);
  if (rounded !== null) return [bodyInvalid(`parameters.${rounded}`, said`must be ${shorterNumber}`)];
  const fault = schemaFault(parameters);
  if (fault !== null) return [bodyInvalid('parameters', said`is not a usable JSON Schema: ${fault}`)];
  const keyword = unfollowedKeyword(parameters);
  if (keyword !== null)
    return [
      bodyInvalid('parameters', said`uses "${keyword}", which is not followed here: name the schema with "$ref"`),
    ];
  const files = faultsOfFiles(parameters);
  return files.length > 0 ? files : unusableDefaults(parameters);
}

function faultsOfFiles({ properties }: ParameterSchema): ErrorDetail[] {
  return Object.entries(properties).flatMap(([name, parameter]) =>
    fileFaults(parameter as Parameter, mostFileBytes).map(([key, sentence]) =>
      bodyInvalid(`parameters.properties.${name}.${key}`, sentence),
    ),
  );
}

/** Finds defaults that would make every start fail that does not replace them. */
function unusableDefaults(parameters: ParameterSchema): ErrorDetail[] {
  const names = Object.keys(parameters.properties).filter(
    (name) => parameters.properties[name]?.['default'] !== undefined,
  );
  // First all together, because checking each alone takes long if there are many.
  const together = readValues({ ...parameters, required: [] }, {}, { isStrict: true }).errors;
  const wrong = new Set(together.flatMap(({ field }) => beginningsOf(field ?? '')));
  const suspects = names.filter((name) => wrong.has(fieldOf(name)));
  // Only faults of a single value: rules about all values depend on which ones a start sends.
  return suspects.slice(0, mostReportedDefaults).flatMap((name) => {
    const alone = { ...parameters, properties: { [name]: parameters.properties[name] ?? {} }, required: [] };
    return readValues(alone, {}, { isStrict: true })
      .errors.filter(({ field }) => beginningsOf(field ?? '').includes(fieldOf(name)))
      .map((error) => {
        const field = `parameters.properties.${name}.default`;
        return {
          ...error,
          code: 'BODY_INVALID' as const,
          field,
          message: error.message.replace(error.field ?? '', field),
        };
      });
  });
}

/** At most this many wrong defaults are reported at once. */
const mostReportedDefaults = 20;

/** Finds faults that no computer could work with. */
function faultsOf(definition: RpaProcess): ErrorDetail[] {
  const { command, script, cwd, args, env } = definition;
  const texts = { command, script, cwd, ...keyed('args', args), ...keyed('env', env) };
  const faults = Object.entries(texts)
    .filter(([, text]) => text?.includes('\0'))
    .map(([field]) => bodyInvalid(field, said`must not hold a NUL character`));
  const shell = placeholderInShell(definition);
  if (shell !== null) faults.push(bodyInvalid(`args[${shell.index}]`, shell.why));
  // A name without any letter or digit that a variable can have (as in many alphabets) is only a warning: robots read it from ROTA_INPUT.
  const secrets = new Set(secretNames(definition.parameters));
  for (const [variable, names] of alikeVariables(definition.parameters)) {
    if (!/^INPUT_.*[A-Z0-9]/.test(variable) && !names.some((name) => secrets.has(name))) continue;
    const sentence = said`${both(names)} share the variable ${variable}, so that one would be taken for the other: name them further apart`;
    faults.push(bodyInvalid('parameters', sentence));
  }
  const lost = lostIn(definition);
  if (lost !== null) {
    const sentence = said`has a sign at ${lost.column} that could not be read where it comes from (U+FFFD); write it anew`;
    faults.push(bodyInvalid(lost.path, sentence));
  }
  if ('0' in definition.exitCodes) faults.push(bodyInvalid('exitCodes.0', said`is always success; give other codes`));
  if (!isTextEncoding(definition.encoding)) {
    const { encoding } = definition;
    const sentence = said`"${encoding}" is not known; use "auto", "utf-8" or a name such as "windows-1254" or "cp857"`;
    faults.push(bodyInvalid('encoding', sentence));
  }
  return faults;
}

const keyed = (field: string, texts: object): Record<string, string> =>
  Object.fromEntries(
    Object.entries(texts).map(([key, text]) => [Array.isArray(texts) ? `${field}[${key}]` : `${field}.${key}`, text]),
  );

/** As readDefinition, but throws the faults. */
export function definitionOf(definition: unknown, base: string | null): RpaProcess {
  const read = readDefinition(definition, base);
  if (!read.ok) throw new RotaError(read.details);
  return read.process;
}

function withAbsolutePaths(given: RpaProcess, base: string | null): RpaProcess {
  const cwd = given.cwd === undefined ? undefined : from(base, given.cwd);
  const script = given.script === undefined ? undefined : from(base ?? cwd ?? null, given.script);
  return { ...given, ...(cwd === undefined ? {} : { cwd }), ...(script === undefined ? {} : { script }) };
}

/** Stays unchanged if the base itself is relative: resolving would depend on the folder that Rota runs in. */
function from(base: string | null, file: string): string {
  return base === null || !path.isAbsolute(base) || isAbsolute(file) ? file : path.resolve(base, file);
}

/** Accepts the path form of both systems: a definition may be written for a worker that is not this computer. So may scripts of Rota. */
function isAbsolute(file: string): boolean {
  return path.posix.isAbsolute(file) || path.win32.isAbsolute(file) || isOwnScript(file);
}

function refusal(details: readonly ErrorDetail[]): ReadDefinition {
  const [first = bodyInvalid('process', said`is not a process definition`), ...rest] = details;
  return { ok: false, details: [first, ...rest] };
}

const bodyInvalid = (field: string, sentence: Translatable): ErrorDetail =>
  errorDetail('BODY_INVALID', field, sentence);

/** Finds processes by exact name, else ignoring case if only one is meant. */
export function createNameIndex(processes: readonly RpaProcess[]): (name: string) => RpaProcess | null {
  const exact = new Map(processes.map((one) => [one.name, one]));
  const folded = new Map<string, RpaProcess | null>();
  for (const one of processes) {
    const key = foldCase(one.name);
    folded.set(key, folded.has(key) ? null : one);
  }
  return (name) => exact.get(name) ?? folded.get(foldCase(name.trim())) ?? null;
}

/** PROCESS_NOT_FOUND with similar names, from those that the caller may see. */
export function processNotFound(name: string, names: readonly string[]): RotaError {
  const close = closeNames(name, names);
  const shown = name.slice(0, 100);
  const meant = either(close.map((other) => `"${other}"`));
  const sentence =
    close.length > 0
      ? said`there is no process "${shown}"; did you mean ${meant}?`
      : said`there is no process "${shown}"`;
  return rotaError('PROCESS_NOT_FOUND', sentence, 'name');
}
