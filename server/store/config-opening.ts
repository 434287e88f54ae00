import { access } from 'node:fs/promises';
import { rotaError } from '../../contract/errors.ts';
import { said, type Said } from '../../contract/said.ts';
import type { ConfigDocument } from './config-document.ts';
import { lookAt, type ConfigAdapter, type Look } from './config-adapter.ts';
import { hasCode, renameStubbornly, type Wait } from './config-durable.ts';

/** What came of looking for the document at start. `reason` says what was wrong with the file itself. */
export type Opening =
  | { readonly kind: 'as-it-was'; readonly document: ConfigDocument }
  | { readonly kind: 'new' }
  | {
      readonly kind: 'from-backup';
      readonly document: ConfigDocument;
      readonly reason: Said;
      /** Where the broken file lies now; null if there was none. */
      readonly brokenFile: string | null;
    };

/**
 * The document, else its backup (the broken file is kept under another name), else nothing where neither exists.
 * Never starts empty beside a broken file: that throws and leaves both as they are.
 */
export async function openDocument(
  file: string,
  adapter: ConfigAdapter,
  options: { now: () => number; wait: Wait },
): Promise<Opening> {
  const look = await lookOrRefuse(file);
  if (look?.ok) {
    adapter.take(look);
    return { kind: 'as-it-was', document: look.document };
  }
  if (look?.isNewer)
    throw rotaError(
      'STORAGE_UNAVAILABLE',
      said`${file} cannot be used: ${look.reason}. Start that later Rota, or give this one another ROTA_HOME.`,
    );

  const backup = await lookOrRefuse(`${file}.bak`);
  if (look === null && backup === null) return { kind: 'new' };
  const reason = look === null ? said`the file is missing` : look.reason;
  if (!backup?.ok) {
    const second =
      backup === null
        ? said`there is no backup beside it`
        : said`its backup ${file}.bak is broken, too: ${backup.reason}`;
    throw rotaError(
      'STORAGE_UNAVAILABLE',
      said`${file} cannot be read: ${reason}; ${second}. Nothing was changed: mend the file or put an older copy in its place, then start again.`,
    );
  }
  const brokenFile = look === null ? null : await setAside(file, options);
  return { kind: 'from-backup', document: backup.document, reason, brokenFile };
}

async function lookOrRefuse(file: string): Promise<Look | null> {
  try {
    return await lookAt(file);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw rotaError(
      'STORAGE_UNAVAILABLE',
      said`${file} cannot be read: ${why}. Give this user the right to read it, then start again.`,
      null,
      error,
    );
  }
}

/** Keeps a broken file under a name that is free: `rota.json.broken-2026-01-31T09-05-00-000Z`. */
async function setAside(file: string, { now, wait }: { now: () => number; wait: Wait }): Promise<string> {
  const name = `${file}.broken-${new Date(now()).toISOString().replace(/[:.]/g, '-')}`;
  let free = name;
  for (let count = 2; await exists(free); count += 1) free = `${name}-${count}`;
  await renameStubbornly(file, free, wait);
  return free;
}

async function exists(file: string): Promise<boolean> {
  try {
    await access(file);
    return true;
  } catch (error) {
    return !hasCode(error, 'ENOENT');
  }
}
