import { z } from 'zod';
import { RotaError, rotaError } from '../../../contract/errors.ts';
import { said } from '../../../contract/said.ts';
import type { ImportedSet } from './import-set.ts';
import { issueDetails } from '../issue-details.ts';

/** Only the frame of the document: each thing in it is judged for itself, so that one bad one does not hide the others. */
const frame = z.object({
  rota: z.literal(1, { error: 'must be 1: this is not a document that Rota has exported, or one of a later Rota' }),
  processes: z.array(z.unknown()).default([]),
  calendars: z.array(z.unknown()).default([]),
  schedules: z
    .array(
      z.object({ id: z.string().nullable().default(null), draft: z.unknown(), isPaused: z.boolean().default(false) }),
    )
    .default([]),
});

/** Reads an exported document, given as an object or as its text. Throws BODY_INVALID. */
export function readExport(document: unknown): ImportedSet {
  const read = frame.safeParse(typeof document === 'string' ? fromText(document) : document);
  if (!read.success) {
    const [first, ...rest] = issueDetails(read.error.issues, 'BODY_INVALID');
    throw first === undefined
      ? rotaError('BODY_INVALID', said`cannot be read`, 'document')
      : new RotaError([first, ...rest]);
  }
  const { processes, calendars, schedules } = read.data;
  return {
    processes: processes.map((process) => ({ process, note: '' })),
    calendars,
    schedules: schedules.map((schedule) => ({ ...schedule, note: '' })),
    refused: [],
  };
}

function fromText(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw rotaError('BODY_INVALID', said`is not JSON`, 'document', error);
  }
}
