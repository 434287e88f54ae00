import { channelSettings } from '../../../contract/channel-settings.ts';
import { exportedChannel as exportedSchema, type ExportedChannel } from '../../../contract/channels.ts';
import type { ErrorDetail } from '../../../contract/errors.ts';
import { secretPlaceholder } from '../../../contract/schedule.ts';
import { issueDetails } from '../../domain/issue-details.ts';
import { isSameGoal, secretsOf, withoutSecretsOf, type Settings } from '../../messages/channels/channel-secrets.ts';
import type { StoredChannel } from '../../store/config-document.ts';

/** A channel of an import: what would be stored, and instead of which one. */
export type ReadChannel =
  | {
      readonly ok: true;
      readonly channel: StoredChannel;
      readonly present: StoredChannel | null;
      /** It cannot send before a person has entered its secrets: it is stored switched off. */
      readonly needsSecrets: boolean;
    }
  | { readonly ok: false; readonly details: readonly ErrorDetail[] };

export const exportedChannel = ({ id, title, enabled, language, settings }: StoredChannel): ExportedChannel => ({
  id,
  title,
  enabled,
  language,
  settings: withoutSecretsOf(settings),
});

/** Documents have no secrets: those of the present channel are kept if they would go to the same server. */
export function readImported(given: unknown, stored: readonly StoredChannel[], newId: () => string): ReadChannel {
  const read = exportedSchema.safeParse(given);
  if (!read.success) return { ok: false, details: issueDetails(read.error.issues, 'BODY_INVALID') };
  const { id, title, enabled, language } = read.data;
  const bare = withoutSecretsOf({ ...read.data.settings } as Settings);
  const names = secretsOf(bare.kind);
  const all = Object.fromEntries(names.map((name) => [name, secretPlaceholder]));
  const whole = channelSettings.safeParse({ ...bare, ...all });
  if (!whole.success) return { ok: false, details: issueDetails(whole.error.issues, 'BODY_INVALID') };
  const settings = withoutSecretsOf({ ...whole.data });
  const present = presentOf(id, title, settings, stored);
  const kept = present !== null && isSameGoal(settings, present.settings) ? secretsIn(present.settings) : {};
  const masked = Object.fromEntries(Object.keys(kept).map((name) => [name, secretPlaceholder]));
  const needsSecrets = !channelSettings.safeParse({ ...settings, ...masked }).success;
  return {
    ok: true,
    present,
    needsSecrets,
    channel: {
      // Its id may be that of a channel of another kind here.
      id: present?.id ?? (stored.some((one) => one.id === id) ? newId() : id),
      version: (present?.version ?? 0) + 1,
      title,
      enabled: enabled && !needsSecrets,
      language,
      settings: { ...settings, ...kept },
    },
  };
}

/** By its id, else the only one of this name and kind. */
function presentOf(
  id: string,
  title: string,
  { kind }: Settings,
  stored: readonly StoredChannel[],
): StoredChannel | null {
  const same = stored.find((one) => one.id === id && one.settings.kind === kind);
  if (same !== undefined) return same;
  const alike = stored.filter((one) => one.title === title && one.settings.kind === kind);
  return alike.length === 1 ? (alike[0] ?? null) : null;
}

const secretsIn = (settings: Settings): Readonly<Record<string, unknown>> =>
  Object.fromEntries(secretsOf(settings.kind).flatMap((name) => (name in settings ? [[name, settings[name]]] : [])));
