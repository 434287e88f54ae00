import type { ParameterSchema, RpaProcess } from '../../contract/process.ts';
import { inEnglish, said, type Fact, type Translatable } from '../../contract/translatable.ts';
import { alikeVariables } from './values/variables.ts';

/** A fault that would keep a process from working, though it can be saved. `message` begins with the field; `said` does not. */
export interface DefinitionWarning {
  readonly field: string;
  readonly message: string;
  readonly said?: Translatable;
}

export const definitionWarning = (field: string, sentence: Translatable): DefinitionWarning => ({
  field,
  message: `${field}: ${inEnglish(sentence)}`,
  said: sentence,
});

const setByRota = /^(ROTA|INPUT)_/i;

/** Warnings that need no look at the computer. */
export function definitionWarnings(definition: RpaProcess): readonly DefinitionWarning[] {
  const replaced = Object.keys(definition.env)
    .filter((name) => setByRota.test(name))
    .map((name) => definitionWarning(`env.${name}`, said`is set by Rota for each run and would be replaced`));
  const unasked = unreachable(definition.parameters).map((name) =>
    definitionWarning('parameters', said`"${name}" is required, and no parameter has that name`),
  );
  const alike = alikeVariables(definition.parameters).map(([variable, names]) =>
    definitionWarning(
      'parameters',
      said`${both(names)} share the variable ${variable}; a robot sees only one of them there`,
    ),
  );
  return [...replaced, ...unasked, ...alike];
}

export function both(names: readonly string[]): Fact {
  const [first = '', ...further] = names.map((name) => `"${name}"`);
  return further.reduce((all: Fact, one) => said`${all} and ${one}`, first);
}

/** Required names that the page has no input for. */
function unreachable(schema: ParameterSchema): readonly string[] {
  return (schema.required ?? []).filter((name) => !Object.hasOwn(schema.properties, name));
}
