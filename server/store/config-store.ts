import type { Translatable } from '../../contract/translatable.ts';
import type { ConfigDocument } from './config-document.ts';

/** What a person should know about the file. */
export type ConfigFact =
  /** At start the file was broken or missing and its backup was taken; `brokenFile` is where the broken one lies now. */
  | { readonly kind: 'restored'; readonly reason: Translatable; readonly brokenFile: string | null }
  /** Edited by hand into something that cannot be read: Rota goes on with the last good one and changes nothing until it is mended. */
  | { readonly kind: 'edit-refused'; readonly reason: Translatable }
  /** Edited by hand and taken. */
  | { readonly kind: 'edit-taken' }
  /** A refused edit is no longer there: mended, undone or overwritten with the last good one. */
  | { readonly kind: 'mended' };

/** What the store needs of a clock. */
export interface ConfigClock {
  now(): number;
  after(ms: number, call: () => void): () => void;
}

export type Change = (document: ConfigDocument) => ConfigDocument;

export interface ConfigStore {
  readonly file: string;
  /** The document as it is on disk; to be read, never to be changed in place. */
  get(): ConfigDocument;
  /**
   * Durable once resolved. `change` answers a new document (the same one: nothing is written), may throw to refuse, and may be called again
   * if the file was edited meanwhile. Rejects with NO_ROOM, STORAGE_UNAVAILABLE or what `change` threw; memory is then as it was.
   */
  update(change: Change): Promise<void>;
  onReload(listener: (document: ConfigDocument) => void): () => void;
  onFact(listener: (fact: ConfigFact) => void): () => void;
  /** What is so now: `restored` until the next start, `edit-refused` until mended. */
  facts(): readonly ConfigFact[];
  /** Looks at the file now, as the poll does. */
  refresh(): Promise<void>;
  /** Waits for writes under way. Further updates are refused. */
  close(): Promise<void>;
}
