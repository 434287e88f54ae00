import { createHash } from 'node:crypto';
import type { Clock } from '../../clock.ts';
import type { SecretBox } from '../../vault/secret-box.ts';

const mostUsed = 100_000;

/**
 * What waits for the next step of a sign-in, sealed and kept by the browser itself: taken once, within `lifeMs`. Nothing is kept here for it, so
 * that strangers who begin sign-ins can push nobody out; only what was taken is remembered until it is too old. It outlives a restart.
 */
export function createSealedSteps<T>(
  { secrets, clock }: { readonly secrets: SecretBox; readonly clock: Pick<Clock, 'now'> },
  purpose: string,
  lifeMs: number,
) {
  const name = `sign-in/${purpose}`;
  const used = new Map<string, number>();

  function open(text: string): { readonly value: T; readonly until: number } | null {
    try {
      const $sealed = `rota1.${Buffer.from(text, 'base64url').toString('base64')}`;
      const kept = secrets.openValues({ [name]: { $sealed } })[name] as { value: T; until: number };
      const left = kept.until - clock.now();
      // A clock that was set back does not lengthen it.
      return left > 0 && left <= lifeMs ? kept : null;
    } catch {
      return null;
    }
  }

  function noteUsed(key: string, until: number): void {
    const now = clock.now();
    if (used.size >= mostUsed) for (const [one, end] of used) if (end <= now) used.delete(one);
    if (used.size >= mostUsed) used.delete(used.keys().next().value!);
    used.set(key, until);
  }

  return {
    issue(value: T): string {
      const sealed = secrets.sealValues({ [name]: { value, until: clock.now() + lifeMs } }, [name])[name];
      const text = (sealed as { readonly $sealed: string }).$sealed.slice('rota1.'.length);
      return Buffer.from(text, 'base64').toString('base64url');
    },
    /** Without using it up. */
    peek(text: string): T | null {
      return used.has(digest(text)) ? null : (open(text)?.value ?? null);
    },
    take(text: string): T | null {
      const found = open(text);
      const key = digest(text);
      if (found === null || used.has(key)) return null;
      noteUsed(key, found.until);
      return found.value;
    },
  };
}
export type SealedSteps<T> = ReturnType<typeof createSealedSteps<T>>;

/** Of the bytes: another spelling of the same text in base64url is the same. */
const digest = (text: string): string => createHash('sha256').update(Buffer.from(text, 'base64url')).digest('base64');
