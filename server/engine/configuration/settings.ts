import { RotaError, rotaError, type ErrorDetail } from '../../../contract/errors.ts';
import { said } from '../../../contract/translatable.ts';
import type { Announcement } from '../../../contract/events.ts';
import { ianaZone } from '../../domain/time/zone-name.ts';
import { settings as settingsSchema, settingsPatch } from '../../../contract/settings.ts';
import { issueDetails } from '../../domain/issue-details.ts';
import type { ConfigStore } from '../../store/config-store.ts';
import type { Audit } from '../../people/audit.ts';
import type { SettingsVerbs } from '../shared/settings-verbs.ts';

/** The operator's settings. A change is checked as a whole, and durable once answered. */
export function createSettings(deps: {
  config: ConfigStore;
  audit: Audit;
  announce: (announcement: Announcement) => void;
}): Pick<SettingsVerbs, 'get' | 'change'> {
  const { config, audit, announce } = deps;
  config.onReload((document) => announce({ type: 'settings', settings: document.settings }));
  return {
    get: () => config.get().settings,
    async change(patch, caller) {
      const read = settingsPatch.safeParse(patch);
      if (!read.success)
        throw invalid(issueDetails(read.error.issues, 'BODY_INVALID', Object.keys(settingsSchema.shape)));
      const { timezone } = read.data;
      const zone = typeof timezone === 'string' ? ianaZone(timezone) : timezone;
      if (typeof timezone === 'string' && zone === null) {
        throw rotaError(
          'TIMEZONE_INVALID',
          said`"${timezone.slice(0, 60)}" is not an IANA time zone such as Europe/Istanbul`,
          'timezone',
        );
      }
      const wanted = zone === undefined ? read.data : { ...read.data, timezone: zone };
      await config.update((document) => ({ ...document, settings: { ...document.settings, ...wanted } }));
      const { settings } = config.get();
      audit(caller, 'settings changed', Object.keys(read.data).join(', '));
      announce({ type: 'settings', settings });
      return settings;
    },
  };
}

function invalid([first, ...rest]: readonly ErrorDetail[]): RotaError {
  return first === undefined
    ? rotaError('BODY_INVALID', said`these are not settings`)
    : new RotaError([first, ...rest]);
}
