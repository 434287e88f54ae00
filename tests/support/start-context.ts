import type { Warning } from '../../contract/connector.ts';
import { rpaProcess, type RpaProcess, type RpaProcessInput } from '../../contract/process.ts';
import { closeNames } from '../../server/domain/close-names.ts';
import { matchName } from '../../server/domain/name-matching.ts';
import { readStart, type ReadStart, type StartContext } from '../../server/domain/start/start-body.ts';

/** Monday 23 November 2026, 10:00 in Istanbul. */
export const now = Date.UTC(2026, 10, 23, 7);

const define = (definition: RpaProcessInput): RpaProcess => rpaProcess.parse(definition);

export const processes = [
  define({ name: 'OneStepNotepadRunner', command: 'true' }),
  define({
    name: 'Invoices',
    command: 'true',
    parameters: {
      type: 'object',
      properties: {
        customer: { type: 'string' },
        count: { type: 'integer' },
        pin: { type: 'string', writeOnly: true },
      },
      required: ['customer'],
    },
  }),
  define({ name: 'Switched off', command: 'true', enabled: false }),
];

/** Reads a body as a single computer in Istanbul would, with the test's changes. */
export function read(
  body: unknown,
  change: Partial<StartContext> = {},
  textWarnings: readonly Warning[] = [],
): ReadStart {
  const names = processes.map(({ name }) => name);
  return readStart(
    body,
    {
      now,
      timezone: 'Europe/Istanbul',
      isStrict: false,
      isFleet: false,
      calendarNames: ['Turkey'],
      findProcess: (name) => processes.find((process) => process.name === matchName(name, names)) ?? null,
      closeNames: (name) => closeNames(name, names),
      findWorker: (name) =>
        ['w-1', 'Reception'].includes(name) ? { target: 'w-1' } : { problem: `there is no worker "${name}"` },
      ...change,
    },
    textWarnings,
  );
}

export const notepad = (further: object): object => ({ name: 'OneStepNotepadRunner', ...further });

/** The codes of the errors, or of the warnings. */
export const codesOf = (answer: ReadStart): string[] =>
  (answer.ok ? answer.warnings : answer.errors).map(({ code }) => code);
