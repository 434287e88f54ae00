import { z } from 'zod';
import { secretPlaceholder } from './schedule.ts';
import { inEnglish, said, type Translatable } from './translatable.ts';

// The settings of each kind of channel. All are flat, so that secrets can be sealed by their names (contract/channel-kinds.ts).

const issue = (field: string, sentence: Translatable) => ({
  code: 'custom' as const,
  path: [field],
  message: inEnglish(sentence),
  params: { said: sentence },
});

const text = (most: number) =>
  z
    .string()
    .trim()
    .min(1, inEnglish(said`is missing`))
    .max(most);
/** A line that ends in a header or a command: no line breaks. */
const line = (most: number) => text(most).regex(/^[^\p{Cc}]*$/u, inEnglish(said`has a sign that cannot be part of it`));
const secretLine = line(4000);

/** Empty form fields mean "not given". */
const optional = (schema: z.ZodType<string>) =>
  z.preprocess((given) => (given === '' ? undefined : given), schema.optional());

const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).hostname.toLowerCase() : '');
const isWithin = (host: string, suffix: string): boolean => host === suffix || host.endsWith(`.${suffix}`);

interface AddressRule {
  readonly isPlainAllowed?: boolean;
  /** Names and what is below them; none: any host. */
  readonly hosts?: readonly string[];
  readonly elsewhere?: Translatable;
  readonly path?: RegExp;
}

const oldTeamsHook = said`addresses at webhook.office.com are those of the Office 365 connectors, which Microsoft has switched off: in Teams make a workflow “Post to a channel when a webhook request is received” and enter its address`;

/** A web address, or `secretPlaceholder` for the stored one. */
const address = ({ isPlainAllowed = false, hosts = [], elsewhere, path }: AddressRule = {}) =>
  z
    .string()
    .trim()
    .max(2000)
    .superRefine((url, context) => {
      if (url === secretPlaceholder) return;
      const wrong = (sentence: Translatable) =>
        context.addIssue({ code: 'custom', message: inEnglish(sentence), params: { said: sentence } });
      if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
        return wrong(said`must be a web address, as https://example.com/path`);
      }
      const { protocol, username, password, pathname } = new URL(url);
      if (username !== '' || password !== '') return wrong(said`must not have a user or a password in it`);
      if (protocol !== 'https:' && !isPlainAllowed) return wrong(said`must begin with https://`);
      if (isWithin(hostOf(url), 'webhook.office.com')) return wrong(oldTeamsHook);
      if (hosts.length > 0 && !hosts.some((host) => isWithin(hostOf(url), host))) {
        return wrong(elsewhere ?? said`is not an address of this service`);
      }
      if (path !== undefined && !path.test(pathname)) wrong(elsewhere ?? said`is not an address of this service`);
    });

const anyAddress = address({ isPlainAllowed: true });
const mailAddress = z.email(inEnglish(said`is not a mail address`)).max(254);

const mailShape = z.strictObject({
  kind: z.literal('mail'),
  host: line(253).regex(/^[A-Za-z0-9.:_-]+$/, inEnglish(said`must be the name or the address of a computer`)),
  port: z.int().min(1).max(65_535).default(587),
  /** tls: from the first byte (465); starttls: required, never without; none: in the clear, only with `isUnencryptedMeant`. */
  security: z.enum(['tls', 'starttls', 'none']).default('starttls'),
  isUnencryptedMeant: z.boolean().default(false),
  login: z.enum(['none', 'password', 'oauth2']).default('password'),
  user: optional(line(320)),
  password: optional(text(1000)),
  /** OAuth2 (XOAUTH2): where tokens are fetched. */
  tokenUrl: optional(address()),
  clientId: optional(line(500)),
  clientSecret: optional(secretLine),
  /** With one: tokens by it; without: by the client's own credentials. */
  refreshToken: optional(text(8000)),
  scope: optional(line(1000)),
  /** Certificates (PEM) that the server's may be signed by besides the usual ones. */
  ca: optional(
    z
      .string()
      .max(100_000)
      .regex(
        /^\s*-----BEGIN CERTIFICATE-----[\s\S]+-----END CERTIFICATE-----\s*$/,
        inEnglish(said`must be certificates in PEM form`),
      ),
  ),
  /** `name@example.com` or `Name <name@example.com>`. */
  from: line(320).refine(
    (from) => mailAddress.safeParse(bareAddress(from)).success,
    inEnglish(said`is not a mail address`),
  ),
  to: z
    .array(mailAddress)
    .min(1, inEnglish(said`needs at least one address`))
    .max(50),
});

