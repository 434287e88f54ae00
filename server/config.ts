import { existsSync, readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { runtimeZone } from '../contract/quartz/index.ts';
import { logLevels, type LogLevel } from './log.ts';
import { ianaZone } from './domain/time/zone-name.ts';
import { readAddress, type DatabaseAddress } from './store/postgres/address.ts';

/** How Rota was started. Arguments override the environment, which overrides the settings, which override defaults. Read once. */
export interface Config {
  /** The data folder (`ROTA_HOME`). */
  readonly home: string;
  /** null = from the settings, else 8484. 0 = any free port. */
  readonly port: number | null;
  readonly host: string | null;
  readonly logLevel: LogLevel;
  /** Whether the log, and what Rota prints, goes to stdout as JSON, one object a line; `rota.log` is written either way. */
  readonly logsAsJson: boolean;
  /** Certificate and key for an address beyond this computer; null = a self-signed one is made if TLS is needed. */
  readonly tls: { readonly cert: string; readonly key: string } | null;
  /** Whether TLS is used; null = only for an address beyond this computer that was chosen in the settings. */
  readonly useTls: boolean | null;
  /** Further host names of this computer. */
  readonly hosts: readonly string[];
  /** Trusted proxies, whose forwarded addresses are used: addresses or networks. */
  readonly proxies: readonly string[];
  /** The fleet's database (`ROTA_DATABASE`); null = this computer is alone, and its database lies in its data folder. */
  readonly database: DatabaseAddress | null;
  /** The environment of children. */
  readonly environment: Readonly<Record<string, string | undefined>>;
}

export const defaultPort = 8484;
export const defaultHost = '127.0.0.1';

const listed = (text: string): string[] => text.split(',').flatMap((name) => name.trim() || []);

const environmentSchema = z.object({
  ROTA_HOME: z.string().min(1).optional(),
  ROTA_PORT: z
    .string()
    .regex(/^\d{1,5}$/, 'is a number from 0 to 65535')
    .transform(Number)
    .refine((port) => port <= 65_535, 'is a number from 0 to 65535')
    .optional(),
  ROTA_HOST: z.string().min(1).optional(),
  ROTA_LOG: z
    .string()
    .transform(listed)
    .refine(isLogWish, 'is debug, info, warn or error, or json, or both, such as "warn,json"')
    .optional(),
  ROTA_TLS: z.enum(['on', 'off'], 'is on or off').optional(),
  ROTA_TLS_CERT: z.string().min(1).optional(),
  ROTA_TLS_KEY: z.string().min(1).optional(),
  ROTA_DATABASE: z.string().optional(),
  ROTA_HOSTS: z.string().optional(),
  ROTA_PROXIES: z
    .string()
    .transform(listed)
    .refine((list) => list.every(isNetwork), 'is a list of addresses or networks, such as "10.0.0.5, 192.168.0.0/16"')
    .optional(),
});

/** Reads the environment, overridden by the command line. Throws one sentence for each variable that cannot be used. */
export function readConfig(
  base: Readonly<Record<string, string | undefined>> = process.env,
  said: Readonly<Record<string, string>> = {},
): Config {
  const environment = { ...base, ...said };
  // An empty variable counts as absent.
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const read = environmentSchema.safeParse(given);
  if (!read.success) {
    throw new Error(
      read.error.issues
        .map((issue) => `${issue.path.join('.')} ${issue.message} (it is "${given[String(issue.path[0])]}").`)
        .join('\n'),
    );
  }
  const found = read.data;
  const { ROTA_TLS_CERT: cert, ROTA_TLS_KEY: key } = found;
  if ((cert === undefined) !== (key === undefined))
    throw new Error('ROTA_TLS_CERT and ROTA_TLS_KEY go together: set both or neither.');
  return {
    home: path.resolve(found.ROTA_HOME ?? defaultHome(environment)),
    port: found.ROTA_PORT ?? null,
    host: found.ROTA_HOST ?? null,
    logLevel: logLevels.find((level) => found.ROTA_LOG?.includes(level)) ?? 'info',
    logsAsJson: found.ROTA_LOG?.includes('json') ?? false,
    tls: cert !== undefined && key !== undefined ? { cert, key } : null,
    useTls: cert !== undefined || (found.ROTA_TLS === undefined ? null : found.ROTA_TLS === 'on'),
    hosts: listed(found.ROTA_HOSTS ?? ''),
    proxies: found.ROTA_PROXIES ?? [],
    database: found.ROTA_DATABASE === undefined ? null : readAddress(found.ROTA_DATABASE),
    environment,
  };
}

/** A level, `json`, or both. */
function isLogWish(words: readonly string[]): boolean {
  const levels = words.filter((word) => logLevels.some((level) => level === word));
  const formats = words.filter((word) => word === 'json');
  return levels.length <= 1 && formats.length <= 1 && levels.length + formats.length === words.length;
}

/** Whether it is an address, or one with a prefix length. */
function isNetwork(text: string): boolean {
  const [address = '', prefix, ...rest] = text.split('/');
  const bits = isIP(address) === 6 ? 128 : 32;
  return (
    isIP(address) > 0 &&
    rest.length === 0 &&
    (prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= bits))
  );
}

