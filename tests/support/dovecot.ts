import assert from 'node:assert/strict';
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, chown, mkdir, mkdtemp, readdir, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { createTransport, type SendMailOptions } from 'nodemailer';
import { generate } from 'selfsigned';
import { freePort } from './free-port.ts';
import { until } from './until.ts';

// A real Dovecot in a temporary folder. It gives no mail to root, so there it runs as the user of its package.

const program = ['/usr/sbin/dovecot', '/usr/local/sbin/dovecot'].find((file) => existsSync(file));
const isRoot = process.getuid?.() === 0;
const idOf = (letter: 'u' | 'g', name: string): number =>
  Number(spawnSync('id', [`-${letter}`, name], { encoding: 'utf8' }).stdout || NaN);
const isHad = program !== undefined && existsSync('/usr/lib/dovecot/imap') && (!isRoot || idOf('u', 'dovecot') > 0);

/** For `skip`: false where Dovecot is installed. */
export const skipUnlessDovecot = isHad
  ? false
  : '!!! SKIPPED: Dovecot is not installed here (Debian, Ubuntu: sudo apt install dovecot-imapd). No mail starts a run in the tests.';

export const mailUser = 'bank@example.com';
export const mailPassword = 'Posta-Kutusu-1';

export interface TestDovecot {
  /** IMAP over TLS. */
  readonly tlsPort: number;
  /** IMAP without TLS, with STARTTLS. */
  readonly port: number;
  /** Its certificate, for `localhost`, in PEM form. */
  readonly certificate: string;
  /** Delivers a mail, as if it had come then; resolves to its Message-ID. */
  deliver(mail: SendMailOptions, received?: Date): Promise<string>;
  /** Puts many small mails there at once. */
  deliverMany(subjects: readonly string[]): Promise<void>;
  /** The names of the mails in a folder, with their flags (`S`: read) after the comma. */
  mails(folder?: string): Promise<string[]>;
  /** Makes a folder of the mailbox. */
  addFolder(name: string): Promise<void>;
  /** Numbers the mails of INBOX anew, as after a restore: another UIDVALIDITY. */
  renumber(): Promise<void>;
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Stops it, and removes its folder. */
  close(): Promise<void>;
}

/** Close it when the file ends. `tokenInfo`: the start of an address that says of a token whose it is; then logins with tokens are taken, too. */
export async function startDovecot(tokenInfo: string | null = null): Promise<TestDovecot> {
  assert.ok(program !== undefined);
  const ids: Ids = isRoot
    ? { uid: idOf('u', 'dovecot'), gid: idOf('g', 'dovecot') }
    : { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 };
  const folder = await mkdtemp(path.join(os.tmpdir(), 'rota-dovecot-'));
  const ports = { tlsPort: await freePort(), port: await freePort() };
  const certificate = await writeFiles(folder, ids, { ...ports, tokenInfo });
  const maildir = createMaildir(path.join(folder, 'mail'), ids);
  await mkdir(path.join(folder, 'run'));
  await maildir.addFolder('INBOX');
  await own(folder, ids);
  await chmod(folder, 0o755);
  let child: ChildProcess | null = null;

  async function start(): Promise<void> {
    const started = spawn(program!, ['-F', '-c', path.join(folder, 'dovecot.conf')], {
      ...(isRoot ? ids : {}),
      ...{ stdio: 'ignore', cwd: folder },
    });
    child = started;
    await until('Dovecot answers', async () => {
      assert.equal(started.exitCode, null, `Dovecot does not start: see ${folder}/log`);
      return (await answers(ports.tlsPort)) && (await answers(ports.port));
    });
  }

  async function stop(): Promise<void> {
    const stopping = child;
    child = null;
    if (stopping === null || stopping.exitCode !== null) return;
    stopping.kill('SIGTERM');
    await once(stopping, 'exit');
    await until('its port is free', async () => !(await answers(ports.port)));
  }

  await start();
  return {
    ...{ ...ports, certificate, ...maildir, start, stop },
    async renumber() {
      await stop();
      await maildir.renumber();
      await start();
    },
    async close() {
      await stop();
      await rm(folder, { recursive: true, force: true, maxRetries: 10 });
    },
  };
}

interface Ids {
  readonly uid: number;
  readonly gid: number;
}

async function own(place: string, ids: Ids): Promise<void> {
  if (!isRoot) return;
  await chown(place, ids.uid, ids.gid);
  for (const entry of await readdir(place).catch(() => [])) await own(path.join(place, entry), ids);
}

