import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test, { after, before, type TestContext } from 'node:test';
import { generate } from 'selfsigned';
import type { Notice } from '../../contract/events.ts';
import type { Run, RunDetail } from '../../contract/run.ts';
import type { ScheduleRow } from '../../contract/schedule.ts';
import { noFtp, startFtp } from '../support/ftp-server.ts';
import { startPasswordSftp } from '../support/sftp-password-server.ts';
import { startRota, type TestServer } from '../support/server.ts';
import { noSftp, startSftp, type SftpServer } from '../support/sftp-server.ts';
import { until } from '../support/until.ts';

for (const missing of [noSftp, noFtp]) if (missing !== undefined) console.error(`!!! ${missing}`);

let server: TestServer;
let home: string;

async function startServer(): Promise<void> {
  server = await startRota({ home });
}
before(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'rota-remote-'));
  await startServer();
  await server.addProcess({
    name: 'Load',
    command: process.execPath,
    // Fails for files that say so.
    args: [
      '-e',
      'process.exit(require("node:fs").readFileSync(process.argv[1], "utf8").includes("bad") ? 9 : 0)',
      '{{file}}',
    ],
    parameters: { type: 'object', properties: { file: { type: 'string' } } },
  });
  await server.console('PUT', '/api/vault/Servers', {});
});
after(async () => {
  await server.stop();
});

async function folderFor(t: TestContext): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'rota-served-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

async function watch(t: TestContext, trigger: object): Promise<string> {
  const { row } = await server.console<{ row: ScheduleRow }>('POST', '/api/schedules', {
    ...{ name: t.name.slice(0, 60), process: 'Load', plan: { kind: 'call', timezone: 'UTC' } },
    options: {
      triggers: [
        {
          ...{ id: 'in', host: '127.0.0.1', pattern: '*.xml', valueName: 'file' },
          ...{ stillSeconds: 1, lookSeconds: 5, existing: true, ...trigger },
        },
      ],
    },
  });
  t.after(() => server.console('DELETE', `/api/schedules/${row.id}`).catch(() => {}));
  return row.id;
}

const runsOf = async (id: string): Promise<Run[]> =>
  (await server.console<{ runs: Run[] }>('GET', `/api/runs?result=all&limit=100&schedule=${id}`)).runs.filter(
    ({ scheduleId }) => scheduleId === id,
  );
const namesOf = async (id: string): Promise<string[]> =>
  (await runsOf(id)).map(({ startReason }) => startReason?.params['file'] as string).toSorted();
const notices = async (): Promise<Notice[]> =>
  (await server.console<{ notices: Notice[] }>('GET', '/api/notices')).notices.filter(({ kind }) => kind === 'trigger');
const toldOf = (words: RegExp) =>
  until(`a notice says ${words}`, async () =>
    (await notices()).find(({ params }) => words.test(JSON.stringify(params))),
  );
const look = (id: string) => server.console('POST', `/api/schedules/${id}/look`, {});

const key = (sftp: SftpServer) => server.console('PUT', '/api/vault/Servers/key', { kind: 'text', value: sftp.key });

