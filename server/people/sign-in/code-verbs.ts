import { rotaError } from '../../../contract/errors.ts';
import type { CodesBegun } from '../../../contract/sign-in-ways.ts';
import { said } from '../../../contract/translatable.ts';
import type { Clock } from '../../clock.ts';
import type { SecretBox } from '../../vault/secret-box.ts';
import type { Audit } from '../audit.ts';
import type { Caller } from '../caller.ts';
import { codesSecret, codeUsed, createCodeProof, isWrong, type UseCode } from './code-proof.ts';
import { checkCode, newCodes, newRecoveryCodes, recoveryDigest } from './one-time-codes.ts';
import { createSealedSteps } from './sealed-steps.ts';
import { auditFor, ownUser, userIn, type UserBook } from './user-book.ts';

export interface CodeDeps {
  readonly book: UserBook;
  readonly secrets: SecretBox;
  readonly clock: Pick<Clock, 'now' | 'monotonic' | 'uptime'>;
  readonly audit: Audit;
  readonly callerOf: (id: string) => Caller | null;
}

const enrolMs = 15 * 60_000;
const mostBegun = 1000;
/** Between the password and the code. */
const secondStepMs = 5 * 60_000;

/** One-time codes as a second step after the password: switching them on and off, and the check. */
export function createCodeVerbs(deps: CodeDeps) {
  const { book, secrets, clock, audit } = deps;
  /** By user: the secret that is shown and not confirmed yet. */
  const begun = new Map<string, { readonly secret: string; readonly until: number }>();
  const use = createCodeProof({ book, secrets, clock });

  const withoutCodes = (id: string) => book.change(id, (user) => ({ ...user, codes: null }));

  return {
    ...secondStep(deps, use),
    begin(caller: Caller): CodesBegun {
      const user = ownUser(book, caller);
      if (user.codes !== null) throw isOn();
      if (user.passwordHash === null) {
        throw rotaError('CONFLICT', said`codes are asked for after a password, and you have none`);
      }
      const made = newCodes('Rota', user.name);
      if (begun.size >= mostBegun) begun.delete(begun.keys().next().value!);
      begun.set(user.id, { secret: made.secret, until: clock.uptime() + enrolMs });
      return made;
    },
    /** Switches the codes on; the recovery codes are shown this once. */
    async confirm(code: string, caller: Caller): Promise<readonly string[]> {
      const { id } = ownUser(book, caller);
      const waiting = begun.get(id);
      if (waiting === undefined || waiting.until <= clock.uptime()) {
        throw rotaError('CONFLICT', said`this took too long: begin again, with a new secret`);
      }
      const check = checkCode(waiting.secret, code, clock.now(), null);
      if (check.kind !== 'right') throw isWrong();
      const recovery = newRecoveryCodes();
      const name = codesSecret(id);
      const secret = secrets.sealValues({ [name]: waiting.secret }, [name])[name] as { $sealed: string };
      await book.change(id, (user) => {
        if (user.codes !== null) throw isOn();
        const codes = { secret, lastStep: check.step, createdAt: clock.now(), recovery: recovery.map(recoveryDigest) };
        return { ...user, codes };
      });
      begun.delete(id);
      audit(caller, 'codes switched on', '');
      return recovery;
    },
    /** A code is asked for: a browser that was left open is not enough. */
    async end(code: string, caller: Caller): Promise<void> {
      const user = ownUser(book, caller);
      if (user.codes === null) return;
      await use(user, code);
      await withoutCodes(user.id);
      audit(caller, 'codes switched off', '');
    },
    /** By an administrator, for somebody who lost the phone. */
    async takeOff(id: string, caller: Caller): Promise<void> {
      const { codes, title } = userIn(book, id);
      if (codes === null) return;
      await withoutCodes(id);
      audit(caller, 'codes switched off', title);
    },
  };
}
export type CodeVerbs = ReturnType<typeof createCodeVerbs>;

/** Between the right password and the code. */
function secondStep({ book, secrets, clock, audit, callerOf }: CodeDeps, use: UseCode) {
  const tickets = createSealedSteps<{ readonly id: string; readonly round: number }>(
    { secrets, clock },
    'code',
    secondStepMs,
  );
  const note = auditFor(audit, callerOf);
  return {
    /** After the right password: the ticket for the second step; null if the user has no codes. */
    ticketFor(id: string): string | null {
      const { codes, sessionRound } = userIn(book, id);
      return codes === null ? null : tickets.issue({ id, round: sessionRound });
    },
    /** The second step: the id of the user who has proved it. Rejects with BODY_INVALID, UNAUTHORIZED or TOO_MANY_FAILURES. */
    async finish(ticket: string, code: string): Promise<string> {
      const waiting = tickets.peek(ticket);
      const user = book.all().find(({ id }) => id === waiting?.id);
      // A password that was changed meanwhile ends the round.
      if (user === undefined || user.isDisabled || user.sessionRound !== waiting?.round) {
        throw rotaError('UNAUTHORIZED', said`This took too long: begin again with your name and password`);
      }
      // Taken off meanwhile by an administrator: the password was right.
      if (user.codes !== null) {
        const { isRecovery, left } = await use(user, code);
        if (isRecovery) note(user.id, 'recovery code used', said`${left} left`);
      }
      if (tickets.take(ticket) === null) throw codeUsed();
      return user.id;
    },
  };
}

const isOn = () => rotaError('CONFLICT', said`one-time codes are on already`);
