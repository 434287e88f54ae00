import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { startRota } from '../support/server.ts';
import { until } from '../support/until.ts';

// A computer with 512 MB for Rota and all its robots, by a cgroup of the kernel.

const groups = [
  { root: '/sys/fs/cgroup/memory', limit: 'memory.limit_in_bytes', peak: 'memory.max_usage_in_bytes' },
  { root: '/sys/fs/cgroup', limit: 'memory.max', peak: 'memory.peak' },
].find(({ root, limit }) => {
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !existsSync(root)) return false;
  const folder = path.join(root, `rota-can-${process.pid}`);
  try {
    mkdirSync(folder);
    const isThere = existsSync(path.join(folder, limit));
    rmdirSync(folder);
    return isThere;
  } catch {
    return false;
  }
});
const skip = groups === undefined ? 'SKIPPED: needs root on Linux with a memory controller that may be used' : false;

function limited(megabytes: number) {
  const { root, limit, peak } = groups!;
  const folder = path.join(root, `rota-test-${process.pid}`);
  mkdirSync(folder);
  writeFileSync(path.join(folder, limit), String(megabytes * 1024 * 1024));
  return {
    through: ['sh', '-c', `echo $$ > ${path.join(folder, 'cgroup.procs')}; exec "$@"`, 'sh'],
    remove: () => until('nobody is in the group', () => spawnSync('rmdir', [folder]).status === 0),
    peak: () => (existsSync(path.join(folder, peak)) ? Number(readFileSync(path.join(folder, peak), 'utf8')) : 0),
  };
}

test(
  'with 512 MB for everything 200 robots run beside each other, none is lost, and Rota answers',
  { skip },
  async (t) => {
    const group = limited(512);
    const server = await startRota({ env: { ROTA_LOG: 'error' }, through: group.through });
    t.after(async () => {
      await server.stop();
      await group.remove();
    });
    await server.console('PATCH', '/api/settings', { runsAtOnce: 200 });
    const gate = path.join(server.home, 'gate');
    spawnSync('mkfifo', [gate]);
    await server.addProcess({
      name: 'Lives',
      command: '/bin/sh',
      args: ['-c', `echo "x=$INPUT_N" > "$ROTA_OUTPUT"; : < "${gate}"`],
      parameters: { properties: { n: { type: 'integer' } } },
      maxConcurrent: 200,
    });
    const client = await server.addClient();
    const spids: string[] = [];
    for (let n = 0; n < 200; n += 1) spids.push(await client.start({ name: 'Lives', values: { n } }));
    const running = async () =>
      (await server.console<{ worker: { running: number } }>('GET', '/api/worker')).worker.running;
    await until('all run', async () => (await running()) === 200, 60_000);
    assert.equal((await client.call('health')).body['message'], 'Rota is up');
    const opened = openSync(gate, 'r+');
    t.after(() => closeSync(opened));
    for (const [n, spid] of spids.entries()) assert.equal((await client.final(spid))['__out_x'], String(n));
    t.diagnostic(`${Math.round(group.peak() / 1024 / 1024)} MB at the most, page cache included`);
  },
);
