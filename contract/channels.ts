import { z } from 'zod';
import { channelKinds } from './channel-kinds.ts';
import { channelSettings } from './channel-settings.ts';
import { languages } from './language.ts';
import { inEnglish, said } from './translatable.ts';
import { saidOrText } from './translatable-schema.ts';

// Where messages go. Instants are epoch ms.

const title = z
  .string()
  .trim()
  .min(1, inEnglish(said`needs a name`))
  .max(100);

/** A channel as a person enters it. A secret that is `secretPlaceholder` stays as it is stored. */
export const channelDraft = z.strictObject({
  title,
  enabled: z.boolean().default(true),
  /** Of the messages that it sends. */
  language: z.enum(languages).default('en'),
  settings: channelSettings,
});
export type ChannelDraft = z.infer<typeof channelDraft>;

/** The last thing that is known of a channel. `problem` is null while it works. */
export const channelState = z.object({
  deliveredAt: z.number().nullable(),
  problem: saidOrText.nullable(),
  problemAt: z.number().nullable(),
});
export type ChannelState = z.infer<typeof channelState>;

/** A channel as it is shown: its secrets are masked. */
export const channel = z.object({
  id: z.string(),
  /** Counts its changes. */
  version: z.int(),
  title: z.string(),
  enabled: z.boolean(),
  language: z.enum(languages),
  kind: z.enum(channelKinds),
  /** Secrets that are set are `secretPlaceholder`; what is not set is left out. */
  settings: z.record(z.string(), z.unknown()),
  /** Its own id is in the address of its test, its deletion and its changes. */
  state: channelState,
});
export type Channel = z.infer<typeof channel>;

export const channelsAnswer = z.object({ channels: z.array(channel) });
export const channelAnswer = z.object({ channel });
/** `version`: the one that the caller has seen; refused if it has changed since. */
export const channelReplaceBody = z.object({ version: z.int(), draft: channelDraft });
export const channelEnabledBody = z.object({ enabled: z.boolean() });
/** `id`: the stored channel whose secrets are meant by `secretPlaceholder`. */
export const channelTestBody = z.object({ id: z.string().nullable().default(null), draft: channelDraft });
/** `problem` is null if the receiver took the message. */
export const channelTestAnswer = z.object({
  state: z.enum(['delivered', 'failed', 'refused']),
  problem: saidOrText.nullable(),
});
export type ChannelTest = z.infer<typeof channelTestAnswer>;

/** A channel in an export: without its secrets. */
export const exportedChannel = z.object({
  id: z.string(),
  title: z.string(),
  enabled: z.boolean(),
  language: z.enum(languages),
  settings: z.record(z.string(), z.unknown()),
});
export type ExportedChannel = z.infer<typeof exportedChannel>;
