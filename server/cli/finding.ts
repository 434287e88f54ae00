import { inEnglish, type Translatable } from '../../contract/translatable.ts';

/** The result of one check: as it should be, worth a look, or a problem. */
export interface Finding {
  readonly what: string;
  readonly state: 'ok' | 'look' | 'wrong';
  readonly says: string;
  /** The same, for translation. */
  readonly said: { readonly what: Translatable; readonly says: Translatable };
}

export const finding = (what: Translatable, state: Finding['state'], says: Translatable): Finding => ({
  what: inEnglish(what),
  state,
  says: inEnglish(says),
  said: { what, says },
});
