import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createConnection } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import path from 'node:path';
import { freePort } from './free-port.ts';
import { until } from './until.ts';

const sshd = '/usr/sbin/sshd';
/** OpenSSH's own SFTP, which speaks on its standard streams. */
export const sftpProgram = ['/usr/lib/openssh/sftp-server', '/usr/lib/ssh/sftp-server'].find((file) =>
  existsSync(file),
);

/** Why there is no SFTP server here; undefined if there is one. */
export const noSftp =
  existsSync(sshd) && sftpProgram !== undefined && existsSync('/usr/bin/ssh-keygen')
    ? undefined
    : 'NOT TESTED: openssh-server is not installed';

export interface SftpServer {
  readonly port: number;
  readonly user: string;
  /** A private key that it lets in. */
  readonly key: string;
  /** `SHA256:…` as ssh-keygen prints it. */
  readonly fingerprint: () => string;
  /** It comes back at the same port, with another host key if wanted. */
  readonly restart: (how?: { readonly newKey: boolean }) => Promise<void>;
  readonly stop: () => Promise<void>;
}

const keygen = (file: string, passphrase = ''): void => {
  const { status, stderr } = spawnSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', passphrase, '-f', file], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`ssh-keygen: ${stderr}`);
};

/** OpenSSH's own server as this user, with keys of its own, on a free port. `passphrase`: of the key that it lets in. */
export async function startSftp(passphrase = ''): Promise<SftpServer> {
  const folder = await mkdtemp(path.join(tmpdir(), 'rota-sshd-'));
  const place = (name: string) => path.join(folder, name);
  const port = await freePort();
  keygen(place('host'));
  keygen(place('user'), passphrase);
  await writeFile(place('authorized'), await readFile(place('user.pub'), 'utf8'), { mode: 0o600 });
  await writeFile(
    place('config'),
    [
      `Port ${port}`,
      'ListenAddress 127.0.0.1',
      `HostKey ${place('host')}`,
      `AuthorizedKeysFile ${place('authorized')}`,
      `PidFile ${place('pid')}`,
      'StrictModes no',
      'UsePAM no',
      'PasswordAuthentication no',
      'KbdInteractiveAuthentication no',
      'PermitRootLogin yes',
      `Subsystem sftp ${sftpProgram}`,
      '',
    ].join('\n'),
  );
  // Needed by a server that root starts, and not there where no service has started.
  if (process.getuid?.() === 0) await mkdir('/run/sshd', { recursive: true });
  let child: ReturnType<typeof spawn>;
  let output = '';

  async function start(): Promise<void> {
    child = spawn(sshd, ['-D', '-e', '-f', place('config')], { stdio: ['ignore', 'ignore', 'pipe'], detached: true });
    child.stderr!.on('data', (chunk: Buffer) => (output += chunk.toString()));
    await until('sshd listens', () => (child.exitCode === null ? listens(port) : Promise.reject(new Error(output))));
  }

  async function stop(): Promise<void> {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const over = new Promise((resolve) => child.once('exit', resolve));
    // Its connections have processes of their own.
    process.kill(-child.pid!, 'SIGKILL');
    await over;
  }

  await start();
  return {
    port,
    user: userInfo().username,
    key: await readFile(place('user'), 'utf8'),
    fingerprint: () =>
      spawnSync('ssh-keygen', ['-l', '-f', place('host')], { encoding: 'utf8' }).stdout.split(' ')[1] ?? '',
    async restart(how) {
      await stop();
      if (how?.newKey) {
        await Promise.all([rm(place('host')), rm(place('host.pub'))]);
        keygen(place('host'));
      }
      await start();
    },
    async stop() {
      await stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export const listens = (port: number): Promise<true | null> =>
  new Promise((resolve) => {
    const socket = createConnection(port, '127.0.0.1');
    socket.once('connect', () => resolve((socket.destroy(), true))).once('error', () => resolve(null));
  });
