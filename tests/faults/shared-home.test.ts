import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test, { type TestContext } from 'node:test';
import { createInterface } from 'node:readline';
import { startRota, wordsOfServer } from '../support/server.ts';

const root = path.join(import.meta.dirname, '..', '..');

// One data folder, and two Rotas that cannot see each other as processes of one computer do.

const isRoot = process.platform === 'linux' && process.getuid?.() === 0;
const skip = isRoot ? false : 'SKIPPED: needs root on Linux, it mounts and makes namespaces';
const mounts = isRoot && spawnSync('bindfs', ['--version']).status === 0;
const skipUnlessBindfs = mounts ? false : 'SKIPPED: needs root on Linux and bindfs, it mounts one folder twice';

/** A share mounted twice, by a file system that keeps the locks of each mount local, as many network shares do. */
async function mountedTwice(t: TestContext): Promise<[string, string]> {
  const place = await mkdtemp(path.join(tmpdir(), 'rota-share-'));
  const folders = ['share', 'one', 'other'].map((name) => path.join(place, name));
  for (const folder of folders) await mkdir(folder);
  const [share = '', one = '', other = ''] = folders;
  for (const folder of [one, other]) assert.equal(spawnSync('bindfs', [share, folder]).status, 0);
  t.after(async () => {
    for (const folder of [one, other]) spawnSync('umount', ['-l', folder]);
    await rm(place, { recursive: true, force: true });
  });
  return [one, other];
}

test(
  'of two Rotas on one share that passes no locks on the second is refused, and the first goes on',
  { skip: skipUnlessBindfs },
  async (t) => {
    const [one, other] = await mountedTwice(t);
    const first = await startRota({ home: one, env: { ROTA_LOG: 'error' } });
    t.after(() => first.stop({ keepHome: true }));
    const told = await readFile(path.join(one, 'rota.lock.json'), 'utf8');
    await assert.rejects(startRota({ home: other, env: { ROTA_LOG: 'error' } }), (error: Error) => {
      assert.match(error.message, /Rota looks for 12 s whether another Rota still uses/);
      assert.match(
        error.message,
        new RegExp(`Another Rota \\(process ${first.child.pid}, .* uses the data folder ${other}`),
      );
      return true;
    });
    assert.equal(await readFile(path.join(one, 'rota.lock.json'), 'utf8'), told);
    await first.addProcess({ name: 'Quick', command: '/bin/true' });
    const client = await first.addClient();
    assert.equal((await client.final(await client.start({ name: 'Quick' })))['status'], 'SUCCEEDED');
  },
);

test(
  'a Rota in another container on one folder is refused by the name of its computer, since its process number says nothing there',
  { skip },
  async (t) => {
    const home = await mkdtemp(path.join(tmpdir(), 'rota-shared-'));
    t.after(() => rm(home, { recursive: true, force: true }));
    const inside = ['unshare', '--pid', '--fork', '--kill-child', '--uts', '--mount-proc', 'sh', '-c'];
    const first = await startRota({
      home,
      env: { ROTA_LOG: 'error' },
      through: [...inside, 'hostname robots-2; exec "$@"', 'sh'],
    });
    t.after(() => first.kill());
    await assert.rejects(
      startRota({ home, env: { ROTA_LOG: 'error' } }),
      /Another Rota \(on the computer robots-2, since .*\) uses the data folder .*Stop it first/,
    );
  },
);

test(
  'a share that hangs at the start is named for as long as it is silent, and Rota starts by itself once it answers',
  { skip: skipUnlessBindfs },
  async (t) => {
    const place = await mkdtemp(path.join(tmpdir(), 'rota-silent-'));
    const [share, home] = [path.join(place, 'share'), path.join(place, 'home')];
    for (const folder of [share, home]) await mkdir(folder);
    const mount = spawn('bindfs', ['-f', share, home], { stdio: 'ignore' });
    t.after(async () => {
      mount.kill('SIGCONT');
      spawnSync('umount', ['-l', home]);
      await rm(place, { recursive: true, force: true });
    });
    while (spawnSync('mountpoint', ['-q', home]).status !== 0) await new Promise((resolve) => setImmediate(resolve));
    mount.kill('SIGSTOP');
    const env = { ...process.env, NODE_TEST_CONTEXT: '', ROTA_HOME: home, ROTA_PORT: '0', ROTA_LOG: 'error' };
    const rota = spawn(process.execPath, wordsOfServer, { cwd: root, env, stdio: ['ignore', 'pipe', 'inherit'] });
    t.after(() => rota.kill('SIGKILL'));
    const lines = createInterface({ input: rota.stdout })[Symbol.asyncIterator]();
    const { value: waits } = await lines.next();
    assert.match(
      waits ?? '',
      /^Rota waits for its data folder .*home, which has not answered for 5 s: does it lie on a share that is gone\?$/,
    );
    mount.kill('SIGCONT');
    for (let line = await lines.next(); ; line = await lines.next()) {
      assert.equal(line.done, false, 'it ended');
      if (/^Rota is ready at http/.test(line.value ?? '')) break;
    }
    rota.kill('SIGTERM');
    await once(rota, 'exit');
  },
);