test(
  'files of an SFTP server run twice, not at all, not after kill -9, or are moved over others',
  { skip: noSftp },
  async (t) => {
    const sftp = await startSftp();
    t.after(() => sftp.stop());
    const folder = await folderFor(t);
    await key(sftp);
    await mkdir(path.join(folder, 'done'));
    await writeFile(path.join(folder, 'done', 'a.xml'), 'was here');
    await writeFile(path.join(folder, 'a.xml'), 'good');
    await writeFile(path.join(folder, 'b.xml'), 'bad');
    await writeFile(path.join(folder, 'c.txt'), 'another kind');
    const id = await watch(t, {
      ...{ kind: 'sftp', port: sftp.port, user: sftp.user, privateKey: '{{vault:Servers/key}}', folder },
      ...{ afterwards: 'move', doneFolder: path.join(folder, 'done'), failedFolder: path.join(folder, 'failed') },
    });
    const moved = (where: string, names: string[]) =>
      until(`${names.join(', ')} in ${where}`, async () => {
        const found = (await readdir(path.join(folder, where)).catch(() => [])).toSorted();
        return JSON.stringify(found) === JSON.stringify(names);
      });
    await moved('done', ['a (2).xml', 'a.xml']);
    await moved('failed', ['b.xml']);
    assert.equal(await readFile(path.join(folder, 'done', 'a.xml'), 'utf8'), 'was here');
    const [run] = (await runsOf(id)).filter(({ startReason }) => startReason?.params['file'] === 'a.xml');
    const { run: detail } = await server.console<{ run: RunDetail }>('GET', `/api/runs/${run!.id}`);
    assert.equal(path.basename(String(detail.values['file'])), 'a.xml');
    assert.ok(String(detail.values['file']).startsWith(home), 'its copy is in the folder of the run');
    await server.kill();
    await writeFile(path.join(folder, 'd.xml'), 'good');
    await startServer();
    await moved('done', ['a (2).xml', 'a.xml', 'd.xml']);
    // In the middle of many.
    for (let at = 0; at < 12; at += 1) await writeFile(path.join(folder, `many-${at}.xml`), 'good');
    await until('some of them have run', async () => (await runsOf(id)).length > 5);
    await server.kill();
    await startServer();
    // Those that were running were interrupted, and so failed.
    const put = async (where: string) => (await readdir(path.join(folder, where))).length;
    await until('all are moved', async () => (await put('done')) + (await put('failed')) === 16, 120_000);
    const many = Array.from({ length: 12 }, (_, at) => `many-${at}.xml`);
    assert.deepEqual(await namesOf(id), ['a.xml', 'b.xml', 'd.xml', ...many].toSorted());
  },
);

test('a server that shows another host key is trusted, or nobody learns of it', { skip: noSftp }, async (t) => {
  const sftp = await startSftp();
  t.after(() => sftp.stop());
  const folder = await folderFor(t);
  await key(sftp);
  await writeFile(path.join(folder, 'a.xml'), 'good');
  const first = sftp.fingerprint();
  const id = await watch(t, {
    ...{ kind: 'sftp', port: sftp.port, user: sftp.user, privateKey: '{{vault:Servers/key}}', folder },
  });
  await until('the file has its run', async () => (await runsOf(id)).length === 1);
  await sftp.restart({ newKey: true });
  await writeFile(path.join(folder, 'b.xml'), 'good');
  await look(id);
  const { params } = await toldOf(/another host key/);
  const words = JSON.stringify(params);
  assert.ok(words.includes(first) && words.includes(sftp.fingerprint()));
  assert.deepEqual(await namesOf(id), ['a.xml']);
});

test(
  'a server that is away, a folder that is not there and a wrong key make no notice, or many',
  { skip: noSftp },
  async (t) => {
    const sftp = await startSftp();
    t.after(() => sftp.stop());
    const folder = await folderFor(t);
    await key(sftp);
    const facts = { kind: 'sftp', port: sftp.port, user: sftp.user, privateKey: '{{vault:Servers/key}}' };
    const id = await watch(t, { ...facts, folder: path.join(folder, 'later') });
    await toldOf(/has no folder/);
    assert.equal((await notices()).length, 1);
    await mkdir(path.join(folder, 'later'));
    await writeFile(path.join(folder, 'later', 'a.xml'), 'good');
    await until('it is looked again', async () => (await look(id), (await runsOf(id)).length === 1));
    await until('the notice is gone', async () => (await notices()).length === 0);
    await server.console('PUT', '/api/vault/Servers/wrong', { kind: 'text', value: 'not a key' });
    await watch(t, { ...facts, id: 'wrong', privateKey: '{{vault:Servers/wrong}}', folder });
    await toldOf(/private key .* cannot be read/);
  },
);

