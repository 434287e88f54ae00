import { z } from 'zod';
import { sayExitCode, type ExitCodeMeanings } from './exit-code.ts';
import { inEnglish, saidIn, type Dictionary } from './translatable.ts';
import { saidSchema } from './translatable-schema.ts';

/**
 * Why something is in its state: a code and the facts of its sentence. Stored: do not rename codes. The sentence is
 * made where it is read, in the reader's language.
 */
export const reasonCodes = [
  'done',
  'exit-code',
  'signal',
  'spawn-failed',
  'timed-out',
  'cancelled-by',
  'replaced',
  'rota-stopped',
  'session-ended',
  'rota-died',
  'output-invalid',
  'process-gone',
  'process-disabled',
  'values-invalid',
  'vault-refused',
  'overlap',
  'paused',
  'paused-by',
  'was-off',
  'slept',
  'clock-jumped',
  'stalled',
  'restored',
  'too-late',
  'calendar',
  'no-such-time',
  'time-moved',
  'time-twice',
  'merged',
  'queue-full',
  'never-fires',
  'plan-broken',
  'deleted',
  'finished',
  'desktop-locked',
  'desktop-asleep',
  'desktop-disconnected',
  'desktop-later',
  'desktop-asking',
  'desktop-busy',
  'run-before',
  'process-busy',
  'worker-busy',
  'worker-away',
  'worker-stopped',
  'worker-maintenance',
  'worker-draining',
  'worker-outdated',
  'worker-gone',
  'worker-id-taken',
  'group-empty',
  'group-away',
  'group-busy',
  'all-away',
  'program-missing',
  'all-paused',
  'all-paused-until',
  'no-room',
  'not-writable',
  'no-means',
  'error-line',
  'signal-line',
  'said-code',
  'said-line',
  'may-have-left',
  'waits-until',
  'follow-up-gone',
  'chain-too-long',
  'file-arrived',
  'rota-started',
  'memory-limit',
  'processor-limit',
  'desktop-in-use',
  'logged-on',
  'unlocked',
  'idle-for',
  'idle-unknown',
  'hook-called',
  'waits-for',
  'condition-not-met',
  'remote-file-arrived',
  'mail-arrived',
] as const;
export type ReasonCode = (typeof reasonCodes)[number];

export const reason = z.object({
  code: z.enum(reasonCodes),
  /**
   * The facts of the sentence: names, numbers, the child's last words, a sentence of Rota's (older rows hold its
   * English text). Never values or secrets. `at` is an instant: epoch ms or ISO.
   */
  params: z.record(z.string(), z.union([z.string(), z.number(), saidSchema])).default({}),
});
export type Reason = z.infer<typeof reason>;

/** The sentence of each code, without a full stop. */
export type ReasonWords = Readonly<Record<ReasonCode, string>>;

/** The words for reasons in one language. */
export interface ReasonSpeech {
  readonly reasons: ReasonWords;
  readonly exitCodes: ExitCodeMeanings;
}

/**
 * The sentence of a reason, without a full stop. `timeOf` formats an instant for the reader's clock; `dictionary`
 * translates the sentences inside it, which stay English without one.
 */
export function sayReason(
  { reasons, exitCodes }: ReasonSpeech,
  { code, params }: Reason,
  timeOf = minuteInUtc,
  dictionary: Dictionary = {},
): string {
  return reasons[code].replace(/\{(\w+)\}/g, (whole, name: string) => {
    const given = params[name];
    if (given === undefined) return whole;
    if (typeof given === 'object') return saidIn(given, dictionary);
    if (name === 'exitCode' && typeof given === 'number') return sayExitCode(exitCodes, given);
    const instant = name !== 'at' || typeof given === 'number' ? given : Date.parse(given);
    return name === 'at' && Number.isFinite(instant) ? timeOf(Number(instant)) : String(given);
  });
}

/** The reason with English texts only, as the API shows it. */
export const plainReason = ({ code, params }: Reason): Reason => ({
  code,
  params: Object.fromEntries(
    Object.entries(params).map(([name, given]) => [name, typeof given === 'object' ? inEnglish(given) : given]),
  ),
});

/** `2026-11-26 14:20 UTC` */
const minuteInUtc = (instant: number): string =>
  `${new Date(instant).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
