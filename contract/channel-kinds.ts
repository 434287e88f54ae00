/** Every way in which a message can go out, in the order in which they are offered. Stored: never rename one. */
export const channelKinds = [
  'mail',
  'teams',
  'slack',
  'mattermost',
  'discord',
  'googleChat',
  'telegram',
  'ntfy',
  'gotify',
  'webhook',
  'heartbeat',
] as const;
export type ChannelKind = (typeof channelKinds)[number];

/** The secrets among the settings of each kind: sealed at rest, and shown as `secretPlaceholder`. */
export const channelSecrets = {
  mail: ['password', 'clientSecret', 'refreshToken'],
  teams: ['url'],
  slack: ['url'],
  mattermost: ['url'],
  discord: ['url'],
  googleChat: ['url'],
  telegram: ['token'],
  ntfy: ['token'],
  gotify: ['token'],
  webhook: ['url'],
  heartbeat: ['url'],
} as const satisfies Readonly<Record<ChannelKind, readonly string[]>>;

/**
 * The settings that decide where the secrets of a channel go. When one of them changes, the secrets have to be entered again: else
 * whoever may change a channel could have its password sent to a computer of their own.
 */
export const secretsGoTo = {
  mail: ['host', 'security', 'tokenUrl', 'ca'],
  telegram: ['server'],
  ntfy: ['server'],
  gotify: ['server'],
} as const satisfies Partial<Record<ChannelKind, readonly string[]>>;
