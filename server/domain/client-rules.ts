import { foldCase } from './fold.ts';

const alphabet = 'abcdefghijkmnpqrstuvwxyz23456789';

/** A user in plain ASCII that tells whose it is and that nobody else has: "acme-robots-k7f3". `random` holds at least 4 bytes. */
export function newUser(name: string, random: Uint8Array): string {
  const slug = foldCase(name)
    .normalize('NFD')
    .replace(/[^a-z0-9]+/g, (between) => (/^\p{M}+$/u.test(between) ? '' : '-'))
    .replace(/^-+|-+$/g, '')
    .slice(0, 32);
  const ending = [...random.slice(0, 4)].map((byte) => alphabet[byte % alphabet.length] ?? 'a').join('');
  return `${slug === '' ? 'client' : slug.replace(/-+$/, '')}-${ending}`;
}
