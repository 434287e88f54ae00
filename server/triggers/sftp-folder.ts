import SftpClient from 'ssh2-sftp-client';
import type { SftpTrigger } from '../../contract/remote-trigger.ts';
import { said } from '../../contract/translatable.ts';
import { freeName, joined, placeOf, RemoteProblem } from './remote-folder.ts';
import type { RemoteFolder, RemoteSecrets } from './remote-folder.ts';
import { lineProblem, noFolder, refusedCommand, refusedLogin } from './remote-problem.ts';
import { walk, type RemoteEntries } from './remote-walk.ts';

/** Opens the connection and checks who answers. `known`: the host key that is expected, null: any. Resolves with the one that it has. */
export async function openSftp(
  trigger: SftpTrigger,
  { password, privateKey, passphrase }: RemoteSecrets,
  known: string | null,
): Promise<{ readonly folder: RemoteFolder; readonly hostKey: string }> {
  const expected = known === null ? null : asHex(known);
  let shown = '';
  // Without callbacks of ours the library writes to the console.
  const client = new SftpClient('rota', { error() {}, end() {}, close() {} });
  try {
    await client.connect({
      host: trigger.host,
      port: trigger.port,
      username: trigger.user,
      ...(password === null ? {} : { password }),
      ...(privateKey === null ? {} : { privateKey }),
      ...(passphrase === null ? {} : { passphrase }),
      readyTimeout: 20_000,
      keepaliveInterval: 10_000,
      hostHash: 'sha256',
      hostVerifier(hex) {
        shown = hex.toLowerCase();
        return expected === null || shown === expected;
      },
    });
  } catch (error) {
    void client.end().catch(() => {});
    throw openingProblem(error, trigger, shown, expected);
  }
  return { folder: folderOf(client, trigger), hostKey: asPrinted(shown) };
}

/** `SHA256:…` as `ssh-keygen -l` shows it. */
const asPrinted = (hex: string): string => `SHA256:${Buffer.from(hex, 'hex').toString('base64').replace(/=+$/, '')}`;

const asHex = (written: string): string =>
  written.startsWith('SHA256:') ? Buffer.from(written.slice(7), 'base64').toString('hex') : written.toLowerCase();

function openingProblem(error: unknown, trigger: SftpTrigger, shown: string, expected: string | null): unknown {
  if (expected !== null && shown !== '' && shown !== expected)
    return new RemoteProblem(
      said`${placeOf(trigger)} shows another host key than before: ${asPrinted(shown)} (${shown}) instead of ${asPrinted(expected)}. Ask its administrator: if it was changed, enter the new one; if not, somebody may be in between. Nothing was sent.`,
      { isLasting: true },
    );
  const message = error instanceof Error ? error.message : String(error);
  if (/authentication methods failed/i.test(message)) return refusedLogin(trigger);
  if (/parse privateKey|private ?key|passphrase|Unsupported key format/i.test(message))
    return new RemoteProblem(
      said`The private key for ${placeOf(trigger)} cannot be read: it must be in OpenSSH or PEM form, with its passphrase if it has one.`,
      { isLasting: true },
    );
  return lineProblem(error, trigger) ?? refusedCommand(trigger, placeOf(trigger), message);
}

function folderOf(client: SftpClient, trigger: SftpTrigger): RemoteFolder {
  const { folder } = trigger;

  async function asked<T>(what: string, promise: Promise<T>): Promise<T> {
    try {
      return await promise;
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      throw lineProblem(error, trigger) ?? refusedCommand(trigger, what, message);
    }
  }

  async function namesIn(into: string): Promise<ReadonlySet<string>> {
    if ((await asked(into, client.exists(into))) === false) await asked(into, client.mkdir(into, true));
    return new Set((await asked(into, client.list(into))).map(({ name }) => name));
  }

  /** The folders where files are moved to, as paths inside the folder, however they are written. */
  async function movedTo(): Promise<string[]> {
    const real = (path: string) => asked(path, client.realPath(path));
    const root = await real(folder);
    const inside: string[] = [];
    for (const one of [trigger.doneFolder, trigger.failedFolder]) {
      const place = one === null ? '' : await real(one);
      if (place.startsWith(joined(root, ''))) inside.push(joined(folder, place.slice(joined(root, '').length)));
    }
    return inside;
  }

  async function entriesIn(where: string): Promise<RemoteEntries> {
    const listed = await asked(where, client.list(where));
    return {
      files: listed.flatMap(({ type, name, size, modifyTime }) =>
        type === '-' ? [{ name, path: joined(where, name), stamp: `${size}:${modifyTime}` }] : [],
      ),
      folders: listed.flatMap(({ type, name }) => (type === 'd' && name !== '.' && name !== '..' ? [name] : [])),
    };
  }

  return {
    async list() {
      if ((await asked(folder, client.exists(folder))) !== 'd') throw noFolder(trigger, folder);
      const isDeep = trigger.subfolders === true;
      return walk({ folder, isDeep, without: isDeep ? await movedTo() : [], entriesIn });
    },
    // Unlike `get` it leaves no empty file behind if it fails.
    download: async (file, target) => void (await asked(file.path, client.fastGet(file.path, target))),
    remove: async (file) => void (await asked(file.path, client.delete(file.path))),
    async move(file, into) {
      // The server refuses to rename onto a file that is there.
      const target = joined(into, freeName(file.name, await namesIn(into)));
      await asked(file.path, client.rename(file.path, target));
    },
    close: () => void client.end().catch(() => {}),
  };
}
