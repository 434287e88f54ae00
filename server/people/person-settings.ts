import { rotaError } from '../../contract/errors.ts';
import { mostPersonSettingsBytes, personSettings, type PersonSettings } from '../../contract/person-settings.ts';
import { said } from '../../contract/translatable.ts';
import { userOwner } from '../domain/owner.ts';
import type { PersonSettingsStore } from '../store/person-settings-store.ts';
import type { Caller } from './caller.ts';

const isUser = ({ account }: Caller): boolean => account !== undefined;

/** What users chose for themselves: language, theme, favourites, columns. */
export function createPersonSettings(store: PersonSettingsStore, now: () => number) {
  return {
    /** Null for whoever is no user: the browser keeps theirs. */
    async ofPerson(caller: Caller): Promise<PersonSettings | null> {
      return isUser(caller) ? read(await store.get(caller.owner)) : null;
    },
    /** Replaces it; durable once resolved. Throws FORBIDDEN for whoever is no user, BODY_TOO_LARGE. */
    async changeOfPerson(settings: PersonSettings, caller: Caller): Promise<PersonSettings> {
      if (!isUser(caller)) {
        throw rotaError(
          'FORBIDDEN',
          said`Only users have settings of their own here: the browser keeps those of others`,
        );
      }
      const text = JSON.stringify(settings);
      if (Buffer.byteLength(text) > mostPersonSettingsBytes) {
        throw rotaError(
          'BODY_TOO_LARGE',
          said`The settings of one person may take ${mostPersonSettingsBytes} bytes: remove some favourites`,
        );
      }
      await store.put(caller.owner, text, now());
      return settings;
    },
    forgetPerson: (userId: string): Promise<void> => store.remove(userOwner(userId)),
  };
}

/** What cannot be read counts as not chosen: nobody is kept out by it. */
function read(text: string | null): PersonSettings {
  try {
    return personSettings.safeParse(JSON.parse(text ?? '{}')).data ?? personSettings.parse({});
  } catch {
    return personSettings.parse({});
  }
}
