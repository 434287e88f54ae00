import type { PersonSettings } from '../../../contract/person-settings.ts';
import type { Settings, SettingsPatch } from '../../../contract/settings.ts';
import type { Caller } from '../../people/caller.ts';

export interface SettingsVerbs {
  get(): Settings;
  change(patch: SettingsPatch, caller: Caller): Promise<Settings>;
  /** What the caller chose for themself; null for whoever is no user: the browser keeps theirs. */
  ofPerson(caller: Caller): Promise<PersonSettings | null>;
  /** Replaces it; durable once answered. Throws FORBIDDEN for whoever is no user, BODY_TOO_LARGE. */
  changeOfPerson(settings: PersonSettings, caller: Caller): Promise<PersonSettings>;
  /** When a user is removed. */
  forgetPerson(userId: string): Promise<void>;
}
