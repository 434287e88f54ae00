import { said } from '../../contract/translatable.ts';
import { rotaError } from '../../contract/errors.ts';
import type { Seal } from '../store/postgres/config-parts.ts';
import type { FoundFleet } from '../store/postgres/fleet-look.ts';
import { createSecretBox } from '../vault/secret-box.ts';

const webhookName = 'webhookSecret';
const checkName = 'fleetKey';

/** Seals the one text of the shared configuration that is secret as a whole. `file` has the key. */
export function sealWith(key: Uint8Array, home: string, file: string): Seal {
  const box = createSecretBox(key);
  return {
    seal: (text) => JSON.stringify(box.sealValues({ [webhookName]: text }, [webhookName])[webhookName]),
    open(sealed) {
      try {
        return String(box.openValues({ [webhookName]: JSON.parse(sealed) as unknown })[webhookName]);
      } catch (error) {
        throw rotaError(
          'STORAGE_UNAVAILABLE',
          file === 'secret.key'
            ? said`The key in ${home} (secret.key) is not the key of this fleet: stop Rota here, put the secret.key of a computer that belongs to the fleet in its place, and start it again. Nothing was changed.`
            : said`The key in ${home} (${file}) is not the key of this fleet: join it again with a code of one of its computers ("rota fleet join"). Nothing was changed.`,
          null,
          error,
        );
      }
    },
  };
}

/** What the database keeps so that another key is noticed before anything is written: any text, sealed. */
export const keyCheckOf = (key: Uint8Array): string =>
  JSON.stringify(createSecretBox(key).sealValues({ [checkName]: 'rota' }, [checkName])[checkName]);

/** Whether a key is that of a fleet. */
export function isKeyOf(key: Uint8Array, check: FoundFleet['keyCheck']): boolean {
  if (check === null) return true;
  const name = check.kind === 'check' ? checkName : webhookName;
  try {
    createSecretBox(key).openValues({ [name]: JSON.parse(check.sealed) as unknown });
    return true;
  } catch {
    return false;
  }
}
