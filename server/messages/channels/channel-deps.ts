import type { ChannelKind } from '../../../contract/channel-kinds.ts';
import type { ChannelSettings, SettingsOf } from '../../../contract/channel-settings.ts';
import type { Clock } from '../../clock.ts';
import type { ChannelMessage, ChannelResult } from '../channel-message.ts';

/** A channel whose secrets are open; only ever in memory. */
export interface OpenChannel<Settings extends ChannelSettings = ChannelSettings> {
  /** Null for one that is not stored. */
  readonly id: string | null;
  readonly settings: Settings;
}

export interface ChannelDeps {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Whether HTTP channels may call addresses of this computer and its network. Mail may: mail servers mostly are there. */
  readonly mayReachInside: boolean;
  /** `whsec_…`, which signs the messages of webhook channels as it signs webhooks. */
  readonly webhookSecret: string;
  /** The receiver gave another secret for the next time (an OAuth2 refresh token). Stored if the channel is. */
  readonly replaceSecret: (channelId: string, name: string, value: string) => Promise<void>;
}

/** Sends once. May throw: whoever calls it makes a result of that. */
export type Send<Kind extends ChannelKind> = (
  message: ChannelMessage,
  channel: OpenChannel<SettingsOf<Kind>>,
  deps: ChannelDeps,
) => Promise<ChannelResult>;
