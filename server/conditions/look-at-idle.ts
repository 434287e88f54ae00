import type { IdleCondition } from '../../contract/conditions.ts';
import { said } from '../../contract/translatable.ts';
import { found, notFound, unknown, type Look } from './look.ts';

/** Whether nobody has used mouse and keyboard for long enough. `idleSeconds`: null where the computer does not tell. */
export async function lookAtIdle({ minutes }: IdleCondition, idleSeconds: () => Promise<number | null>): Promise<Look> {
  const seconds = await idleSeconds();
  if (seconds === null)
    return unknown(
      said`this computer does not tell when mouse and keyboard were last used: Rota's desktop app has to run there`,
    );
  const idle = Math.floor(seconds / 60);
  if (seconds >= minutes * 60) return found(said`mouse and keyboard have not been used for ${idle} min`);
  return {
    ...notFound(said`mouse and keyboard have not been used for ${idle} min, not yet for ${minutes}`),
    againInSeconds: minutes * 60 - seconds,
  };
}
