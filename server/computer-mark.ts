import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { hostname, networkInterfaces } from 'node:os';

/**
 * The same for every start of Rota on this computer until that is booted again, and another one on a computer that was made as its copy.
 * Holds no blank, no `.`, and nothing of the computer in plain text.
 */
export async function computerMark(home: string): Promise<string> {
  const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => null);
  const facts = [hostname(), home, boot?.trim() ?? cards().join(' ')];
  return createHash('sha256').update(facts.join('\0')).digest('base64url').slice(0, 22);
}

/** Elsewhere than on Linux: the addresses of the network cards, which a copied machine gets anew. */
const cards = (): string[] =>
  Object.values(networkInterfaces())
    .flatMap((all) => (all ?? []).flatMap(({ internal, mac }) => (internal ? [] : [mac])))
    .toSorted();
