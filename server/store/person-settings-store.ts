/** What people chose for themselves, a text for each (JSON that the caller reads and writes). */
export interface PersonSettingsStore {
  /** The text of an owner such as `user:…`; null if there is none. */
  get(owner: string): Promise<string | null>;
  /** Replaces it. `at`: epoch ms. */
  put(owner: string, text: string, at: number): Promise<void>;
  remove(owner: string): Promise<void>;
}
