import type { Reason } from '../../contract/reasons.ts';
import type { Run } from '../../contract/run.ts';
import { personName, type Speech, type Words } from '../words/words.tsx';

/** Who or what started a run. `nameOf`: the name of another run by its ID; null if that is unknown. */
export function startedBy(
  run: Pick<Run, 'trigger' | 'startedBy' | 'startReason' | 'follows'>,
  { w, say, because }: Speech,
  nameOf: (id: string) => string | null,
): string {
  if (run.startReason !== undefined) return because(run.startReason);
  const words = w.runs.by;
  const name = run.startedBy === null ? null : personName(run.startedBy, w);
  switch (run.trigger) {
    case 'schedule':
      return words.schedule;
    case 'call':
      return name === null ? words.call : say(words.client, { name });
    case 'operator':
      return name ?? w.states.people.operator;
    case 'rerun':
      return name === null ? words.rerun : say(words.rerunBy, { name });
    case 'test':
      return words.test;
    case 'follow-up': {
      const before = run.follows === undefined ? null : nameOf(run.follows.run);
      return before === null || !run.follows ? words.followUp : say(words.after[run.follows.after], { name: before });
    }
    case 'file':
      return words.file;
    case 'startup':
      return words.startup;
    case 'session':
      return words.session;
    case 'hook':
      return words.hook;
    case 'mail':
      return words.mail;
  }
}

/** Where it runs or ran; before that, whom it is for. */
export function placeOf(
  { startedAt, worker, target }: Pick<Run, 'startedAt' | 'worker' | 'target'>,
  nameOf: (id: string) => string,
  w: Words,
): string {
  if (startedAt !== null) return nameOf(worker);
  return target === null ? w.workerChoice.any : nameOf(target);
}

/** A reason as a sentence of its own. */
export function sentence(reason: Reason, { because, language }: Speech): string {
  const text = because(reason);
  return text.charAt(0).toLocaleUpperCase(language) + text.slice(1);
}

/** The text next to the result in a list: the reason if it adds something, otherwise the outputs. */
export const noteOf = (run: Pick<Run, 'reason' | 'outputLine'>, speech: Speech): string | null =>
  run.reason !== null && run.reason.code !== 'done' ? speech.because(run.reason) : run.outputLine || null;
