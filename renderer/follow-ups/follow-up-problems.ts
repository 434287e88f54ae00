import type { FollowUp } from '../../contract/follow-up.ts';
import type { ParameterSchema } from '../../contract/process.ts';
import { checkValues } from '../values/check-values.ts';
import { titleOf } from '../values/field-kind.ts';
import { unreadableValues } from '../values/unreadable.ts';
import { followUpWords } from '../words/follow-up-words.ts';
import type { Speech } from '../words/words.tsx';
import { isFilledLater } from './run-sources.ts';

/** An error in a follow-up: the id of its field, its label, and the message. */
export interface FollowUpProblem {
  readonly id: string;
  readonly label: string;
  readonly message: string;
}

/** What of the follow-ups cannot be saved. What depends on the run before, and on schedules, the server judges. */
export function followUpProblems(
  followUps: readonly FollowUp[] | undefined,
  schemaOf: (process: string) => ParameterSchema | undefined,
  speech: Speech,
): readonly FollowUpProblem[] {
  const words = followUpWords[speech.language];
  return (followUps ?? []).flatMap(({ then, values }, index): FollowUpProblem[] => {
    const item = speech.say(words.item, { n: index + 1 });
    if ((then.kind === 'process' ? then.process : then.schedule) === '')
      return [{ id: `then-${index}-target`, label: item, message: words.problems.target }];
    const schema = then.kind === 'process' ? schemaOf(then.process) : undefined;
    const prefix = `then-${index}-values-`;
    const wrong = { ...(schema ? checkValues(...givenNow(schema, values), speech) : {}), ...unreadableValues(prefix) };
    return Object.entries(wrong).map(([name, message]) => ({
      id: name === '' ? `then-${index}-all` : prefix + name,
      label: name === '' ? item : `${item}, ${titleOf(name, schema?.properties[name] ?? {})}`,
      message,
    }));
  });
}

/** Schema and values without the rules of what is filled in later. */
function givenNow(
  schema: ParameterSchema,
  values: FollowUp['values'],
): readonly [schema: ParameterSchema, values: FollowUp['values']] {
  const later = Object.keys(values).filter((name) => isFilledLater(values[name]));
  if (later.length === 0) return [schema, values];
  const free = Object.fromEntries(later.map((name) => [name, {}]));
  return [{ ...schema, properties: { ...schema.properties, ...free } }, values];
}
