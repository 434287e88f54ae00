import { mailPassword, mailUser } from '../support/dovecot.ts';
import type { TestServer } from '../support/server.ts';

/** Writes what it got into a file of its own; fails on demand. */
const load = `
const { INPUT_FILE: file, INPUT_SUBJECT: subject = '', OUT: out } = process.env;
const fs = require('node:fs');
fs.writeFileSync(out + '/' + process.pid, JSON.stringify({ subject, name: require('node:path').basename(file ?? ''), text: file ? fs.readFileSync(file, 'utf8') : '' }));
process.exitCode = subject.includes('broken') ? 4 : 0;`;

/** The passwords of the mailbox, a right and a wrong one, and a process that takes all that a mail gives. */
export async function prepareForMails(server: TestServer, folder: string): Promise<void> {
  await server.console('PUT', '/api/vault/Mail', {});
  await server.console('PUT', '/api/vault/Mail/Bank', { kind: 'login', user: mailUser, password: mailPassword });
  await server.console('PUT', '/api/vault/Mail/Old', { kind: 'text', value: 'a wrong one' });
  const text = { type: 'string' };
  await server.addProcess({
    name: 'Load',
    command: process.execPath,
    args: ['-e', load],
    env: { OUT: folder },
    parameters: {
      type: 'object',
      properties: {
        ...{ subject: text, from: text, received: text, text, path: text },
        file: { type: 'string', format: 'binary' },
        all: { type: 'array', items: text },
      },
    },
  } as never);
}
