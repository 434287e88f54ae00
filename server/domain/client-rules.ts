import type { Scope } from '../../contract/client.ts';
import { foldCase } from './name-matching.ts';

const alphabet = 'abcdefghijkmnpqrstuvwxyz23456789';

/** A user in plain ASCII that shows who it belongs to: "acme-robots-k7f3". `random` holds at least 4 bytes. */
export function newUser(name: string, random: Uint8Array): string {
  const slug = foldCase(name)
    .normalize('NFD')
    .replace(/[^a-z0-9]+/g, (between) => (/^\p{M}+$/u.test(between) ? '' : '-'))
    .replace(/^-+|-+$/g, '')
    .slice(0, 32);
  const ending = [...random.slice(0, 4)].map((byte) => alphabet[byte % alphabet.length] ?? 'a').join('');
  return `${slug === '' ? 'client' : slug.replace(/-+$/, '')}-${ending}`;
}

/** Letters of other alphabets that look like Latin ones. */
const twins = new Map(
  [
    ...'аa вb еe зz иu кk мm нh оo рp сc тt уy хx ѕs іi јj ԁd ԛq ԝw һh ӏl αa βb εe ηn ιi κk νv οo ρp τt υu χx ɡg ɩi ⅼl'.matchAll(
      /(\S)(\S)/gu,
    ),
  ].map(([, twin = '', letter = '']) => [twin, letter] as const),
);

/** Names of Rota itself, of people and of their sign-ins on the screens, in both languages. */
const reserved: ReadonlySet<string> = new Set(
  [
    ...['operator', 'command line', 'tray', 'system', 'rota', 'schedule', 'scheduler', 'person', 'anyone', 'unknown'],
    ...['operatör', 'komut satırı', 'tepsi', 'sistem', 'zamanlama', 'zamanlayıcı', 'kişi', 'herkes', 'bilinmiyor'],
  ].map(looksLike),
);

/** Names that look like a person or like Rota itself, in any spelling. */
export const isReservedName = (name: string): boolean => reserved.has(looksLike(name));

/** Reduces a name to what it looks like: no case, accents, blanks, signs or invisible characters. */
function looksLike(name: string): string {
  const plain = foldCase(name.normalize('NFKD')).normalize('NFKD').replace(/\p{M}/gu, '').replaceAll('ı', 'i');
  return [...plain]
    .map((letter) => twins.get(letter) ?? letter)
    .join('')
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/** A name with something visible in it, and without invisible characters or ones that reverse the line. */
export const isPlainName = (name: string): boolean =>
  !/[\p{C}\p{Zl}\p{Zp}\u115f\u1160\u3164\uffa0\u2800]/u.test(name) && /[\p{L}\p{N}]/u.test(name);

/** A `manage` client can reach everything, so a limit to some processes would not hold. */
export const isLimitedManager = ({
  scopes,
  processes,
}: {
  scopes: readonly Scope[];
  processes: readonly string[] | null;
}) => processes !== null && scopes.includes('manage');

/** The scopes that apply. An older build could limit a manager to some processes; such a client may only start and read these. */
export const effectiveScopes = (client: {
  scopes: readonly Scope[];
  processes: readonly string[] | null;
}): readonly Scope[] => (isLimitedManager(client) ? ['start', 'read'] : client.scopes);
