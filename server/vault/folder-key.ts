import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { rotaError } from '../../contract/errors.ts';
import { said } from '../../contract/translatable.ts';
import type { KeyProtection } from '../../contract/vault.ts';
import { syncFolder, writeFresh } from '../durable-file.ts';
import { renameStubbornly } from '../stubborn-rename.ts';
import { keyOfFolder, systemForm } from './secret-box.ts';

/** The store of the operating system for passwords, as the desktop shell reaches it. */
export interface SystemKeyStore {
  /** Its name, and whether it protects anything; null if there is none. */
  find(): Promise<{ readonly name: string; readonly isProtecting: boolean } | null>;
  seal(text: string): Promise<Uint8Array>;
  /** `isStale`: it should be sealed anew. */
  open(sealed: Uint8Array): Promise<{ readonly text: string; readonly isStale: boolean }>;
}

export interface FolderKey {
  readonly key: Uint8Array;
  readonly protection: KeyProtection;
}

/**
 * The key of a data folder (or, by another name, that of its fleet). With a store of the system and the wish for it, `secret.key` holds the key as that store has sealed it; without the wish
 * it becomes a plain key again. The plain file is replaced only after the sealed text was opened again. Throws STORAGE_UNAVAILABLE if a sealed key
 * cannot be opened here.
 */
export async function openFolderKey(
  home: string,
  store: SystemKeyStore | undefined,
  isWanted: boolean,
  name = 'secret.key',
): Promise<FolderKey> {
  const file = path.join(home, name);
  const sealed = sealedIn(file);
  const found = store === undefined ? null : await store.find().catch(() => null);
  if (sealed === null) {
    const key = keyOfFolder(home, name);
    if (store === undefined || !isWanted) return { key, protection: { kind: 'file', store: null } };
    if (found === null || !found.isProtecting)
      return { key, protection: { kind: 'system-plain', store: found?.name ?? '–' } };
    await replaceKey(file, await sealedText(store, base64Of(key)));
    return { key, protection: { kind: 'system', store: found.name } };
  }
  if (store === undefined)
    throw rotaError(
      'STORAGE_UNAVAILABLE',
      said`${file} is kept by the operating system for the desktop app: start that, or switch it off there first (Settings, Vault).`,
    );
  const { text, isStale } = await store.open(sealed).catch((error: unknown) => {
    throw rotaError(
      'STORAGE_UNAVAILABLE',
      said`${file} was sealed by the operating system, which does not open it: sign in as the user who ran Rota before and unlock the password store, or restore a backup that was made with a passphrase.`,
      null,
      error,
    );
  });
  const key = Buffer.from(text, 'base64');
  if (key.length !== 32) throw rotaError('STORAGE_UNAVAILABLE', said`${file} does not hold a key`);
  if (!isWanted) {
    await replaceKey(file, `${base64Of(key)}\n`);
    return { key, protection: { kind: 'file', store: null } };
  }
  if (isStale) await replaceKey(file, await sealedText(store, base64Of(key)));
  const isProtecting = found?.isProtecting === true;
  return { key, protection: { kind: isProtecting ? 'system' : 'system-plain', store: found?.name ?? '–' } };
}

const base64Of = (key: Uint8Array): string => Buffer.from(key).toString('base64');

function sealedIn(file: string): Uint8Array | null {
  let text: string;
  try {
    text = readFileSync(file, 'utf8').trim();
  } catch {
    return null; // Not there, or not readable: the reader of plain keys says which.
  }
  return text.startsWith(systemForm) ? Buffer.from(text.slice(systemForm.length), 'base64') : null;
}

async function sealedText(store: SystemKeyStore, text: string): Promise<string> {
  const sealed = await store.seal(text);
  if ((await store.open(sealed)).text !== text) throw new Error('the store of the system gave another key back');
  return `${systemForm}${Buffer.from(sealed).toString('base64')}\n`;
}

async function replaceKey(file: string, text: string): Promise<void> {
  const fresh = `${file}.new`;
  try {
    await writeFresh(fresh, text);
    await renameStubbornly(fresh, file);
    await syncFolder(path.dirname(file));
  } catch (error) {
    rmSync(fresh, { force: true });
    throw error;
  }
}
