import type { Client, ClientDraft, Credentials } from '../../contract/client.ts';
import type { Caller } from './caller.ts';

export interface ClientVerbs {
  all(): readonly Client[];
  create(draft: ClientDraft, caller: Caller): Promise<Credentials>;
  rotate(user: string, overlapSeconds: number, caller: Caller): Promise<Credentials>;
  revoke(user: string, caller: Caller): Promise<void>;
  /**
   * The caller with this user and password, or null. It never says which of the two was wrong, and takes the same time either way. Rejects with
   * HashBusy.
   */
  verify(user: string, password: string): Promise<Caller | null>;
  /** The present rights of a caller that `verify` returned; null once its secret is no longer valid. */
  renew(caller: Caller): Caller | null;
  /** Calls `listener` after rights may have changed; returns the function that ends it. */
  onChange(listener: () => void): () => void;
}
