import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { said, whatItSays, type Translatable } from '../contract/translatable.ts';
import type { Config } from './config.ts';
import { hasCode } from './durable-file.ts';
import { isHere, readAddress, shownAddress, type DatabaseAddress } from './store/postgres/address.ts';
import { fleetKeyName, readFleetFile } from './fleet/fleet-folder.ts';
import { isKey } from './vault/secret-box.ts';

// What `rota doctor` looks at of a fleet, without opening the folder.

/** `problem` null: what is in order. */
export interface FleetCheck {
  readonly key: { readonly problem: Translatable | null };
  readonly database: { readonly problem: Translatable | null; readonly facts: Translatable | null };
}

/** Null: this computer is in no fleet. Throws a sentence if `fleet.json` cannot be read. */
export async function checkFleet({ home, database }: Config, now: () => number): Promise<FleetCheck | null> {
  const file = readFleetFile(home);
  const address = database ?? (file && readAddress(file.address, said`The address of the database`));
  if (address === null) return null;
  const keyFile = path.join(home, file === null ? 'secret.key' : fleetKeyName);
  const text = await readFile(keyFile, 'utf8').catch((error: unknown) => {
    if (hasCode(error, 'ENOENT')) return null;
    throw error;
  });
  const reached = await reach(address, now);
  const problem = (await keyFault(keyFile, text)) ?? (await opensNothing(keyFile, text, reached));
  return { key: { problem }, database: reached };
}

async function reach(address: DatabaseAddress, now: () => number) {
  const { lookAtFleet } = await import('./store/postgres/fleet-look.ts');
  const since = now();
  try {
    const { server, fleet } = await lookAtFleet(address);
    const where = shownAddress(address);
    const ms = Math.round(now() - since);
    const facts =
      address.tls === 'off' && !isHere(address.host)
        ? said`PostgreSQL ${server} at ${where} answers within ${ms} ms; the connection is not encrypted`
        : said`PostgreSQL ${server} at ${where} answers within ${ms} ms`;
    return { problem: null, facts, keyCheck: fleet?.keyCheck ?? null };
  } catch (error) {
    return { problem: said`${whatItSays(error)}`, facts: null, keyCheck: null };
  }
}

async function keyFault(file: string, text: string | null): Promise<Translatable | null> {
  if (text === null)
    return said`${file} is missing: without it the secrets of the fleet cannot be opened here. Join it again ("rota fleet leave", "rota fleet join")`;
  const mode = (await stat(file)).mode & 0o777;
  if (process.platform !== 'win32' && (mode & 0o077) !== 0)
    return said`others may read ${file} (rights ${mode.toString(8)}), which opens the secrets of the fleet: chmod 600 ${file}`;
  return null;
}

/** Whether it opens what the database keeps for that; a key that the system has sealed is not looked at. */
async function opensNothing(
  file: string,
  text: string | null,
  { keyCheck }: Awaited<ReturnType<typeof reach>>,
): Promise<Translatable | null> {
  if (text === null || !isKey(text)) return null;
  const { isKeyOf } = await import('./fleet/fleet-key.ts');
  return isKeyOf(Buffer.from(text.trim(), 'base64'), keyCheck)
    ? null
    : said`${file} is not the key of the fleet in that database: join it again with a code of one of its computers ("rota fleet leave", "rota fleet join")`;
}
