import type { ConsoleApi } from '../../contract/api.ts';
import type { Handlers } from './mount.ts';

/** What a user chose for themself. */
// prettier-ignore
export const personSettingsHandlers: Pick<Handlers<ConsoleApi>, 'myPreferences' | 'changeMyPreferences'> = {
  myPreferences: async ({ engine, caller }) => ({ settings: await engine.settings.ofPerson(caller) }),
  changeMyPreferences: async ({ engine, input, caller }) => ({ settings: await engine.settings.changeOfPerson(input, caller) }),
};
