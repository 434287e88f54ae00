import { signedCode } from '../../contract/exit-code.ts';
import type { ExitMeaning } from '../../contract/process.ts';
import type { Reason } from '../../contract/reasons.ts';
import type { ExitFacts, Outcome } from '../../contract/run.ts';

/** The result of an attempt. */
export interface Verdict {
  /** `retry`: another attempt is left and may help. Else the outcome of the run. */
  readonly verdict: 'retry' | Outcome;
  readonly hasWarning: boolean;
  readonly reason: Reason;
}

/** Facts of the sentence that are not among the exit facts. */
export interface VerdictContext {
  readonly exitCodes: Readonly<Record<string, ExitMeaning>>;
  /** The number of this attempt, from 1, and the maximum. */
  readonly attempt: number;
  readonly maxAttempts: number;
  readonly timeoutMs: number | null;
  /** Who cancelled the run. */
  readonly cancelledBy?: string;
  /** Rota stops because the system ends the user's session. */
  readonly isSessionEnding?: boolean;
}

/** EX_TEMPFAIL of sysexits.h: "try again later". A process may define it otherwise. */
const usualMeanings: Readonly<Record<string, ExitMeaning>> = {
  '75': 'retry',
  // Words of xyOps (its document on Job.code): succeeded with a warning; needs a person now; somebody cancelled it.
  warning: 'warning',
  critical: 'do-not-retry',
  abort: 'do-not-retry',
};

/** Errors that may pass: a lack of resources may end soon. A missing program will not appear by itself. */
const passingErrors: ReadonlySet<string> = new Set([
  'EAGAIN',
  'ENOMEM',
  'EMFILE',
  'ENFILE',
  'ETXTBSY',
  'EBUSY',
  'RUNNER',
]);

/**
 * Turns exit facts into the result of the attempt. A requested stop counts before the exit code, because the child
 * answers a stop with any code; if Rota lost the child its exit code is not known and never counts.
 */
export function judge(facts: ExitFacts, context: VerdictContext): Verdict {
  if (facts.stoppedBy !== undefined) return judgeStopped(facts.stoppedBy, facts, context);
  if (facts.wasLost === true) return again('interrupted', { code: 'rota-died', params: {} }, context);
  if (facts.spawnError !== undefined) {
    const { said, message } = facts.spawnError;
    const reason: Reason = { code: 'spawn-failed', params: { message: said ?? message } };
    const { code, place } = facts.spawnError;
    return place === 'folder' || passingErrors.has(code) ? again('failed', reason, context) : ended('failed', reason);
  }
  if (facts.signal !== null) return again('failed', signalled(facts.signal, facts), context);
  return judgeCode(facts, context);
}

function judgeStopped(
  stoppedBy: NonNullable<ExitFacts['stoppedBy']>,
  { overLimit }: ExitFacts,
  context: VerdictContext,
): Verdict {
  switch (stoppedBy) {
    case 'cancel':
      return ended('cancelled', { code: 'cancelled-by', params: { who: context.cancelledBy ?? '' } });
    case 'replaced':
      return ended('cancelled', { code: 'replaced', params: {} });
    case 'timeout': {
      const seconds = (context.timeoutMs ?? 0) / 1000;
      return again('timed-out', { code: 'timed-out', params: { seconds } }, context);
    }
    case 'memory':
    case 'processor':
      return again('failed', { code: `${stoppedBy}-limit`, params: { ...overLimit } }, context);
    case 'shutdown':
      return again(
        'interrupted',
        { code: context.isSessionEnding === true ? 'session-ended' : 'rota-stopped', params: {} },
        context,
      );
  }
}

function judgeCode(facts: ExitFacts, context: VerdictContext): Verdict {
  // A Cronicle or xyOps child reports failure in its last line and may still exit with 0.
  const code = facts.exitCode === 0 && facts.saidCode !== undefined ? facts.saidCode : (facts.exitCode ?? -1);
  const all = { ...usualMeanings, ...lowered(context.exitCodes) };
  const meaning = spellingsOf(code)
    .map((each) => meaningOf(each, all))
    .find((each) => each !== undefined);
  if (code === 0 || meaning === 'warning') {
    // The work was done: a retry because of its outputs would do it twice.
    if (facts.outputError !== undefined) {
      return ended('failed', { code: 'output-invalid', params: { message: facts.outputSaid ?? facts.outputError } });
    }
    if (code === 0 && facts.mayHaveLeft === true)
      return { ...ended('succeeded', { code: 'may-have-left', params: {} }), hasWarning: true };
    if (code === 0) return ended('succeeded', { code: 'done', params: {} });
    return { ...ended('succeeded', saying(code, facts)), hasWarning: true };
  }
  return meaning === 'do-not-retry'
    ? ended('failed', saying(code, facts))
    : again('failed', saying(code, facts), context);
}

/** A code of Windows may be written as the program returned it (-1) or in hex. */
const spellingsOf = (code: number | string): (number | string)[] =>
  typeof code === 'number' ? [code, signedCode(code), `0x${code.toString(16)}`] : [code];

/** Words match regardless of case and of the signs between their parts: xyOps turns "Bad input" into `bad_input`. */
const meaningOf = (code: number | string, meanings: Readonly<Record<string, ExitMeaning>>): ExitMeaning | undefined =>
  meanings[keyOf(String(code))];
const keyOf = (code: string): string => code.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '_');
const lowered = (meanings: Readonly<Record<string, ExitMeaning>>): Readonly<Record<string, ExitMeaning>> =>
  Object.fromEntries(Object.entries(meanings).map(([code, meaning]) => [keyOf(code), meaning]));

/** A program that a signal ended may have said why before: C++, Node out of memory, a failed assertion. */
const signalled = (signal: string, { lastError }: ExitFacts): Reason =>
  lastError === undefined
    ? { code: 'signal', params: { signal } }
    : { code: 'signal-line', params: { signal, message: lastError } };

function saying(exitCode: number | string, { lastError }: ExitFacts): Reason {
  if (exitCode === 'warning' || exitCode === 'critical' || exitCode === 'abort') {
    if (lastError === undefined) return { code: 'said-code', params: { code: exitCode } };
    const message = exitCode === 'warning' ? lastError : `${exitCode}: ${lastError}`;
    return { code: 'said-line', params: { message } };
  }
  return lastError === undefined
    ? { code: 'exit-code', params: { exitCode } }
    : { code: 'error-line', params: { exitCode, message: lastError } };
}

function ended(outcome: Outcome, reason: Reason): Verdict {
  return { verdict: outcome, hasWarning: false, reason };
}

/** A retry while attempts are left; after the last one its outcome is the run's. */
function again(outcome: Outcome, reason: Reason, { attempt, maxAttempts }: VerdictContext): Verdict {
  return { verdict: attempt < maxAttempts ? 'retry' : outcome, hasWarning: false, reason };
}
