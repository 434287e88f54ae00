import { isExactNumber } from './exact-json.ts';

/** The parts of a key that a reference can name. `file`: the path of a file with the value, for this attempt only. */
export const vaultParts = ['user', 'password', 'value', 'previous', 'file'] as const;
export type VaultPart = (typeof vaultParts)[number];

/** A reference to a key of the vault, or to the one-time code of this moment that its seed gives. */
export interface VaultReference {
  readonly kind: 'vault' | 'otp';
  readonly group: string;
  readonly key: string;
  /** null: the key's own value (of a login, the password). */
  readonly part: VaultPart | null;
}

export type FoundReference =
  | { readonly ok: true; readonly written: string; readonly reference: VaultReference }
  /** It begins as a reference and cannot be read. */
  | { readonly ok: false; readonly written: string };

/** `{{vault:Bank/Portal.password}}`, `{{otp:Bank/Portal}}`, blanks allowed. */
const inBraces = /\{\{\s*(vault|otp)\s*:([^{}]*)\}\}/gi;
/** The vendor's form, which is a whole value: `vault(Bank,Portal)`, quotes allowed. */
const vendors = /^\s*vault\(([^()]*)\)\s*$/i;

/** The references in a text. `isValue`: it is a value of a start, in which the vendor's form is understood, too. */
export function referencesIn(text: string, isValue = false): readonly FoundReference[] {
  const inside = isValue ? vendors.exec(text) : null;
  if (inside !== null) return [readVendors(text.trim(), inside[1] ?? '')];
  if (!text.includes('{{')) return [];
  return [...text.matchAll(inBraces)].map(([written, kind = '', inner = '']) =>
    readInner(written, kind.toLowerCase() === 'otp' ? 'otp' : 'vault', inner),
  );
}

/** Whether a text, or a text anywhere inside a value, has a reference, also one that cannot be read. */
export const hasReference = (value: unknown): boolean =>
  textsIn(value).some((text) => referencesIn(text, true).length > 0);

/** The text with each reference replaced. References that cannot be read stay. */
export function fillReferences(text: string, give: (found: VaultReference) => string, isValue = false): string {
  const [whole] = isValue && vendors.test(text) ? referencesIn(text, true) : [];
  if (whole !== undefined) return whole.ok ? give(whole.reference) : text;
  return text.replace(inBraces, (written: string, kind: string, inner: string) => {
    const found = readInner(written, kind.toLowerCase() === 'otp' ? 'otp' : 'vault', inner);
    return found.ok ? give(found.reference) : written;
  });
}

/** All texts inside a value. */
export function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  return isPlain(value) ? Object.values(value).flatMap(textsIn) : [];
}

/** The value with every text in it replaced; what is no list or plain object stays as it is. */
export function changeTexts(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((item) => changeTexts(item, change));
  if (!isPlain(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, changeTexts(item, change)]));
}

/** An object as JSON has it: no file, and no number whose digits are kept. */
function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || '$file' in value || isExactNumber(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** As a person writes it. */
export const referenceText = ({ kind, group, key, part }: VaultReference): string =>
  `{{${kind}:${group}/${key}${part === null ? '' : `.${part}`}}}`;

function readInner(written: string, kind: 'vault' | 'otp', inner: string): FoundReference {
  const slash = inner.indexOf('/');
  if (slash === -1) return { ok: false, written };
  const group = inner.slice(0, slash).trim();
  const rest = inner.slice(slash + 1).trim();
  const part = vaultParts.find((one) => rest.toLowerCase().endsWith(`.${one}`)) ?? null;
  const key = part === null ? rest : rest.slice(0, -part.length - 1).trim();
  const isRead = group !== '' && key !== '' && !key.includes('/') && (kind === 'vault' || part === null);
  return isRead ? { ok: true, written, reference: { kind, group, key, part } } : { ok: false, written };
}

function readVendors(written: string, inner: string): FoundReference {
  const [group = '', key = '', ...more] = inner.split(',').map((name) => name.trim().replace(/^(["'])(.*)\1$/, '$2'));
  if (group === '' || key === '' || more.length > 0) return { ok: false, written };
  return readInner(written, 'vault', `${group}/${key}`);
}
