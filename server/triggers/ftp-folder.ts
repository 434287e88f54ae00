import { isIP } from 'node:net';
import { Client, FTPError, type FileInfo } from 'basic-ftp';
import type { FtpTrigger } from '../../contract/remote-trigger.ts';
import { said } from '../../contract/translatable.ts';
import { freeName, joined, placeOf, RemoteProblem } from './remote-folder.ts';
import type { RemoteFile, RemoteFolder, RemoteSecrets } from './remote-folder.ts';
import { lineProblem, noFolder, refusedCommand, refusedLogin } from './remote-problem.ts';
import { walk, type RemoteEntries } from './remote-walk.ts';

/** The exact times of files, kept from look to look: a list of most servers has only minutes, and later only days. */
export type KnownTimes = Map<string, { readonly listed: string; readonly stamp: string }>;

const timeoutMs = 30_000;
const mostKnown = 100_000;

/** Opens the connection; with TLS where it is wanted, never without. */
export async function openFtp(
  trigger: FtpTrigger,
  { password }: RemoteSecrets,
  times: KnownTimes,
): Promise<RemoteFolder> {
  const client = new Client(timeoutMs);
  try {
    await connect(client, trigger);
    await client.login(trigger.user, password ?? '');
    await client.useDefaultSettings();
    return folderOf(client, trigger, times, await client.pwd());
  } catch (error) {
    client.close();
    if (error instanceof FTPError && error.code === 530) throw refusedLogin(trigger);
    throw problemOf(error, trigger, placeOf(trigger));
  }
}

async function connect(client: Client, { host, port, security, ca, ...rest }: FtpTrigger): Promise<void> {
  // An address is no name that could be asked for; its certificate is checked for it all the same.
  const tls = { host, ...(isIP(host) === 0 ? { servername: host } : {}), ...(ca === null ? {} : { ca }) };
  if (security === 'implicit') return void (await client.connectImplicitTLS(host, port, tls));
  await client.connect(host, port);
  if (security === 'none') return;
  try {
    await client.useTLS(tls);
  } catch (error) {
    if (!(error instanceof FTPError)) throw error;
    throw new RemoteProblem(
      said`${placeOf({ host, port, ...rest })} offers no TLS, so no password was sent: choose another kind of encryption, or switch it on at the server.`,
      { isLasting: true },
    );
  }
}

function problemOf(error: unknown, trigger: FtpTrigger, what: string): unknown {
  if (error instanceof RemoteProblem || isOwn(error)) return error;
  const message = error instanceof Error ? error.message : String(error);
  return lineProblem(error, trigger) ?? refusedCommand(trigger, what, message);
}

/** A file on this computer could not be written. */
const isOwn = (error: unknown): boolean => error instanceof Error && 'path' in error && 'syscall' in error;

function folderOf(client: Client, trigger: FtpTrigger, times: KnownTimes, home: string): RemoteFolder {
  const absolute = (folder: string): string => (folder.startsWith('/') ? folder : joined(home, folder));
  const folder = absolute(trigger.folder);

  async function asked<T>(what: string, promise: Promise<T>): Promise<T> {
    try {
      return await promise;
    } catch (error) {
      throw problemOf(error, trigger, what);
    }
  }

  /** A list of a folder that is not there is empty; going there says so. */
  async function filesIn(where: string): Promise<FileInfo[]> {
    try {
      await client.cd(where);
    } catch (error) {
      throw error instanceof FTPError ? noFolder(trigger, where) : problemOf(error, trigger, where);
    }
    return asked(where, client.list());
  }

  async function stampOf(path: string, { size, modifiedAt, rawModifiedAt }: FileInfo): Promise<string> {
    if (modifiedAt !== undefined) return `${size}:${modifiedAt.getTime()}`;
    const listed = `${size} ${rawModifiedAt}`;
    const known = times.get(path);
    if (known?.listed === listed) return known.stamp;
    // Servers without this command tell size alone.
    const at = await client.lastMod(path).catch((error: unknown) => {
      if (error instanceof FTPError) return null;
      throw problemOf(error, trigger, path);
    });
    const stamp = `${size}:${at?.getTime() ?? ''}`;
    if (times.size < mostKnown || known !== undefined) times.set(path, { listed, stamp });
    return stamp;
  }

  async function entriesIn(where: string): Promise<RemoteEntries> {
    const [files, folders]: [RemoteFile[], string[]] = [[], []];
    for (const info of await filesIn(where)) {
      const path = joined(where, info.name);
      if (info.isFile) files.push({ name: info.name, path, stamp: await stampOf(path, info) });
      else if (info.isDirectory && info.name !== '.' && info.name !== '..') folders.push(info.name);
    }
    return { files, folders };
  }

  return {
    async list() {
      const { doneFolder, failedFolder, subfolders } = trigger;
      const without = [doneFolder, failedFolder].map((one) => one && absolute(one));
      const files = await walk({ folder, isDeep: subfolders === true, without, entriesIn });
      const present = new Set(files.map(({ path }) => path));
      for (const path of times.keys()) if (!present.has(path)) times.delete(path);
      return files;
    },
    download: async (file, target) => void (await asked(file.path, client.downloadTo(target, file.path))),
    remove: async (file) => void (await asked(file.path, client.remove(file.path))),
    async move(file, into) {
      // Many servers rename onto a file that is there, so a free name is looked for.
      const where = absolute(into);
      await asked(where, client.ensureDir(where));
      const taken = new Set((await filesIn(where)).map(({ name }) => name));
      await asked(file.path, client.rename(file.path, joined(where, freeName(file.name, taken))));
    },
    close: () => client.close(),
  };
}
