import { errorDetail, type ErrorDetail } from '../../contract/errors.ts';
import { followUpFacts, type FollowUp } from '../../contract/follow-up.ts';
import { isSecret, type Parameter, type RpaProcess } from '../../contract/process.ts';
import { either, said, type Translatable } from '../../contract/translatable.ts';
import { hasReference } from '../../contract/vault-reference.ts';
import { closeNames } from './close-names.ts';
import { placesIn, strayBraces } from './follow-up-values.ts';
import { readValues, withoutChecks } from './values/values.ts';
import type { FoundTarget } from './worker-names.ts';

/** A schedule that a follow-up names. */
export interface NamedSchedule {
  readonly id: string;
  readonly name: string;
  readonly process: string;
  /** The names of its own values. */
  readonly given: readonly string[];
}

/** What follow-ups are checked against. */
export interface FollowUpContext {
  /** What they follow. */
  readonly process: RpaProcess;
  readonly findProcess: (name: string) => RpaProcess | null;
  readonly processNames: () => readonly string[];
  /** By ID or name; a sentence if none or several are meant. */
  readonly findSchedule: (name: string) => NamedSchedule | Translatable;
  readonly findWorker: (given: string) => FoundTarget | null;
}

/** All faults at once, `then[1].values.amount: …`; without faults with names as they are stored. */
export function checkFollowUps(
  list: readonly FollowUp[],
  field: string,
  context: FollowUpContext,
): { readonly followUps: FollowUp[]; readonly errors: readonly ErrorDetail[] } {
  const errors: ErrorDetail[] = [];
  const followUps = list.map((one, index) => {
    const at = `${field}[${index}]`;
    const fail = (key: string, sentence: Translatable): void => {
      errors.push(errorDetail('OPTION_INVALID', `${at}.${key}`, sentence));
    };
    const { then, process, given } = findTarget(one, context, fail);
    const alsoAfter = one.alsoAfter.map((name, also) => {
      const found = context.findSchedule(name);
      if ('id' in found) return found.id;
      fail(`alsoAfter[${also}]`, found);
      return name;
    });
    checkPlaces(one, process, context.process, fail);
    if (process !== null) checkValues(one, process, given, fail);
    return { ...one, then, alsoAfter: [...new Set(alsoAfter)] };
  });
  return { followUps, errors };
}

type Fail = (key: string, sentence: Translatable) => void;

interface Target {
  readonly then: FollowUp['then'];
  readonly process: RpaProcess | null;
  readonly given: readonly string[];
}

function findTarget({ then }: FollowUp, context: FollowUpContext, fail: Fail): Target {
  if (then.kind === 'schedule') {
    const found = context.findSchedule(then.schedule);
    if (!('id' in found)) {
      fail('then.schedule', found);
      return { then, process: null, given: [] };
    }
    const process = context.findProcess(found.process);
    if (process === null) fail('then.schedule', said`the process of "${found.name}", "${found.process}", is gone`);
    return { then: { ...then, schedule: found.id }, process, given: found.given };
  }
  const worker = then.worker === null ? null : context.findWorker(then.worker);
  if (worker?.ok === false) fail('then.worker', worker.problem);
  const process = context.findProcess(then.process);
  if (process === null) {
    const close = closeNames(then.process, context.processNames());
    const meant = either(close.map((other) => `"${other}"`));
    fail(
      'then.process',
      close.length > 0
        ? said`there is no process "${then.process}"; did you mean ${meant}?`
        : said`there is no process "${then.process}"`,
    );
  }
  const target = worker?.ok ? worker.target : then.worker;
  return { then: { ...then, process: process?.name ?? then.process, worker: target }, process, given: [] };
}

/** What stands in braces: facts that there are, parameters that there are, and secrets only where secrets belong. */
function checkPlaces({ values }: FollowUp, follower: RpaProcess | null, own: RpaProcess, fail: Fail): void {
  const { properties } = own.parameters;
  for (const [name, value] of Object.entries(values)) {
    const key = `values.${name}`;
    for (const written of strayBraces(value))
      fail(key, said`"${written.slice(0, 100)}" is none of {{outputs.NAME}}, {{values.NAME}} and {{run.FACT}}`);
    for (const place of placesIn(value)) {
      if (place.from === 'body')
        fail(
          key,
          said`"${`{{body.${place.name}}}`.slice(0, 100)}" is none of {{outputs.NAME}}, {{values.NAME}} and {{run.FACT}}`,
        );
      if (place.from === 'run' && !followUpFacts.some((fact) => fact === place.name))
        fail(key, said`"${place.name}" is no fact of a run: there are ${followUpFacts.join(', ')}`);
      if (place.from !== 'values') continue;
      const parameter = Object.hasOwn(properties, place.name) ? (properties[place.name] as Parameter) : undefined;
      if (parameter === undefined) {
        const close = closeNames(place.name, Object.keys(properties)).map((other) => `"${other}"`);
        fail(
          key,
          close.length === 0
            ? said`"${place.name}" is no parameter of "${own.name}", which it follows`
            : said`"${place.name}" is no parameter of "${own.name}", which it follows; did you mean ${either(close)}?`,
        );
      } else if (isSecret(parameter) && follower !== null && !isSecretOf(follower, name))
        fail(key, said`"${place.name}" is a secret, which only a secret parameter may be given`);
    }
  }
}

const isSecretOf = ({ parameters: { properties } }: RpaProcess, name: string): boolean =>
  Object.hasOwn(properties, name) && isSecret(properties[name] as Parameter);

/** The values that a web call gives: places in its body alone, and otherwise as in a follow-up. */
export function checkHookValues(
  values: FollowUp['values'],
  process: RpaProcess,
  given: readonly string[],
  fail: Fail,
): void {
  for (const [name, value] of Object.entries(values)) {
    const others = placesIn(value).flatMap(({ from, name: asked }) =>
      from === 'body' ? [] : [`{{${from}.${asked}}}`],
    );
    for (const written of [...strayBraces(value), ...others])
      fail(`values.${name}`, said`"${written.slice(0, 100)}" is not {{body.FIELD}}, which a web call gives`);
  }
  checkValues({ values }, process, given, fail);
}

/** Constants by the schema; what is filled in later, and what a schedule has itself, only by its name. */
function checkValues(
  { values }: Pick<FollowUp, 'values'>,
  process: RpaProcess,
  given: readonly string[],
  fail: Fail,
): void {
  const { parameters } = process;
  const names = Object.keys(parameters.properties);
  const isOpen = parameters.additionalProperties !== undefined || parameters.patternProperties !== undefined;
  const later = new Set(given);
  for (const [name, value] of Object.entries(values)) {
    if (names.length > 0 && !isOpen && !names.includes(name)) {
      const close = closeNames(name, names);
      const meant = either(close.map((other) => `"${other}"`));
      fail(
        `values.${name}`,
        close.length > 0
          ? said`is not a parameter of "${process.name}"; did you mean ${meant}?`
          : said`is not a parameter of "${process.name}"`,
      );
    }
    if (placesIn(value).length > 0) later.add(name);
    else if (isSecretOf(process, name) && !hasReference(value))
      fail(
        `values.${name}`,
        said`is a secret, which is not kept here: give {{values.NAME}} of a secret of the run before, or a reference to the vault`,
      );
  }
  const all = { ...Object.fromEntries(given.map((name) => [name, 'given'])), ...values };
  const read = readValues(withoutChecks(parameters, later), all, { isStrict: false, takesKept: true });
  for (const { field, said: sentence, message } of read.errors) fail(field ?? 'values', sentence ?? said`${message}`);
}
