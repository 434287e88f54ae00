import { createHash } from 'node:crypto';

/** Clients of the protocol take 64 characters of these; names of processes may have blanks and any letter. */
const mostLength = 64;
const prefix = 'start_';

/** Letters that have no plain form of their own. */
const plainLetters: Readonly<Record<string, string>> = { ı: 'i', ß: 'ss', æ: 'ae', ø: 'o', ł: 'l', đ: 'd' };

/**
 * The name of the tool that starts each process: `start_Fatura_Oku`. Where two would have the same name, or little is left of one, its name
 * gets a suffix made from the whole name, so that it stays the same whatever other processes there are.
 */
export function toolNamesOf(processes: readonly string[]): ReadonlyMap<string, string> {
  const plain = processes.map((name) => [name, plainName(name)] as const);
  const uses = new Map<string, number>();
  for (const [, short] of plain) uses.set(short.toLowerCase(), (uses.get(short.toLowerCase()) ?? 0) + 1);
  return new Map(
    plain.map(([name, short]) => {
      const isWhole = short.length + prefix.length <= mostLength && /[A-Za-z0-9]/.test(short);
      if (isWhole && uses.get(short.toLowerCase()) === 1) return [name, prefix + short];
      const suffix = `_${createHash('sha256').update(name).digest('hex').slice(0, 8)}`;
      return [name, prefix + short.slice(0, mostLength - prefix.length - suffix.length) + suffix];
    }),
  );
}

const plainName = (name: string): string =>
  name
    .replace(/[ıßæøłđ]/gi, (letter) => plainLetters[letter.toLowerCase()] ?? letter)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^A-Za-z0-9-]+/g, '_')
    .replace(/^_+|_+$/g, '');
