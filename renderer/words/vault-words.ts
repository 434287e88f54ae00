import type { Language } from '../../contract/language.ts';
import { vault as en, type VaultWords } from './en/vault.ts';
import { vault as tr } from './tr/vault.ts';

/** The texts of the vault; outside the catalogues, to keep them out of the first load. */
export const vaultWords: Readonly<Record<Language, VaultWords>> = { en, tr };
