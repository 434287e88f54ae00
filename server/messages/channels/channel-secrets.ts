import { channelSecrets, secretsGoTo, type ChannelKind } from '../../../contract/channel-kinds.ts';
import type { ChannelSettings } from '../../../contract/channel-settings.ts';
import { rotaError } from '../../../contract/errors.ts';
import { secretPlaceholder } from '../../../contract/schedule.ts';
import { said } from '../../../contract/translatable.ts';

export type Settings = Readonly<Record<string, unknown>> & { readonly kind: ChannelKind };

export const secretsOf = (kind: ChannelKind): readonly string[] => channelSecrets[kind];

/** What decides where the secrets of a channel go. */
const goalsOf = (kind: ChannelKind): readonly string[] =>
  kind in secretsGoTo ? secretsGoTo[kind as keyof typeof secretsGoTo] : [];

/** Whether secrets that were entered for one of them may be used with the other. */
export const isSameGoal = (one: Settings, other: Settings): boolean =>
  one.kind === other.kind && goalsOf(one.kind).every((name) => same(one[name], other[name]));

const same = (one: unknown, other: unknown): boolean => (one ?? null) === (other ?? null);

/**
 * The settings with the stored secrets where the draft has `secretPlaceholder`. Throws BODY_INVALID where there is none, and where it
 * would go to another server than the one that it was entered for.
 */
export function withStoredSecrets(draft: ChannelSettings, stored: Settings | null): Settings {
  const given: Settings = { ...draft };
  const kept = secretsOf(given.kind).filter((name) => given[name] === secretPlaceholder);
  if (kept.length === 0) return given;
  const [first = ''] = kept;
  if (stored === null || stored.kind !== given.kind) {
    throw rotaError('BODY_INVALID', said`is missing`, `draft.settings.${first}`);
  }
  if (!isSameGoal(given, stored)) {
    const sentence = said`has to be entered again: it would go to another server than the one that it was entered for`;
    throw rotaError('BODY_INVALID', sentence, `draft.settings.${first}`);
  }
  const missing = kept.find((name) => stored[name] === undefined);
  if (missing !== undefined) throw rotaError('BODY_INVALID', said`is missing`, `draft.settings.${missing}`);
  return { ...given, ...Object.fromEntries(kept.map((name) => [name, stored[name]])) };
}

/** For exports: no secret, sealed or not. */
export function withoutSecretsOf(settings: Settings): Settings {
  const secrets = secretsOf(settings.kind);
  const rest = Object.entries(settings).filter(([name]) => !secrets.includes(name));
  return { kind: settings.kind, ...Object.fromEntries(rest) };
}
