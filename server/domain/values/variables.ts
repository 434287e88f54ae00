import { secretNames, type ParameterSchema } from '../../../contract/process.ts';
import { variableName } from '../variable-name.ts';

/**
 * Which names get their `INPUT_<NAME>`. A variable of a declared parameter, given or not, is never used for an undeclared value, because no
 * schema checked that. If declared ones share a variable, a secret gets it, because a secret is passed in no other way, else the last one
 * does; if undeclared ones share a variable, none gets it. `env`: variables that the definition sets itself; they count as declared.
 * ROTA_INPUT has all of them under their own names.
 */
export function variablesOf(
  schema: ParameterSchema,
  names: readonly string[],
  env: readonly string[] = [],
): ReadonlyMap<string, string> {
  const secrets = new Set(secretNames(schema));
  const parameters = new Set(Object.keys(schema.properties));
  const declared = new Set([...[...parameters].map(variableName), ...env.map((name) => name.toUpperCase())]);
  const owners = new Map<string, string>();
  const shared = new Set<string>();
  for (const name of names) {
    const variable = variableName(name);
    const isDeclared = parameters.has(name);
    if (!isDeclared && declared.has(variable)) continue;
    const present = owners.get(variable);
    if (present !== undefined && !isDeclared) shared.add(variable);
    else if (present === undefined || !secrets.has(present)) owners.set(variable, name);
  }
  return new Map([...owners].filter(([variable]) => !shared.has(variable)).map(([variable, name]) => [name, variable]));
}

/** Undeclared names without a variable, each with the name that it collides with. */
export function withoutVariable(
  schema: ParameterSchema,
  names: readonly string[],
  env: readonly string[] = [],
): { name: string; other: string }[] {
  const declared = new Map([
    ...env.map((name) => [name.toUpperCase(), name] as const),
    ...Object.keys(schema.properties).map((name) => [variableName(name), name] as const),
  ]);
  const parameters = new Set(Object.keys(schema.properties));
  const open = names.filter((name) => !parameters.has(name));
  const byVariable = Map.groupBy(open, variableName);
  return [...byVariable].flatMap(([variable, alike]) =>
    alike.flatMap((name) => {
      const other = declared.get(variable) ?? alike.find((one) => one !== name);
      return other === undefined ? [] : [{ name, other }];
    }),
  );
}

/** Parameters with the same `INPUT_<NAME>`, because accents and signs are dropped from it. */
export function alikeVariables({ properties }: ParameterSchema): [variable: string, names: string[]][] {
  return [...Map.groupBy(Object.keys(properties), variableName)].filter(([, names]) => names.length > 1);
}
