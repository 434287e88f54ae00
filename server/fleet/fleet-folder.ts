import { existsSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { rotaError } from '../../contract/errors.ts';
import { said, whatItSays } from '../../contract/translatable.ts';
import { hasCode, syncFolder, writeFresh } from '../durable-file.ts';
import { renameStubbornly } from '../stubborn-rename.ts';

// A computer that has joined keeps two files: `fleet.json` says where the database is, `fleet.key` opens the fleet's secrets. Its own files
// (rota.db, rota.json, secret.key) stay as they are, for the day it leaves.

const fleetFile = z.strictObject({
  version: z.literal(1),
  /** With the password: a secret, as the key beside it. */
  address: z.string(),
  addressForOthers: z.string().nullable(),
  joinedAt: z.number(),
});
export type FleetFile = z.infer<typeof fleetFile>;

export const fleetFileName = 'fleet.json';
export const fleetKeyName = 'fleet.key';

/** Null: this computer is alone. Throws STORAGE_UNAVAILABLE if the file cannot be read. */
export function readFleetFile(home: string): FleetFile | null {
  const file = path.join(home, fleetFileName);
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return null;
    throw rotaError('STORAGE_UNAVAILABLE', said`${file} cannot be read: ${whatItSays(error)}`, null, error);
  }
  try {
    return fleetFile.parse(JSON.parse(text));
  } catch (error) {
    // What is wrong is not quoted: the file holds a password.
    throw rotaError(
      'STORAGE_UNAVAILABLE',
      said`${file} is damaged: join the fleet again ("rota fleet join"), or delete the file to go on alone.`,
      null,
      error instanceof SyntaxError ? undefined : new Error('it has another form'),
    );
  }
}

/**
 * The file with the key that the database of this folder needs: that of the fleet it joined, else its own. Throws STORAGE_UNAVAILABLE if it
 * has joined (`file`) and the key that came with it is gone: another key would open nothing.
 */
export function keyFileOf(home: string, file: FleetFile | null): string {
  if (file === null) return 'secret.key';
  const key = path.join(home, fleetKeyName);
  if (existsSync(key)) return fleetKeyName;
  throw rotaError(
    'STORAGE_UNAVAILABLE',
    said`${key}, the key of the fleet, is missing: restore it from a backup, join the fleet again ("rota fleet join"), or delete ${path.join(home, fleetFileName)} to go on alone.`,
  );
}

/** First the key, then what makes it count. */
export async function writeFleetFiles(home: string, file: FleetFile, key: Uint8Array): Promise<void> {
  await put(path.join(home, fleetKeyName), `${Buffer.from(key).toString('base64')}\n`);
  await put(path.join(home, fleetFileName), `${JSON.stringify(file, null, 2)}\n`);
  await syncFolder(home);
}

/** The reverse of it. */
export async function removeFleetFiles(home: string): Promise<void> {
  await rm(path.join(home, fleetFileName), { force: true });
  await syncFolder(home);
  await rm(path.join(home, fleetKeyName), { force: true });
}

async function put(file: string, text: string): Promise<void> {
  await writeFresh(`${file}.new`, text);
  await renameStubbornly(`${file}.new`, file);
}
