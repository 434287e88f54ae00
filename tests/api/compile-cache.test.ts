import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { chmod, chown, lstat, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import test, { type TestContext } from 'node:test';
import { ownCompileCache } from '../../server/compile-cache.ts';
import { startRota } from '../support/server.ts';

// Code in the compile cache is executed: no other user may be able to write there.

// Otherwise the tests' own cache would replace Rota's.
delete process.env['NODE_COMPILE_CACHE'];

const root = path.join(import.meta.dirname, '../..');
const hasRights = process.getuid !== undefined;
const isRoot = process.getuid?.() === 0;

async function folder(t: TestContext): Promise<string> {
  const made = await mkdtemp(path.join(os.tmpdir(), 'rota-compiled-'));
  t.after(() => rm(made, { recursive: true, force: true }));
  return made;
}

const rightsOf = async (file: string): Promise<number> => (await lstat(file)).mode & 0o777;

test('server, hosts and command line keep compiled code below the data folder, and nothing in the shared one', async (t) => {
  const shared = await folder(t);
  const server = await startRota({ env: { TMPDIR: shared, TEMP: shared, TMP: shared } });
  t.after(() => server.stop());
  await server.addProcess({ name: 'Quick', command: process.execPath, args: ['-e', '0'] });
  const client = await server.addClient();
  await client.final(await client.start({ name: 'Quick' }));
  const env = { ...process.env, NODE_TEST_CONTEXT: '', ROTA_HOME: server.home, TMPDIR: shared, TEMP: shared };
  await promisify(execFile)(process.execPath, [path.join(root, 'server/cli/rota.ts'), 'client', 'list'], { env });
  await server.stop({ keepHome: true });
  assert.notDeepEqual(await readdir(path.join(server.home, 'compiled')), [], 'it is used');
  assert.deepEqual(await readdir(shared), []);
  if (hasRights) assert.equal(await rightsOf(path.join(server.home, 'compiled')), 0o700);
});

test('a folder that others could have written in is emptied before it is used', { skip: !hasRights }, async (t) => {
  const home = await folder(t);
  const planted = path.join(home, 'compiled', 'planted');
  await mkdir(path.dirname(planted));
  await writeFile(planted, 'x');
  await chmod(path.dirname(planted), 0o777);
  assert.deepEqual(ownCompileCache(home), { folder: path.join(home, 'compiled') });
  assert.deepEqual(await readdir(path.join(home, 'compiled')), []);
  assert.equal(await rightsOf(path.join(home, 'compiled')), 0o700);
});

test(
  'in a data folder that others can write there is no cache, and Rota runs and says so',
  { skip: !hasRights },
  async (t) => {
    const home = await folder(t);
    await chmod(home, 0o777);
    const server = await startRota({ home });
    t.after(() => server.stop());
    assert.match(
      await readFile(path.join(home, 'rota.log'), 'utf8'),
      /compiled code is not kept.*can be written by others/,
    );
    await assert.rejects(lstat(path.join(home, 'compiled')));
  },
);

test(
  'a cache or a data folder of somebody else is not used',
  { skip: !isRoot && 'needs root: gives a folder away' },
  async (t) => {
    const home = await folder(t);
    await mkdir(path.join(home, 'compiled'));
    await chown(path.join(home, 'compiled'), 65_534, 65_534);
    assert.match(JSON.stringify(ownCompileCache(home)), /compiled belongs to somebody else/);
    await rm(path.join(home, 'compiled'), { recursive: true });
    await chown(home, 65_534, 65_534);
    assert.match(JSON.stringify(ownCompileCache(home)), /"problem":".* belongs to somebody else/);
  },
);

test('a link in the place of the cache is not followed', { skip: !hasRights }, async (t) => {
  const home = await folder(t);
  const elsewhere = await folder(t);
  await symlink(elsewhere, path.join(home, 'compiled'));
  assert.match(JSON.stringify(ownCompileCache(home)), /compiled is not a folder/);
});

test('without a data folder there is no cache, and none is made for it', async (t) => {
  const home = path.join(await folder(t), 'none');
  assert.ok('problem' in ownCompileCache(home));
  await assert.rejects(lstat(home));
});
