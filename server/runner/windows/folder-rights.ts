import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { output } from '../program-output.ts';
import { systemProgram } from './programs.ts';

// File modes have no effect on Windows: the access list of a folder decides who may read it. Inside a user's profile it is right by default;
// elsewhere (D:\Rota) every user of the computer may read new files. Accounts are given as numbers (SID), because their names are in the computer's
// language.

/** SYSTEM and Administrators: they have access to everything anyway, and backups run as them. */
const system = 'S-1-5-18';
const administrators = 'S-1-5-32-544';

/** The words after `icacls.exe` that give a folder, and everything later in it, to its owner and the system only. */
export const ownerOnlyWords = (folder: string, sid: string): string[] => [
  folder,
  '/inheritance:r',
  '/grant:r',
  ...[sid, system, administrators].map((each) => `*${each}:(OI)(CI)F`),
  '/Q',
];

/** `"host\ada","S-1-5-21-…"`, the output of `whoami /user /fo csv /nh`. */
export const sidIn = (text: string): string | null => /"(S-1-(?:\d+-)*\d+)"/.exec(text)?.[1] ?? null;

/** Short names in access lists (SDDL) that are allowed: creator and owner, SYSTEM, Administrators. */
const allowed: ReadonlySet<string> = new Set(['SY', 'BA', 'CO', 'OW', system, administrators, 'S-1-3-0', 'S-1-3-4']);

/**
 * The other accounts with rights in a folder, by its access list from `icacls /save` (SDDL): short names (`BU` is all users, `WD` everybody) or
 * numbers. A folder without a list is open to everybody.
 */
export function othersIn(sddl: string, ownSid: string): string[] {
  const list = /D:([A-Z_]*)((?:\([^)]*\))*)/.exec(sddl);
  if (list === null || list[1] === 'NO_ACCESS_CONTROL') return ['WD'];
  const entries = [...(list[2] ?? '').matchAll(/\(([^)]*)\)/g)].map(([, entry = '']) => entry.split(';'));
  const who = entries.flatMap(([kind = '', , , , , sid = '']) => (/^(?:A|XA|OA)$/.test(kind) ? [sid] : []));
  return [...new Set(who)].filter((sid) => sid !== ownSid && !allowed.has(sid));
}

/** Whether a folder is in its user's profile, which Windows keeps closed to others. */
export function isInProfile(folder: string, profile: string | undefined): boolean {
  if (profile === undefined || profile === '') return false;
  const between = path.win32.relative(profile.toLowerCase(), folder.toLowerCase());
  return between !== '' && !between.startsWith('..') && !path.win32.isAbsolute(between);
}

const withinMs = 10_000;
const ownSid = async (): Promise<string | null> =>
  sidIn(await output(systemProgram('whoami.exe'), ['/user', '/fo', 'csv', '/nh'], { timeoutMs: withinMs }));

/** The other accounts that may read a data folder; null if unknown, and on other systems. */
export async function whoElseMayRead(folder: string): Promise<string[] | null> {
  if (process.platform !== 'win32') return null;
  const sid = await ownSid();
  const file = path.join(folder, `rights-${process.pid}.tmp`);
  await output(systemProgram('icacls.exe'), [folder, '/save', file, '/Q'], { timeoutMs: withinMs });
  try {
    const sddl = readFileSync(file, 'utf16le');
    return sid === null || !sddl.includes('D:') ? null : othersIn(sddl, sid);
  } catch {
    return null;
  } finally {
    rmSync(file, { force: true });
  }
}

/**
 * Restricts a data folder outside the profile to its owner, SYSTEM and Administrators. Returns who may still read it: empty is right, null if Windows
 * does not say (a disk without rights, such as FAT).
 */
export async function restrictToOwner(folder: string, profile: string | undefined): Promise<string[] | null> {
  if (process.platform !== 'win32' || isInProfile(folder, profile)) return [];
  const before = await whoElseMayRead(folder);
  const sid = await ownSid();
  if (before?.length === 0 || sid === null) return before;
  await output(systemProgram('icacls.exe'), ownerOnlyWords(folder, sid), { timeoutMs: withinMs });
  return whoElseMayRead(folder);
}
