import type { Client, ClientDraft, Credentials } from '../../contract/client.ts';
import type { Caller } from './caller.ts';

export interface ClientVerbs {
  all(): readonly Client[];
  create(draft: ClientDraft, caller: Caller): Promise<Credentials>;
  rotate(user: string, overlapSeconds: number, caller: Caller): Promise<Credentials>;
  revoke(user: string, caller: Caller): Promise<void>;
  /** The caller behind a user and password, or null; never says which of the two was wrong, and takes as long either way. Rejects with HashBusy. */
  verify(user: string, password: string): Promise<Caller | null>;
  /** What a caller that `verify` gave may do now; null once the secret it came with opens the door no more. */
  renew(caller: Caller): Caller | null;
  /** Called after rights may have changed; returns its end. */
  onChange(listener: () => void): () => void;
}