test('files of an FTP server run twice, or a missing folder is taken for an empty one', { skip: noFtp }, async (t) => {
  const ftp = await startFtp();
  t.after(() => ftp.stop());
  await server.console('PUT', '/api/vault/Servers/ftp', { kind: 'text', value: 'anybody@example.com' });
  await mkdir(path.join(ftp.folder, 'in'));
  await writeFile(path.join(ftp.folder, 'in', 'a.xml'), 'good');
  const facts = { kind: 'ftp', port: ftp.port, user: 'anonymous', password: '{{vault:Servers/ftp}}', folder: 'in' };
  const id = await watch(t, {
    ...{ ...facts, security: 'none', afterwards: 'move', doneFolder: 'done' },
  });
  await until('it is moved', async () => (await readdir(path.join(ftp.folder, 'done')).catch(() => [])).length === 1);
  await writeFile(path.join(ftp.folder, 'in', 'a.xml'), 'another');
  await until('it is moved beside it', async () => (await readdir(path.join(ftp.folder, 'done'))).length === 2);
  assert.deepEqual((await readdir(path.join(ftp.folder, 'done'))).toSorted(), ['a (2).xml', 'a.xml']);
  await server.kill();
  await startServer();
  await look(id);
  assert.deepEqual(await namesOf(id), ['a.xml', 'a.xml']);
  await watch(t, { ...facts, security: 'none', folder: 'nowhere' });
  await toldOf(/has no folder .*nowhere/);
  await watch(t, { ...facts, security: 'explicit' });
  await toldOf(/offers no TLS/);
});

test('a key with a passphrase, or a password, lets nobody in', { skip: noSftp }, async (t) => {
  const folder = await folderFor(t);
  await writeFile(path.join(folder, 'a.xml'), 'good');
  const secret = (name: string, value: string) =>
    server.console('PUT', `/api/vault/Servers/${name}`, { kind: 'text', value });
  const sftp = await startSftp('Parola 1');
  t.after(() => sftp.stop());
  await key(sftp);
  await secret('passphrase', 'Parola 1');
  const facts = { kind: 'sftp', port: sftp.port, user: sftp.user, privateKey: '{{vault:Servers/key}}', folder };
  const withKey = await watch(t, { ...facts, passphrase: '{{vault:Servers/passphrase}}' });
  await until('it runs', async () => (await namesOf(withKey)).join() === 'a.xml');
  await watch(t, facts);
  await toldOf(/private key .* cannot be read/);
  const other = await startPasswordSftp('bank', 'Parola 2');
  t.after(() => other.stop());
  await secret('password', 'Parola 2');
  const byPassword = { kind: 'sftp', port: other.port, user: 'bank', password: '{{vault:Servers/password}}', folder };
  const id = await watch(t, byPassword);
  await until('it runs', async () => (await namesOf(id)).join() === 'a.xml');
  await watch(t, { ...byPassword, password: '{{vault:Servers/passphrase}}' });
  await toldOf(/refused the login of/);
});

test(
  'FTP with TLS trusts any certificate, or what lies deeper runs twice once it was moved',
  { skip: noFtp },
  async (t) => {
    const made = await generate([{ name: 'commonName', value: 'localhost' }], {
      ...{ keySize: 2048, algorithm: 'sha256' },
      extensions: [
        { name: 'basicConstraints', cA: true },
        { name: 'subjectAltName', altNames: [{ type: 2, value: 'localhost' }] },
      ],
    });
    const pem = path.join(await folderFor(t), 'tls.pem');
    await writeFile(pem, `${made.private}\n${made.cert}`);
    const ftp = await startFtp(pem);
    t.after(() => ftp.stop());
    await server.console('PUT', '/api/vault/Servers/ftp', { kind: 'text', value: 'anybody@example.com' });
    await mkdir(path.join(ftp.folder, 'in', 'deep', 'er'), { recursive: true });
    await writeFile(path.join(ftp.folder, 'in', 'top.xml'), 'good');
    await writeFile(path.join(ftp.folder, 'in', 'deep', 'er', 'down.xml'), 'good');
    const facts = {
      ...{ kind: 'ftp', host: 'localhost', port: ftp.port, user: 'anonymous', password: '{{vault:Servers/ftp}}' },
      ...{ folder: 'in', subfolders: true, afterwards: 'move', doneFolder: 'in/done' },
    };
    await watch(t, { ...facts, subfolders: false, existing: false });
    await toldOf(/certificate of .* is not accepted/);
    const id = await watch(t, { ...facts, ca: made.cert });
    const done = path.join(ftp.folder, 'in', 'done');
    await until('both are moved', async () => (await readdir(done).catch(() => [])).length === 2);
    await look(id);
    await look(id);
    assert.deepEqual(await namesOf(id), ['down.xml', 'top.xml']);
  },
);
