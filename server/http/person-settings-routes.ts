import type { ConsoleApi } from '../../contract/api.ts';
import type { Handlers } from './mount.ts';
import type { PeopleRoutes } from './people-routes.ts';

type Names = 'myPreferences' | 'changeMyPreferences' | 'removeUser';

/** What a user chose for themself; it goes with the user. */
// prettier-ignore
export const personSettingsHandlers = (people: PeopleRoutes): Pick<Handlers<ConsoleApi>, Names> => ({
  myPreferences: async ({ engine, caller }) => ({ settings: await engine.settings.ofPerson(caller) }),
  changeMyPreferences: async ({ engine, input, caller }) => ({ settings: await engine.settings.changeOfPerson(input, caller) }),
  removeUser: async (call) => (await people.handlers.removeUser(call), await call.engine.settings.forgetPerson(call.path.id), { ok: true }),
});
