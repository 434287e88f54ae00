import { isSecret, type Parameter, type ParameterSchema } from '../../contract/process.ts';
import { titleOf } from '../values/field-kind.ts';
import type { FollowUpWords } from '../words/en/follow-ups.ts';

/** Whose runs are followed. */
export interface RunBefore {
  readonly process: string;
  /** null: every run of the process. */
  readonly schedule: string | null;
  readonly parameters: ParameterSchema | undefined;
}

/** Something of the run before that a value can be taken from. */
export interface RunSource {
  /** The whole placeholder, `{{outputs.file}}`. */
  readonly text: string;
  readonly label: string;
}

export interface RunSources {
  readonly outputs: readonly RunSource[];
  readonly values: readonly RunSource[];
  readonly facts: readonly RunSource[];
}

/** Whether a value takes something from the run before, or from the vault. */
export const isFilledLater = (value: unknown): boolean => typeof value === 'string' && value.includes('{{');

/**
 * What can be taken from a run of a process with these parameters and outputs. Its secrets go only into secrets.
 */
export function runSources(
  parameters: ParameterSchema | undefined,
  outputs: readonly string[],
  words: FollowUpWords,
  isForSecret: boolean,
): RunSources {
  const given = Object.entries(parameters?.properties ?? {}) as [string, Parameter][];
  return {
    outputs: outputs.map((name) => ({ text: `{{outputs.${name}}}`, label: name })),
    values: given
      .filter(([, parameter]) => isForSecret || !isSecret(parameter))
      .map(([name, parameter]) => ({ text: `{{values.${name}}}`, label: titleOf(name, parameter) })),
    facts: Object.entries(words.runFacts).map(([name, label]) => ({ text: `{{run.${name}}}`, label })),
  };
}
