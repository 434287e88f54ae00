import { readdir, readFile, readlink } from 'node:fs/promises';
import { get } from 'node:http';
import { createServer } from 'node:net';
import type { PortAnswer } from '../../contract/upkeep.ts';
import { wholeSentence, type RotaError } from '../../contract/errors.ts';
import { said } from '../../contract/said.ts';

/** The error for a port that another program holds: which one, by whom where that can be known, and the way out. */
export async function portTaken(host: string, port: number): Promise<RotaError> {
  const holder = (await portHolder(host, port)) ?? said`another program`;
  return wholeSentence(
    'CONFLICT',
    said`Port ${port} is in use by ${holder === 'another Rota' ? said`another Rota` : holder}. Choose another port: set ROTA_PORT, or "port" in the settings, to a free one (0 takes any).`,
    'port',
  );
}

/** Who holds a port, as far as that can be known. */
export const portHolder = async (host: string, port: number): Promise<string | null> =>
  (await isRota(host, port)) ? 'another Rota' : await holderOnLinux(port);

/** Whether a port of an address can be listened on, tried by listening there for a moment. */
export async function tryPort(host: string, port: number): Promise<PortAnswer> {
  const code = await new Promise<string | null>((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? 'EUNKNOWN'));
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve(null)));
  });
  if (code === null) return { state: 'free', holder: null };
  if (code === 'EACCES') return { state: 'forbidden', holder: null };
  return { state: 'taken', holder: await portHolder(host, port) };
}

/** Whoever holds the port answers as Rota does. */
function isRota(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const where = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
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

/** Linux tells which process holds a socket, as far as this user may look; elsewhere null. */
async function holderOnLinux(port: number): Promise<string | null> {
  if (process.platform !== 'linux') return null;
  const inodes = await listeningInodes(port);
  if (inodes.size === 0) return null;
  const pids = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name));
  for (const pid of pids) {
    const sockets = await readdir(`/proc/${pid}/fd`).catch(() => []);
    for (const fd of sockets) {
      const target = await readlink(`/proc/${pid}/fd/${fd}`).catch(() => '');
      if (!inodes.has(target)) continue;
      const name = await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => 'a program');
      return `${name.trim()} (process ${pid})`;
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
