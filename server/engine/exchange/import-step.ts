import type { z } from 'zod';
import type { ImportAnswer } from '../../../contract/upkeep.ts';
import { noteOfDetails } from '../../domain/import/detail-notes.ts';
import type { Note } from '../../domain/import/import-set.ts';
import { issueDetails } from '../../domain/issue-details.ts';
import type { Caller } from '../../people/caller.ts';

export type Answered = ImportAnswer['changes'][number];

/** One entry of the set: its result, and the change that makes it; null if there is nothing to change. */
export interface Step extends Answered {
  readonly apply: ((caller: Caller) => Promise<unknown>) | null;
}

export function stepOf(
  kind: Answered['kind'],
  name: string,
  present: unknown,
  wanted: unknown,
  note: Note,
  apply: Step['apply'],
): Step {
  if (present === undefined || present === null) return { kind, name, change: 'add', ...note, apply };
  if (canonical(present) === canonical(wanted)) return { kind, name, change: 'same', ...note, apply: null };
  return { kind, name, change: 'replace', ...note, apply };
}

export function refused(kind: Answered['kind'], name: string, note: Note): Step {
  return { kind, name, change: 'refused', ...note, apply: null };
}

export const wordsOf = (error: z.ZodError): Note => noteOfDetails(issueDetails(error.issues, 'BODY_INVALID'));

export const noteIn = ({ note, said }: Note): Note => ({ note, ...(said && { said }) });

export function nameIn(given: unknown): string {
  const { name: own, title } = typeof given === 'object' && given !== null ? (given as Record<string, unknown>) : {};
  const name = own ?? title;
  return typeof name === 'string' && name !== '' ? name.slice(0, 100) : '?';
}

/** The same text for equal content, regardless of the order of keys. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([one], [other]) => (one < other ? -1 : 1)))
      : inner,
  );
}
