import { rotaError } from '../../../contract/errors.ts';
import { said } from '../../../contract/translatable.ts';
import type { Clock } from '../../clock.ts';
import type { StoredUser } from '../../store/config-document.ts';
import type { SecretBox } from '../../vault/secret-box.ts';
import { checkCode, looksLikeRecovery, withoutRecovery } from './one-time-codes.ts';
import type { UserBook } from './user-book.ts';
import { createWrongCodes } from './wrong-codes.ts';

export interface CodeProofDeps {
  readonly book: UserBook;
  readonly secrets: SecretBox;
  readonly clock: Pick<Clock, 'now' | 'monotonic'>;
}

/** The name to which a user's sealed secret is bound: a text that is moved to another user by hand is refused. */
export const codesSecret = (id: string): string => `codes/${id}`;

export const isWrong = () =>
  rotaError(
    'BODY_INVALID',
    said`is not the present code: take the one that the app shows now, and look whether the clock of the phone is right`,
    'code',
  );
export const codeUsed = () =>
  rotaError('BODY_INVALID', said`was used already: wait until the app shows the next one`, 'code');

/**
 * Uses a code, or a recovery code, of a user up; `left`: recovery codes. Rejects with BODY_INVALID, or TOO_MANY_FAILURES after too many guesses.
 */
export type UseCode = (
  user: StoredUser,
  code: string,
) => Promise<{ readonly isRecovery: boolean; readonly left: number }>;

export function createCodeProof({ book, secrets, clock }: CodeProofDeps): UseCode {
  const wrong = createWrongCodes(clock);

  const open = ({ id, codes }: StoredUser): string => {
    const name = codesSecret(id);
    return codes === null ? '' : String(secrets.openValues({ [name]: codes.secret })[name]);
  };

  /** Stores that the code was used, in the same change that checks it: two sign-ins with one code cannot both succeed. */
  async function use(user: StoredUser, code: string): Promise<{ readonly isRecovery: boolean; readonly left: number }> {
    if (looksLikeRecovery(code)) return useRecovery(user, code);
    wrong.refuseWhileTooMany(user.id);
    const check = checkCode(open(user), code, clock.now(), user.codes?.lastStep ?? null);
    if (check.kind === 'used') throw codeUsed();
    if (check.kind === 'wrong') {
      wrong.note(user.id);
      throw isWrong();
    }
    const { step } = check;
    const changed = await book.change(user.id, (one) => {
      if (one.codes === null) throw isWrong();
      if (step <= one.codes.lastStep) throw codeUsed();
      return { ...one, codes: { ...one.codes, lastStep: step } };
    });
    wrong.forget(user.id);
    return { isRecovery: false, left: changed.codes?.recovery.length ?? 0 };
  }

  async function useRecovery(user: StoredUser, code: string) {
    const changed = await book.change(user.id, (one) => {
      const left = one.codes === null ? null : withoutRecovery(one.codes.recovery, code);
      if (left === null || one.codes === null) {
        throw rotaError('BODY_INVALID', said`is not a recovery code, or was used already`, 'code');
      }
      return { ...one, codes: { ...one.codes, recovery: left } };
    });
    return { isRecovery: true, left: changed.codes?.recovery.length ?? 0 };
  }

  return use;
}
