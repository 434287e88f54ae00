import { createPrivateKey, X509Certificate } from 'node:crypto';
import { access, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Settings } from '../contract/settings.ts';
import { said, whatItSays, type Translatable } from '../contract/translatable.ts';
import { defaultHost, defaultPort, type Config } from './config.ts';
import { certificateProblem } from './http/listening/certificate-problem.ts';
import { tryPort } from './http/listening/taken-port.ts';
import { readDocument } from './store/config-document.ts';
import { askInThread } from './store/sqlite/database-thread.ts';
import { tlsAt } from './tls-at.ts';
import { isKey } from './vault/secret-box.ts';

// What `rota doctor` looks at in a data folder, without opening it: also while a Rota runs on it, and where none would start.

/** Null where there is nothing to check yet. */
export interface HomeCheck {
  readonly problem: Translatable | null;
}

const textOf = (file: string): Promise<string | null> =>
  readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });

/** `rota.json`, and the settings in it. */
export async function checkConfiguration(home: string): Promise<(HomeCheck & { settings: Settings | null }) | null> {
  const file = path.join(home, 'rota.json');
  const text = await textOf(file);
  if (text === null) return null;
  const read = readDocument(text);
  if (read.ok) return { problem: null, settings: read.document.settings };
  return { problem: said`${file} cannot be read: ${read.reason}`, settings: null };
}

export async function checkKey(home: string): Promise<HomeCheck | null> {
  const file = path.join(home, 'secret.key');
  const text = await textOf(file);
  if (text === null) return null;
  return { problem: isKey(text) ? null : said`${file} is not a key (32 bytes in base64)` };
}

/** Reads the whole database in a thread: a second for each some hundred megabytes. */
export async function checkDatabase(home: string): Promise<HomeCheck | null> {
  const file = path.join(home, 'rota.db');
  const isThere = await access(file).then(
    () => true,
    () => false,
  );
  if (!isThere) return null;
  const verdict = await askInThread(file, 'PRAGMA quick_check(1)').catch((error: unknown) => whatItSays(error));
  return { problem: verdict === 'ok' ? null : said`${file} is damaged (${verdict as string})` };
}

/** The address that the next start would take. */
export function addressOf(config: Config, settings: Settings | null): { host: string; port: number } {
  return {
    host: config.host ?? settings?.host ?? defaultHost,
    port: config.port ?? settings?.port ?? defaultPort,
  };
}

/** The certificate for that address; null where TLS is not used, or none was made yet. */
export async function checkCertificate(config: Config, host: string, now: number): Promise<HomeCheck | null> {
  const choice = tlsAt(host, config);
  if (choice === null) return null;
  const isSelfMade = 'selfMadeIn' in choice;
  const file = isSelfMade ? path.join(choice.selfMadeIn, 'rota-cert.pem') : choice.certFile;
  const keyFile = isSelfMade ? path.join(choice.selfMadeIn, 'rota-key.pem') : choice.keyFile;
  const cert = await textOf(file);
  if (cert === null) return isSelfMade ? null : { problem: said`${file} is missing` };
  try {
    const key = await readFile(keyFile, 'utf8');
    const isPair = new X509Certificate(cert).checkPrivateKey(createPrivateKey(key));
    if (!isPair) return { problem: said`${keyFile} is not the key of ${file}` };
    return { problem: certificateProblem({ cert, key, fingerprint: '', isSelfMade, file }, host, now) };
  } catch (error) {
    return { problem: said`${file} cannot be used: ${whatItSays(error)}` };
  }
}

export { tryPort };
