import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePort } from './free-port.ts';
import { listens } from './sftp-server.ts';
import { until } from './until.ts';

const vsftpd = ['/usr/sbin/vsftpd', '/usr/bin/vsftpd'].find((file) => existsSync(file));

/** Why there is no FTP server here; undefined if there is one. */
export const noFtp = vsftpd === undefined ? 'NOT TESTED: vsftpd is not installed' : undefined;

export interface FtpServer {
  readonly port: number;
  /** What it serves, as this user. */
  readonly folder: string;
  readonly stop: () => Promise<void>;
}

/** vsftpd as this user, for anonymous sign-ins, which may do everything in its folder. `tls`: a certificate with its key, in one PEM file. */
export async function startFtp(tls: string | null = null): Promise<FtpServer> {
  const home = await mkdtemp(path.join(tmpdir(), 'rota-vsftpd-'));
  const folder = path.join(home, 'files');
  await mkdir(folder);
  await mkdir(path.join(home, 'empty'));
  const port = await freePort();
  const lines = {
    listen: 'YES',
    listen_address: '127.0.0.1',
    listen_port: String(port),
    background: 'NO',
    run_as_launching_user: 'YES',
    secure_chroot_dir: path.join(home, 'empty'),
    seccomp_sandbox: 'NO',
    anonymous_enable: 'YES',
    local_enable: 'NO',
    anon_root: folder,
    write_enable: 'YES',
    anon_upload_enable: 'YES',
    anon_mkdir_write_enable: 'YES',
    anon_other_write_enable: 'YES',
    anon_world_readable_only: 'NO',
    allow_writeable_chroot: 'YES',
    anon_umask: '022',
    connect_from_port_20: 'NO',
    xferlog_enable: 'NO',
    pasv_address: '127.0.0.1',
    ...(tls === null
      ? {}
      : {
          ssl_enable: 'YES',
          allow_anon_ssl: 'YES',
          force_anon_logins_ssl: 'YES',
          force_anon_data_ssl: 'YES',
          require_ssl_reuse: 'NO',
          rsa_cert_file: tls,
          rsa_private_key_file: tls,
        }),
  };
  const config = path.join(home, 'vsftpd.conf');
  await writeFile(
    config,
    Object.entries(lines)
      .map(([key, value]) => `${key}=${value}\n`)
      .join(''),
  );
  const child = spawn(vsftpd!, [config], { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  await until('vsftpd listens', () => (child.exitCode === null ? listens(port) : Promise.reject(new Error(output))));
  return {
    port,
    folder,
    async stop() {
      if (child.exitCode === null && child.signalCode === null) {
        const over = new Promise((resolve) => child.once('exit', resolve));
        child.kill('SIGKILL');
        await over;
      }
      await rm(home, { recursive: true, force: true });
    },
  };
}
