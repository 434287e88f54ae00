import { secretNames, type ParameterSchema } from '../../../contract/process.ts';
import { variableName } from '../variable-name.ts';

/**
 * Which names get their `INPUT_<NAME>`. What is declared comes before what is not: a variable that any parameter has, given or not, is never
 * another value's, for that one passed no schema. Of declared ones that share a variable a secret has it, which travels no other way, else the
 * last; of others that share one none has it. `env` are variables that the definition of the process gives itself: declared as well. All stand
 * under their own names in ROTA_INPUT.
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

/** Names that are not declared and have no variable, each with the name that it shares it with. */
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

/** Parameters whose `INPUT_<NAME>` is the same: accents and signs do not count there. */
export function alikeVariables({ properties }: ParameterSchema): [variable: string, names: string[]][] {
  return [...Map.groupBy(Object.keys(properties), variableName)].filter(([, names]) => names.length > 1);
}
