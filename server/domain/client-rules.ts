import type { Scope } from '../../contract/client.ts';
import { foldCase } from './name-matching.ts';

const alphabet = 'abcdefghijkmnpqrstuvwxyz23456789';

/** A user in plain ASCII that tells whose it is: "acme-robots-k7f3". `random` holds at least 4 bytes. */
export function newUser(name: string, random: Uint8Array): string {
  const slug = foldCase(name)
    .normalize('NFD')
    .replace(/[^a-z0-9]+/g, (between) => (/^\p{M}+$/u.test(between) ? '' : '-'))
    .replace(/^-+|-+$/g, '')
    .slice(0, 32);
  const ending = [...random.slice(0, 4)].map((byte) => alphabet[byte % alphabet.length] ?? 'a').join('');
  return `${slug === '' ? 'client' : slug.replace(/-+$/, '')}-${ending}`;
}

/** Letters of other alphabets that are drawn like Latin ones. */
const twins = new Map(
  [
    ...'аa вb еe зz иu кk мm нh оo рp сc тt уy хx ѕs іi јj ԁd ԛq ԝw һh ӏl αa βb εe ηn ιi κk νv οo ρp τt υu χx ɡg ɩi ⅼl'.matchAll(
      /(\S)(\S)/gu,
    ),
  ].map(([, twin = '', letter = '']) => [twin, letter] as const),
);

/** What Rota itself, people and their ways in are called on its screens, in both languages. */
const reserved: ReadonlySet<string> = new Set(
  [
    ...['operator', 'command line', 'tray', 'system', 'rota', 'schedule', 'scheduler', 'person', 'anyone', 'unknown'],
    ...['operatör', 'komut satırı', 'tepsi', 'sistem', 'zamanlama', 'zamanlayıcı', 'kişi', 'herkes', 'bilinmiyor'],
  ].map(looksLike),
);

/** Names that would be taken for a person or for Rota itself, however they are written. */
export const isReservedName = (name: string): boolean => reserved.has(looksLike(name));

/** A name as an eye takes it: without case, accents, blanks, signs and what is not seen. */
function looksLike(name: string): string {
  const plain = foldCase(name.normalize('NFKD')).normalize('NFKD').replace(/\p{M}/gu, '').replaceAll('ı', 'i');
  return [...plain]
    .map((letter) => twins.get(letter) ?? letter)
    .join('')
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/** A name without what is not seen or turns the line round, and with something that is. */
export const isPlainName = (name: string): boolean =>
  !/[\p{C}\p{Zl}\p{Zp}\u115f\u1160\u3164\uffa0\u2800]/u.test(name) && /[\p{L}\p{N}]/u.test(name);

/** `manage` reaches everything; limited to some processes it would be no limit. */
export const isLimitedManager = ({
  scopes,
  processes,
}: {
  scopes: readonly Scope[];
  processes: readonly string[] | null;
}) => processes !== null && scopes.includes('manage');

/** What a client may do: one that an older build made a manager of some processes starts and reads these, and no more. */
export const effectiveScopes = (client: {
  scopes: readonly Scope[];
  processes: readonly string[] | null;
}): readonly Scope[] => (isLimitedManager(client) ? ['start', 'read'] : client.scopes);
