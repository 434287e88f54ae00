import type { Translatable } from '../../contract/translatable.ts';
import type { VaultKind, VaultSecrets } from '../../contract/vault.ts';

/** A secret of a file, as a key of the vault; or why it cannot be one. */
export type ImportedSecret = { readonly group: string; readonly key: string; readonly kind: VaultKind } & (
  | { readonly note: string; readonly expiresAt: number | null; readonly secrets: VaultSecrets }
  | { readonly refused: Translatable }
);

const mostLetters = 100;

/** A name that the vault can have: what it cannot hold becomes a blank; a name with nothing left is the given one. */
export function nameFor(written: string, otherwise: string): string {
  const plain = written
    .normalize('NFC')
    .replace(/[^\p{L}\p{N} ._@+&-]+/gu, ' ')
    .replace(/\.(user|password|value|previous|file)$/i, ' $1')
    .replace(/\s+/g, ' ')
    .replace(/^[^\p{L}\p{N}]+/u, '')
    .slice(0, mostLetters)
    .trim();
  return plain === '' ? otherwise : plain;
}

/** Gives each name once, later ones with a number, whatever their case. */
export function uniqueNames(): (group: string, name: string) => string {
  const taken = new Set<string>();
  return (group, name) => {
    for (let number = 1; ; number += 1) {
      const one = number === 1 ? name : `${name.slice(0, mostLetters - 5)} ${number}`;
      const place = `${group}/${one}`.toLocaleLowerCase('en');
      if (taken.has(place)) continue;
      taken.add(place);
      return one;
    }
  };
}

/** The text of a file: UTF-8, or UTF-16 by its mark. */
export function textOfFile(bytes: Uint8Array): string {
  const [first, second] = bytes;
  const encoding =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
  return new TextDecoder(encoding, { fatal: true }).decode(bytes);
}