/** Its configuration, user and certificate. */
async function writeFiles(folder: string, ids: Ids, ports: Ports & Pick<Facts, 'tokenInfo'>): Promise<string> {
  const { cert, private: key } = await generate([{ name: 'commonName', value: 'localhost' }], {
    keySize: 2048,
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: true },
      { name: 'subjectAltName', altNames: [{ type: 2, value: 'localhost' }] },
    ],
  });
  const nameOf = (letter: 'u' | 'g') =>
    spawnSync('id', [`-${letter}n`, String(ids.uid)], { encoding: 'utf8' }).stdout.trim();
  const files = {
    ...{ 'cert.pem': cert, 'key.pem': key, users: `${mailUser}:{PLAIN}${mailPassword}\n` },
    'oauth2.conf': `tokeninfo_url = ${ports.tokenInfo}\nusername_attribute = email\n`,
    'dovecot.conf': configuration({ folder, user: nameOf('u'), group: nameOf('g'), ...ids, ...ports }),
  };
  for (const [name, text] of Object.entries(files)) await writeFile(path.join(folder, name), text);
  return cert;
}

type Maildir = Pick<TestDovecot, 'deliver' | 'deliverMany' | 'mails' | 'addFolder' | 'renumber'>;

/** A mailbox in the form of Maildir++, into which anybody may deliver. */
function createMaildir(root: string, ids: Ids): Maildir {
  const composer = createTransport({ streamTransport: true, buffer: true });
  const folderOf = (name: string): string => (name === 'INBOX' ? root : path.join(root, `.${name}`));
  let count = 0;
  return {
    async deliver(mail, received) {
      const made = await composer.sendMail({ from: 'Bank <bank@bank.example>', to: mailUser, ...mail });
      const name = `${Date.now()}.${process.pid}_${(count += 1)}.test`;
      const draft = path.join(root, 'tmp', name);
      await writeFile(draft, made.message as Buffer);
      await own(draft, ids);
      if (received !== undefined) await utimes(draft, received, received);
      await rename(draft, path.join(root, 'new', name));
      return made.messageId;
    },
    async deliverMany(subjects) {
      for (const subject of subjects) {
        const name = `${Date.now()}.${process.pid}_${(count += 1)}.many`;
        const lines = ['From: Bank <bank@bank.example>', `To: ${mailUser}`, `Subject: ${subject}`];
        const head = [...lines, `Message-ID: <${name}@test.example>`, 'Date: Mon, 30 Nov 2026 09:00:00 +0000'];
        const file = path.join(root, 'new', name);
        await writeFile(file, `${head.join('\r\n')}\r\n\r\nHello\r\n`);
        await own(file, ids);
      }
    },
    async mails(name = 'INBOX') {
      const found = await Promise.all(['new', 'cur'].map((part) => readdir(path.join(folderOf(name), part))));
      return found.flat();
    },
    async addFolder(name) {
      for (const part of ['new', 'cur', 'tmp']) await mkdir(path.join(folderOf(name), part), { recursive: true });
      await own(folderOf(name), ids);
    },
    async renumber() {
      for (const entry of await readdir(root)) if (entry.startsWith('dovecot')) await rm(path.join(root, entry));
      // A UIDVALIDITY is a time in seconds, unless another one is given.
      await writeFile(path.join(root, 'dovecot-uidvalidity'), (1_900_000_000 + count).toString(16));
      await own(root, ids);
    },
  };
}

async function answers(port: number): Promise<boolean> {
  const socket = connect({ port, host: '127.0.0.1' });
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

type Ports = Pick<TestDovecot, 'tlsPort' | 'port'>;
interface Facts extends Ids, Ports {
  readonly folder: string;
  readonly user: string;
  readonly group: string;
  readonly tokenInfo: string | null;
}

const tokens = (folder: string): string => `
auth_mechanisms = plain login xoauth2 oauthbearer
passdb {
  driver = oauth2
  mechanisms = xoauth2 oauthbearer
  args = ${folder}/oauth2.conf
}
`;

/** Everything as one user, who is not root. */
const configuration = ({ folder, user, group, uid, gid, tlsPort, port, tokenInfo }: Facts): string => `
base_dir = ${folder}/run
state_dir = ${folder}/run
log_path = ${folder}/log
protocols = imap
listen = 127.0.0.1
default_internal_user = ${user}
default_internal_group = ${group}
default_login_user = ${user}
first_valid_uid = 1
mail_uid = ${uid}
mail_gid = ${gid}
mail_location = maildir:${folder}/mail
mailbox_list_index = no
mail_max_userip_connections = 100
auth_failure_delay = 0
ssl = yes
ssl_cert = <${folder}/cert.pem
ssl_key = <${folder}/key.pem
disable_plaintext_auth = no
${tokenInfo === null ? '' : tokens(folder)}passdb {
  driver = passwd-file
  args = ${folder}/users
}
userdb {
  driver = static
  args = uid=${uid} gid=${gid} home=${folder}
}
service anvil {
  chroot =
}
service stats {
  chroot =
}
service imap-login {
  chroot =
  service_count = 0
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = ${tlsPort}
    ssl = yes
  }
}
`;
