import type { Language } from '../../contract/language.ts';
import type { Translatable } from '../../contract/translatable.ts';

/** What a channel is asked to send: words without markup in one language, from which each channel makes its own form. */
export interface ChannelMessage {
  /** Unique; the same for every try, so that receivers can drop a second one. */
  readonly id: string;
  readonly language: Language;
  readonly severity: 'good' | 'notice' | 'warning' | 'failure';
  /** One line, at most 200 characters. */
  readonly title: string;
  /** Paragraphs in the order of their weight: what is too long for a channel loses its end. */
  readonly lines: readonly string[];
  /** Pairs to be shown as a table or a list. */
  readonly facts: readonly { readonly name: string; readonly value: string }[];
  /** Opens the run or the list; null where Rota's address is not known. */
  readonly link: { readonly label: string; readonly url: string } | null;
  /** The log (masked, as stored) and a screenshot, for channels that carry files; others leave them out. */
  readonly files: readonly ChannelFile[];
  /** Of a run, for channels that ping (a heartbeat); null for a burst, a digest or a test. */
  readonly run: {
    readonly id: string;
    readonly state: 'started' | 'succeeded' | 'failed';
    readonly exitCode: number | null;
  } | null;
}

export interface ChannelFile {
  readonly name: string;
  readonly mediaType: string;
  readonly content: Uint8Array;
}

/** The result of one try. */
export type ChannelResult =
  | { readonly state: 'delivered' }
  /** Worth another try, not before `notBefore` (epoch ms) where the receiver said when. */
  | { readonly state: 'failed'; readonly problem: Translatable; readonly notBefore: number | null }
  /** Wrong for good: the address, the password or the message has to be changed. */
  | { readonly state: 'refused'; readonly problem: Translatable };

/** Sends once through the channel with this id. Never throws; a channel that is gone or disabled is `refused`. */
export type SendToChannel = (channelId: string, message: ChannelMessage, signal: AbortSignal) => Promise<ChannelResult>;
