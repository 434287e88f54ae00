import { readdir, readFile, readlink } from 'node:fs/promises';
import { get } from 'node:http';
import { createServer } from 'node:net';
import path from 'node:path';
import type { PortAnswer } from '../../../contract/upkeep.ts';
import { wholeSentence, type RotaError } from '../../../contract/errors.ts';
import { inEnglish, said, type Translatable } from '../../../contract/translatable.ts';
import { isEveryAddress } from '../gates/host-check.ts';

/** Why Rota cannot listen, as a sentence with advice; for a port in use also which program has it, if known. */
export async function cannotListen(
  error: NodeJS.ErrnoException,
  host: string,
  port: number,
  platform: NodeJS.Platform = process.platform,
): Promise<RotaError> {
  if (error.code === 'EADDRINUSE') {
    const holder = (await portHolder(host, port)) ?? said`another program`;
    return wholeSentence(
      'CONFLICT',
      said`Port ${port} is in use by ${holder}. Choose another port: set ROTA_PORT, or "port" in the settings, to a free one (0 takes any).`,
      'port',
      error,
    );
  }
  const state = stateOf(error);
  const advice =
    state === 'forbidden' && platform === 'win32'
      ? said`Windows keeps this port for itself or for another program ("netsh interface ipv4 show excludedportrange protocol=tcp" lists which): choose another with ROTA_PORT, or "port" in the settings.`
      : state === 'forbidden'
        ? said`This user may not use that port: choose one above 1023 with ROTA_PORT, or "port" in the settings.`
        : state === 'elsewhere'
          ? said`It is no address of this computer: choose another in the settings, or with ROTA_HOST.`
          : said`Choose another address or port in the settings, or with ROTA_HOST and ROTA_PORT.`;
  return wholeSentence(
    'CONFLICT',
    said`Rota cannot listen on ${host}, port ${port} (${error.code ?? error.message}). ${advice}`,
    state === 'elsewhere' ? 'host' : 'port',
    error,
  );
}

/** The program that uses a port, if known. */
const portHolder = async (host: string, port: number): Promise<Translatable | null> =>
  (await isRota(host, port)) ? said`another Rota` : await holderOnLinux(port);

/** Whether a port can be listened on; if it is in use, by which program. */
export async function tryPort(host: string, port: number): Promise<PortAnswer> {
  const error = await tryToListen(host, port);
  if (error === null) return { state: 'free', holder: null };
  const state = stateOf(error);
  const holder = state === 'taken' ? await portHolder(host, port) : null;
  return holder === null ? { state, holder } : { state, holder: inEnglish(holder), said: holder };
}

/** Listens for a moment; port 0 tests only the address. Null if it worked. */
export function tryToListen(host: string, port: number): Promise<NodeJS.ErrnoException | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', resolve);
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve(null)));
  });
}

function stateOf({ code }: NodeJS.ErrnoException): 'taken' | 'forbidden' | 'elsewhere' {
  if (code === 'EACCES') return 'forbidden';
  const isElsewhere = code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' || code === 'EAI_AGAIN' || code === 'EINVAL';
  return isElsewhere ? 'elsewhere' : 'taken';
}

/** Whether the program that uses the port answers as Rota does. */
function isRota(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const where = isEveryAddress(host) ? '127.0.0.1' : host;
    const request = get({ host: where, port, path: '/scheduler/connector-api/health', timeout: 1_000 }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (text += chunk).length > 1_000 && request.destroy());
      response.on('end', () => resolve(text.includes('Rota') && text.includes('"UP"')));
    });
    request.on('timeout', () => request.destroy());
    request.on('close', () => resolve(false));
    request.on('error', () => resolve(false));
  });
}

/** Linux shows which process has a socket, if this user may see it; null on other systems. */
async function holderOnLinux(port: number): Promise<Translatable | null> {
  if (process.platform !== 'linux') return null;
  const inodes = await listeningInodes(port);
  if (inodes.size === 0) return null;
  const pids = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name));
  for (const pid of pids) {
    const sockets = await readdir(`/proc/${pid}/fd`).catch(() => []);
    for (const fd of sockets) {
      const target = await readlink(`/proc/${pid}/fd/${fd}`).catch(() => '');
      if (!inodes.has(target)) continue;
      // The file names the program; the process name may be that of a thread.
      const file = await readlink(`/proc/${pid}/exe`).catch(() =>
        readFile(`/proc/${pid}/comm`, 'utf8').catch(() => pid),
      );
      return said`${path.basename(file.trim())} (process ${pid})`;
    }
  }
  return null;
}

async function listeningInodes(port: number): Promise<ReadonlySet<string>> {
  const hex = port.toString(16).toUpperCase().padStart(4, '0');
  const tables = await Promise.all(
    ['tcp', 'tcp6'].map((name) => readFile(`/proc/net/${name}`, 'utf8').catch(() => '')),
  );
  const rows = tables.flatMap((table) => table.split('\n').slice(1)).map((row) => row.trim().split(/\s+/));
  const listening = '0A';
  return new Set(
    rows.filter((row) => row[1]?.endsWith(`:${hex}`) && row[3] === listening).map((row) => `socket:[${row[9]}]`),
  );
}
