import { z } from 'zod';
import { RotaError, rotaError } from '../../../contract/errors.ts';
import { said } from '../../../contract/translatable.ts';
import type { ImportedSchedule, ImportedSet } from './import-set.ts';
import { issueDetails } from '../issue-details.ts';

const list = z.array(z.unknown()).default([]);

/** Only the frame of the document: its entries are checked one by one, so that a bad one does not hide the others. */
const frame = z.object({
  rota: z.literal(1, { error: 'must be 1: this is not a document that Rota has exported, or one of a later Rota' }),
  processes: list,
  calendars: list,
  channels: list,
  messageRules: list,
  schedules: list,
});

const entry = z.object({
  id: z.string().nullable().default(null),
  draft: z.unknown(),
  isPaused: z.boolean().default(false),
});

/** Reads an exported document; yields after each of its entries. Throws BODY_INVALID. */
export function* readExportInSteps(document: unknown): Generator<void, ImportedSet> {
  const read = frame.safeParse(document);
  if (!read.success) throw refusal(read.error.issues);
  const { processes, calendars, channels, messageRules } = read.data;
  const schedules: ImportedSchedule[] = [];
  for (const [index, given] of read.data.schedules.entries()) {
    const one = entry.safeParse(given);
    if (!one.success)
      throw refusal(one.error.issues.map((issue) => ({ ...issue, path: ['schedules', index, ...issue.path] })));
    schedules.push({ ...one.data, note: '' });
    yield;
  }
  return {
    processes: processes.map((process) => ({ process, note: '' })),
    calendars,
    channels,
    messageRules,
    schedules,
    refused: [],
  };
}

function refusal(issues: readonly z.core.$ZodIssue[]): RotaError {
  const [first, ...rest] = issueDetails(issues, 'BODY_INVALID');
  return first === undefined
    ? rotaError('BODY_INVALID', said`cannot be read`, 'document')
    : new RotaError([first, ...rest]);
}
