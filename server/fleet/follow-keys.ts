import { changeTexts, fillReferences, referencesIn, referenceText } from '../../contract/vault-reference.ts';

/** Changes what refers to keys of the vault that have another name in the fleet; `names`: `Group/Key` -> the key's name there. */
export function followKeys<T>(value: T, names: ReadonlyMap<string, string>): T {
  if (names.size === 0) return value;
  return changeTexts(value, (text) => followed(text, names)) as T;
}

function followed(text: string, names: ReadonlyMap<string, string>): string {
  const isMeant = referencesIn(text, true).some(
    (one) => one.ok && names.has(`${one.reference.group}/${one.reference.key}`),
  );
  // What names no such key stays as it was written.
  if (!isMeant) return text;
  return fillReferences(
    text,
    (reference) =>
      referenceText({ ...reference, key: names.get(`${reference.group}/${reference.key}`) ?? reference.key }),
    true,
  );
}
