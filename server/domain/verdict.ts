import { signedCode } from '../../contract/exit-code.ts';
import type { ExitMeaning } from '../../contract/process.ts';
import type { Reason } from '../../contract/reasons.ts';
import type { ExitFacts, Outcome } from '../../contract/run.ts';

/** What an attempt's end means. */
export interface Verdict {
  /** `retry`: another attempt is left and may help. Else the outcome of the run. */
  readonly verdict: 'retry' | Outcome;
  readonly hasWarning: boolean;
  readonly reason: Reason;
}

/** What belongs in the sentence and is not among the facts. */
export interface VerdictContext {
  readonly exitCodes: Readonly<Record<string, ExitMeaning>>;
  /** Of this attempt, from 1, and how many there may be. */
  readonly attempt: number;
  readonly maxAttempts: number;
  readonly timeoutMs: number | null;
  /** Who asked for the cancel. */
  readonly cancelledBy?: string;
  /** Rota stops because the system ends its user's session. */
  readonly isSessionEnding?: boolean;
}

/** EX_TEMPFAIL of sysexits.h: "try again later". A process may say otherwise. */
const usualMeanings: Readonly<Record<string, ExitMeaning>> = {
  '75': 'retry',
  // Words of xyOps (its document on Job.code): done with a reservation; needs a person now; somebody took it back.
  warning: 'warning',
  critical: 'do-not-retry',
  abort: 'do-not-retry',
};

/** A computer without room for another program may have it soon; a program that is not there will not appear by itself. */
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
 * Turns exit facts into what came of the attempt. A stop that was asked for counts before the exit code, because the
 * child answers it with whatever code it likes; what the child did after Rota lost it is not known, so it never counts.
 */
export function judge(facts: ExitFacts, context: VerdictContext): Verdict {
  if (facts.stoppedBy !== undefined) return judgeStopped(facts.stoppedBy, context);
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

function judgeStopped(stoppedBy: NonNullable<ExitFacts['stoppedBy']>, context: VerdictContext): Verdict {
  switch (stoppedBy) {
    case 'cancel':
      return ended('cancelled', { code: 'cancelled-by', params: { who: context.cancelledBy ?? '' } });
    case 'replaced':
      return ended('cancelled', { code: 'replaced', params: {} });
    case 'timeout': {
      const seconds = (context.timeoutMs ?? 0) / 1000;
      return again('timed-out', { code: 'timed-out', params: { seconds } }, context);
    }
    case 'shutdown':
      return again(
        'interrupted',
        { code: context.isSessionEnding === true ? 'session-ended' : 'rota-stopped', params: {} },
        context,
      );
  }
}

function judgeCode(facts: ExitFacts, context: VerdictContext): Verdict {
  // A Cronicle or xyOps child tells its failure by its last line and may well exit with 0.
  const code = facts.exitCode === 0 && facts.saidCode !== undefined ? facts.saidCode : (facts.exitCode ?? -1);
  const all = { ...usualMeanings, ...lowered(context.exitCodes) };
  const meaning = spellingsOf(code)
    .map((each) => meaningOf(each, all))
    .find((each) => each !== undefined);
  if (code === 0 || meaning === 'warning') {
    // What it did, it did: doing it again for the sake of its outputs would do it twice.
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

/** A code of Windows may be named as the program returned it (-1) and in hex. */
const spellingsOf = (code: number | string): (number | string)[] =>
  typeof code === 'number' ? [code, signedCode(code), `0x${code.toString(16)}`] : [code];

/** The key of a word does not go by its case, nor by the signs between its parts: xyOps makes "Bad input" `bad_input`. */
const meaningOf = (code: number | string, meanings: Readonly<Record<string, ExitMeaning>>): ExitMeaning | undefined =>
  meanings[keyOf(String(code))];
const keyOf = (code: string): string => code.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '_');
const lowered = (meanings: Readonly<Record<string, ExitMeaning>>): Readonly<Record<string, ExitMeaning>> =>
  Object.fromEntries(Object.entries(meanings).map(([code, meaning]) => [keyOf(code), meaning]));

/** Who is ended by a signal may have said why before: C++, Node without memory, a failed assertion. */
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

/** Tried again while attempts are left; the last one's outcome is the run's. */
function again(outcome: Outcome, reason: Reason, { attempt, maxAttempts }: VerdictContext): Verdict {
  return { verdict: attempt < maxAttempts ? 'retry' : outcome, hasWarning: false, reason };
}
