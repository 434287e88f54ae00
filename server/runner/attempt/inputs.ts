import { placeholder, secretNames, type ParameterSchema } from '../../../contract/process.ts';
import { variablesOf } from '../../domain/values/variables.ts';

type Values = Readonly<Record<string, unknown>>;

/** Longer values are only in the file ROTA_INPUT: Linux allows 128 KiB per variable, Windows 32,767 characters. */
const longestVariable = 30_000;

/** A value as text for an argument or a variable: objects and lists as JSON, nothing as ''. */
export function valueText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value === undefined || value === null) return '';
  return JSON.stringify(value) ?? '';
}

/** Each argument stays one argument, whatever the value contains: no shell parses it again. */
export function fillPlaceholders(args: readonly string[], values: Values): string[] {
  return args.map((arg) =>
    arg.replace(placeholder, (_whole, written: string) => {
      const name = written.trim();
      return valueText(Object.hasOwn(values, name) ? values[name] : undefined);
    }),
  );
}

/**
 * `INPUT_<NAME>` for every value that has one; `env`: names of variables that the definition sets itself. Secrets are passed only here, so they are
 * never left out because of their length.
 */
export function inputVariables(
  values: Values,
  parameters: ParameterSchema,
  env: readonly string[] = [],
  secrets: ReadonlySet<string> = new Set(secretNames(parameters)),
): Record<string, string> {
  const variables: Record<string, string> = {};
  for (const [name, variable] of variablesOf(parameters, Object.keys(values), env)) {
    const text = valueText(values[name]);
    if (text.length <= longestVariable || secrets.has(name)) variables[variable] = text;
  }
  return variables;
}