/** The address in `Name <address>`, or the text itself. */
export function bareAddress(text: string): string {
  return (/^[^<>]*<([^<>]+)>$/.exec(text)?.[1] ?? text).trim();
}

const mail = mailShape.superRefine((given, context) => {
  const need = (field: keyof typeof given) => {
    if (given[field] === undefined) context.addIssue(issue(field, said`is missing`));
  };
  if (given.security === 'none' && !given.isUnencryptedMeant) {
    const sentence = said`without encryption everybody on the way reads the mail and the password: choose STARTTLS or TLS, or say that this is meant`;
    context.addIssue(issue('security', sentence));
  }
  if (given.login !== 'none') need('user');
  if (given.login === 'password') need('password');
  if (given.login !== 'oauth2') return;
  if (given.security === 'none') {
    context.addIssue(issue('security', said`a token is only sent encrypted: choose STARTTLS or TLS`));
  }
  need('tokenUrl');
  need('clientId');
  if (given.refreshToken === undefined) need('clientSecret');
});

const teams = z.strictObject({
  kind: z.literal('teams'),
  url: address({
    hosts: ['logic.azure.com', 'environment.api.powerplatform.com'],
    elsewhere: said`is not the address of a Teams workflow: its host ends in logic.azure.com or environment.api.powerplatform.com`,
  }),
});

const slack = z.strictObject({
  kind: z.literal('slack'),
  url: address({
    hosts: ['hooks.slack.com', 'hooks.slack-gov.com'],
    elsewhere: said`is not the address of a Slack incoming webhook: it begins with https://hooks.slack.com/`,
  }),
});

const mattermost = z.strictObject({ kind: z.literal('mattermost'), url: anyAddress });

const discord = z.strictObject({
  kind: z.literal('discord'),
  url: address({
    hosts: ['discord.com', 'discordapp.com'],
    path: /^\/api\/(v\d+\/)?webhooks\/[^/]+\/[^/]+\/?$/,
    elsewhere: said`is not the address of a Discord webhook: it begins with https://discord.com/api/webhooks/`,
  }),
});

const googleChat = z.strictObject({
  kind: z.literal('googleChat'),
  url: address({
    hosts: ['chat.googleapis.com'],
    path: /^\/v1\/spaces\/[^/]+\/messages\/?$/,
    elsewhere: said`is not the address of a Google Chat webhook: it begins with https://chat.googleapis.com/v1/spaces/`,
  }),
});

const telegram = z.strictObject({
  kind: z.literal('telegram'),
  server: address({ isPlainAllowed: true }).default('https://api.telegram.org'),
  token: z
    .string()
    .trim()
    .refine(
      (token) => token === secretPlaceholder || /^\d{1,20}:[A-Za-z0-9_-]{20,100}$/.test(token),
      inEnglish(said`is not a bot token: BotFather gives one, as 123456:ABC…`),
    ),
  /** A number (negative for groups), or `@name` of a public channel. */
  chat: z
    .string()
    .trim()
    .regex(
      /^(-?\d{1,20}|@[A-Za-z0-9_]{3,64})$/,
      inEnglish(said`must be the number of the chat, or @name of a public channel`),
    ),
});

const ntfy = z.strictObject({
  kind: z.literal('ntfy'),
  server: anyAddress.default('https://ntfy.sh'),
  topic: z
    .string()
    .trim()
    .regex(/^[-_A-Za-z0-9]{1,64}$/, inEnglish(said`may only have letters (A to Z), digits, - and _`)),
  token: optional(secretLine),
});

const gotify = z.strictObject({ kind: z.literal('gotify'), server: anyAddress, token: secretLine });

const webhook = z.strictObject({ kind: z.literal('webhook'), url: anyAddress });
const heartbeat = z.strictObject({ kind: z.literal('heartbeat'), url: anyAddress });

/** What a channel needs to send, by its kind. */
export const channelSettings = z.discriminatedUnion('kind', [
  mail,
  teams,
  slack,
  mattermost,
  discord,
  googleChat,
  telegram,
  ntfy,
  gotify,
  webhook,
  heartbeat,
]);
export type ChannelSettings = z.infer<typeof channelSettings>;
export type SettingsOf<Kind extends ChannelSettings['kind']> = Extract<ChannelSettings, { readonly kind: Kind }>;
