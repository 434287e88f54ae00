import type { Translatable } from '../../contract/translatable.ts';
import type { ConfigDocument } from './config-document.ts';

/** Something that a person should know about the file. */
export type ConfigFact =
  /** At the start the file was broken or missing and its backup was used; `brokenFile` is the broken one's new name. */
  | { readonly kind: 'restored'; readonly reason: Translatable; readonly brokenFile: string | null }
  /** A manual edit cannot be read: Rota uses the last valid version and changes nothing until the file is corrected. */
  | { readonly kind: 'edit-refused'; readonly reason: Translatable }
  /** A manual edit was read. */
  | { readonly kind: 'edit-taken' }
  /** The refused edit is gone: corrected, undone or overwritten with the last valid version. */
  | { readonly kind: 'mended' };

/** The part of a clock that the store needs. */
export interface ConfigClock {
  now(): number;
  after(ms: number, call: () => void): () => void;
}

export type Change = (document: ConfigDocument) => ConfigDocument;

export interface ConfigStore {
  readonly file: string;
  /** The document as on disk; read it, never change it in place. */
  get(): ConfigDocument;
  /**
   * Durable once resolved. `change` returns a new document (the same one: nothing is written), may throw to refuse, and may be called again
   * if the file was edited meanwhile. Rejects with NO_ROOM, STORAGE_UNAVAILABLE or the error of `change`; memory is then unchanged.
   */
  update(change: Change): Promise<void>;
  onReload(listener: (document: ConfigDocument) => void): () => void;
  onFact(listener: (fact: ConfigFact) => void): () => void;
  /** The present facts: `restored` until the next start, `edit-refused` until corrected. */
  facts(): readonly ConfigFact[];
  /** Checks the file now, as the poll does. */
  refresh(): Promise<void>;
  /** Waits for open writes. Further updates are refused. */
  close(): Promise<void>;
}
