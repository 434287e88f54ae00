import type * as channels from '../../contract/channels.ts';
import type { Caller } from '../people/caller.ts';

/** All throw RotaError. Secrets go in and never come out. */
export interface ChannelVerbs {
  list(): readonly channels.Channel[];
  create(draft: channels.ChannelDraft, caller: Caller): Promise<channels.Channel>;
  /** Refuses an older version (VERSION_CONFLICT), and kept secrets that would go to another server. */
  replace(id: string, version: number, draft: channels.ChannelDraft, caller: Caller): Promise<channels.Channel>;
  setEnabled(id: string, enabled: boolean, caller: Caller): Promise<channels.Channel>;
  /** Throws IN_USE, with what they are about, if rules of messages send through it. */
  delete(id: string, caller: Caller): Promise<void>;
  /** Sends a test message now, also through a channel that is switched off. */
  test(id: string, caller: Caller): Promise<channels.ChannelTest>;
  /** The same through a channel that is not saved; `id`: whose stored secrets are meant by `secretPlaceholder`. */
  testDraft(id: string | null, draft: channels.ChannelDraft, caller: Caller): Promise<channels.ChannelTest>;
}
