import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Server } from 'node:net';
import type { AddressInfo } from 'node:net';
import { createRequire } from 'node:module';
import type { Duplex } from 'node:stream';
import { sftpProgram } from './sftp-server.ts';

// OpenSSH checks passwords against the accounts of the computer, which a test must not change. So another SSH server checks them here; behind it
// stands OpenSSH's own SFTP.

interface Attempt {
  readonly method: string;
  readonly username: string;
  readonly password?: string;
  readonly accept: () => void;
  readonly reject: (methods: readonly string[]) => void;
}
interface Session {
  on(event: 'subsystem', heard: (accept: () => Duplex, reject: () => void, info: { name: string }) => void): void;
}
interface Client {
  on(event: 'authentication', heard: (attempt: Attempt) => void): Client;
  on(event: 'session', heard: (accept: () => Session) => void): Client;
  on(event: 'error', heard: () => void): Client;
}
interface Ssh2 {
  readonly Server: new (facts: { hostKeys: string[] }, heard: (client: Client) => void) => Server;
  readonly utils: { readonly generateKeyPairSync: (type: 'ed25519') => { readonly private: string } };
}

export interface PasswordSftp {
  readonly port: number;
  stop(): Promise<void>;
}

/** Lets one user in, by password. */
export async function startPasswordSftp(user: string, password: string): Promise<PasswordSftp> {
  const ssh2 = createRequire(import.meta.url)('ssh2') as Ssh2;
  const server = new ssh2.Server({ hostKeys: [ssh2.utils.generateKeyPairSync('ed25519').private] }, (client) => {
    client.on('error', () => {});
    client.on('authentication', (attempt) => {
      const isRight = attempt.method === 'password' && attempt.username === user && attempt.password === password;
      if (isRight) attempt.accept();
      else attempt.reject(['password']);
    });
    client.on('session', (accept) => {
      accept().on('subsystem', (open) => {
        const channel = open();
        const child = spawn(sftpProgram!, [], { stdio: ['pipe', 'pipe', 'ignore'] });
        channel.pipe(child.stdin);
        child.stdout.pipe(channel);
        channel.on('close', () => child.kill());
      });
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    async stop() {
      server.close();
      await once(server, 'close');
    },
  };
}