/** The usual place for user data on this system. */
function defaultHome(environment: Readonly<Record<string, string | undefined>>): string {
  const home = os.homedir();
  if (process.platform === 'win32')
    return path.join(environment['LOCALAPPDATA'] ?? path.join(home, 'AppData', 'Local'), 'Rota');
  if (process.platform === 'darwin') return path.join(home, 'Library', 'Application Support', 'Rota');
  return path.join(environment['XDG_DATA_HOME'] ?? path.join(home, '.local', 'share'), 'rota');
}

/**
 * The OneDrive folder (by the variables it sets) that contains a folder; null if there is none. OneDrive copies a database while it is
 * written, locks files, and uploads the key to the cloud.
 */
export function oneDriveAround(
  folder: string,
  environment: Readonly<Record<string, string | undefined>>,
  by: Pick<typeof path, 'relative' | 'isAbsolute' | 'sep'> = path,
): string | null {
  const roots = Object.entries(environment).flatMap(([name, value]) =>
    /^OneDrive(Consumer|Commercial)?$/i.test(name) && value !== undefined && value !== '' ? [value] : [],
  );
  const isIn = (root: string) => {
    const way = by.relative(root, folder);
    return way !== '..' && !way.startsWith(`..${by.sep}`) && !by.isAbsolute(way);
  };
  return roots.find(isIn) ?? null;
}

/**
 * The zone that this computer is set to now. The runtime caches the zone of its start; writing TZ makes it look again (on Linux at
 * /etc/localtime, on Windows at the registry), so a laptop that travelled gets its new zone. The runtime accepts in TZ neither Windows
 * names nor another case; if the name is unknown the answer is UTC, as for every other program.
 */
export function computerZone(): string {
  const given = process.env['TZ'];
  if (given === undefined) delete process.env['TZ'];
  else process.env['TZ'] = given;
  if (knowsOwnZone()) return runtimeZone();
  const zone = ianaZone(given ?? '');
  if (zone !== null) process.env['TZ'] = zone;
  return zone ?? 'UTC';
}

/** The content of TZ if it is not a zone: times are then UTC, which was hardly intended. */
export function unknownZone(): string | null {
  const given = process.env['TZ'] ?? '';
  return given === '' || knowsOwnZone() || ianaZone(given) !== null ? null : given;
}

/** False if TZ is a name that ICU lacks; for an empty one ICU says "Etc/Unknown". */
function knowsOwnZone(): boolean {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions() as { timeZone?: string };
  return timeZone !== undefined && timeZone !== 'Etc/Unknown';
}

const here = import.meta.dirname;

/** The first of these folders that exists: in the source tree, or next to the bundled main file. */
export function folderOf(...names: readonly string[]): string {
  const candidates = [
    path.join(here, '..', ...names),
    path.join(here, ...names),
    path.join(here, '..', '..', ...names),
  ];
  return candidates.find((folder) => existsSync(folder)) ?? candidates[0]!;
}

export function readVersion(): string {
  const file = [path.join(here, '..', 'package.json'), path.join(here, '..', '..', 'package.json')].find((one) =>
    existsSync(one),
  );
  return file === undefined
    ? '0.0.0'
    : String((JSON.parse(readFileSync(file, 'utf8')) as { version?: string }).version);
}
