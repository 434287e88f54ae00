import { channelSecrets, type ChannelKind } from '../../contract/channel-kinds.ts';
import { secretPlaceholder } from '../../contract/schedule.ts';
import type { Words } from '../words/words.tsx';

export type FieldName = keyof Words['settings']['channels']['fields'];
export type Values = Readonly<Record<string, unknown>>;

export interface ChannelField {
  readonly name: FieldName;
  readonly input: 'text' | 'secret' | 'number' | 'security' | 'login' | 'lines' | 'area' | 'check';
  readonly isRequired?: boolean;
  /** Whether it matters with these values; always, if left out. */
  readonly when?: (values: Values) => boolean;
}

const isOauth = ({ login }: Values) => login === 'oauth2';
const url: ChannelField = { name: 'url', input: 'secret', isRequired: true };

/** The fields of each kind, in the order in which they are filled in. */
export const channelFields: Readonly<Record<ChannelKind, readonly ChannelField[]>> = {
  mail: [
    { name: 'host', input: 'text', isRequired: true },
    { name: 'port', input: 'number', isRequired: true },
    { name: 'security', input: 'security' },
    { name: 'isUnencryptedMeant', input: 'check', when: ({ security }) => security === 'none' },
    { name: 'login', input: 'login' },
    { name: 'user', input: 'text', isRequired: true, when: ({ login }) => login !== 'none' },
    { name: 'password', input: 'secret', isRequired: true, when: ({ login }) => login === 'password' },
    { name: 'tokenUrl', input: 'text', isRequired: true, when: isOauth },
    { name: 'clientId', input: 'text', isRequired: true, when: isOauth },
    { name: 'clientSecret', input: 'secret', when: isOauth },
    { name: 'refreshToken', input: 'secret', when: isOauth },
    { name: 'scope', input: 'text', when: isOauth },
    { name: 'from', input: 'text', isRequired: true },
    { name: 'to', input: 'lines', isRequired: true },
    { name: 'ca', input: 'area', when: ({ security }) => security !== 'none' },
  ],
  teams: [url],
  slack: [url],
  mattermost: [url],
  discord: [url],
  googleChat: [url],
  telegram: [
    { name: 'token', input: 'secret', isRequired: true },
    { name: 'chat', input: 'text', isRequired: true },
    { name: 'server', input: 'text', isRequired: true },
  ],
  ntfy: [
    { name: 'server', input: 'text', isRequired: true },
    { name: 'topic', input: 'text', isRequired: true },
    { name: 'token', input: 'secret' },
  ],
  gotify: [
    { name: 'server', input: 'text', isRequired: true },
    { name: 'token', input: 'secret', isRequired: true },
  ],
  webhook: [url],
  heartbeat: [url],
};

/** What a new channel of a kind begins with. */
export function firstValues(kind: ChannelKind): Values {
  switch (kind) {
    case 'mail':
      return { port: 587, security: 'starttls', login: 'password', to: [] };
    case 'telegram':
      return { server: 'https://api.telegram.org' };
    case 'ntfy':
      return { server: 'https://ntfy.sh' };
    default:
      return {};
  }
}

/** The stored settings as values of the form: secrets are empty fields. */
export function valuesOf(kind: ChannelKind, settings: Values): Values {
  const secrets: readonly string[] = channelSecrets[kind];
  return Object.fromEntries(Object.entries(settings).filter(([name]) => name !== 'kind' && !secrets.includes(name)));
}

/** Which secrets are stored. */
export const storedSecrets = (settings: Values): ReadonlySet<string> =>
  new Set(Object.entries(settings).flatMap(([name, value]) => (value === secretPlaceholder ? [name] : [])));

/** The settings to send: only fields that matter, and `secretPlaceholder` for a stored secret that was left empty. */
export function settingsOf(kind: ChannelKind, values: Values, stored: ReadonlySet<string>): Values {
  const fields = channelFields[kind].filter(({ when }) => when?.(values) ?? true);
  const given = fields.flatMap(({ name, input }) => {
    const value = values[name];
    const isEmpty = value === undefined || value === '';
    if (!isEmpty) return [[name, value] as const];
    return input === 'secret' && stored.has(name) ? [[name, secretPlaceholder] as const] : [];
  });
  return { kind, ...Object.fromEntries(given) };
}

/** The field of the form that an error is about: `draft.settings.to[0]` is `to`. */
export const fieldIn = (path: string | null): string => /^(?:draft\.)?(?:settings\.)?(\w+)/.exec(path ?? '')?.[1] ?? '';
