import assert from 'node:assert/strict';
import { existsSync, lstatSync, mkdtempSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export const isWindows = process.platform === 'win32';
/** Windows under Wine: real Windows must run what this skips. */
export const isWine =
  isWindows && existsSync(path.join(process.env['SystemRoot'] ?? 'C:\\windows', 'System32', 'winecfg.exe'));

/** Windows tells each program its user's profile; without it Rota takes a data folder for one that others may read. */
export const ownProfile: Readonly<Record<string, string>> = isWindows
  ? { USERPROFILE: process.env['USERPROFILE'] ?? '' }
  : {};

/** Asserts that only the owner can read a file or a folder. Windows has no modes: there the data folder's access list counts. */
export function assertOwnerOnly(file: string): void {
  if (!isWindows) assert.equal(statSync(file).mode & 0o077, 0, `others may read ${file}`);
}

/** Whether links can be created: Windows allows it only to administrators and developers, and Wine reports success without creating any. */
export function mayLink(): boolean {
  const folder = mkdtempSync(path.join(tmpdir(), 'rota-link-'));
  try {
    const link = path.join(folder, 'link');
    symlinkSync(path.join(folder, 'nowhere'), link);
    return lstatSync(link).isSymbolicLink();
  } catch {
    return false;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
export const needsLinks = mayLink() ? false : 'SKIPPED: no symbolic links can be made here';
