import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test from 'node:test';
import type { Run, RunDetail } from '../../contract/run.ts';
import { startRota, type TestServer } from '../support/server.ts';
import { skipUnlessMounts as skip, smallDisk } from '../support/small-disk.ts';
import { until } from '../support/until.ts';
import { isWindows } from '../support/windows.ts';
import { nothing } from '../runner/rig.ts';

const runsOf = async (server: TestServer) => (await server.console<{ runs: Run[] }>('GET', '/api/runs?limit=200')).runs;

test(
  'a full disk: starts are refused with a sentence, nothing acknowledged is lost, and work resumes',
  { skip },
  async (t) => {
    const home = await smallDisk(t, '3m');
    const server = await startRota({ home });
    t.after(() => server.stop({ keepHome: true }));
    await server.addProcess({ name: 'Quick', ...nothing });
    const client = await server.addClient();
    const acknowledged = [await client.start({ name: 'Quick' })];
    await client.final(acknowledged[0]!);
    // This one ends while there is no space for its result.
    await server.addProcess({ name: 'Slow', command: '/bin/sleep', args: ['2'] });
    acknowledged.push(await client.start({ name: 'Slow' }));
    await until('it has begun', async () => {
      const [run] = (await runsOf(server)).filter(({ process }) => process === 'Slow');
      const { run: detail } = await server.console<{ run: RunDetail }>('GET', `/api/runs/${run?.id}`);
      return detail.attempts[0]?.pid;
    });
    await writeFile(path.join(home, 'filler'), Buffer.alloc(4_000_000)).catch(() => undefined);

    const refused: Record<string, unknown>[] = [];
    for (let count = 0; count < 3000 && refused.length < 20; count += 1) {
      const { status, body } = await client.call('process/start', { name: 'Quick' });
      if (status === 200) acknowledged.push(String(body['robustaSpid']));
      else {
        assert.ok(status === 507 || status === 503, `status ${status}: ${JSON.stringify(body)}`);
        refused.push(body);
      }
    }
    assert.equal(refused.length, 20, 'the disk never became full');
    assert.match(String(refused[0]?.['message']), /disk is full: free some space|cannot be used now/i);
    // Existing data can still be read.
    const { status, body } = await client.call(`process/status/${acknowledged[0]}`);
    assert.deepEqual([status, body['status']], [200, 'SUCCEEDED']);

    await until('the slow one has ended, and that cannot be written', async () => {
      const { worker } = await server.console<{ worker: { running: number } }>('GET', '/api/worker');
      const asked = await client.call(`process/status/${acknowledged[1]}`);
      return worker.running === 0 && asked.body['status'] === 'RUNNING';
    });
    await rm(path.join(home, 'filler'));
    acknowledged.push(
      String(
        await until('starts are taken again', async () => {
          const answer = await client.call('process/start', { name: 'Quick' });
          return answer.status === 200 && answer.body['robustaSpid'];
        }),
      ),
    );
    for (const spid of acknowledged) assert.equal((await client.final(spid))['status'], 'SUCCEEDED', spid);
    const runs = await runsOf(server);
    assert.equal(new Set(runs.map(({ id }) => id)).size, runs.length);
    t.diagnostic(`${acknowledged.length} acknowledged, ${refused.length} refused, none lost`);
  },
);

test('a damaged database: Rota refuses to start, says which file and what to do, and leaves it untouched', async (t) => {
  const first = await startRota();
  t.after(() => rm(first.home, { recursive: true, force: true }));
  await first.addProcess({ name: 'Quick', ...nothing });
  const client = await first.addClient();
  await client.final(await client.start({ name: 'Quick' }));
  await first.stop({ keepHome: true });
  const file = path.join(first.home, 'rota.db');
  const good = await readFile(file);
  for (const [what, bytes] of [
    ['its head', Buffer.concat([Buffer.from('no database at all'), good.subarray(18)])],
    ['its middle', Buffer.concat([good.subarray(0, 4096), Buffer.alloc(good.length - 4096, 0x5a)])],
    ['its end', good.subarray(0, good.length - 6000)],
  ] as const) {
    await writeFile(file, bytes);
    await assert.rejects(startRota({ home: first.home }), (error: Error) => {
      assert.ok(error.message.includes(file), `${what}: ${error.message}`);
      assert.match(error.message, /damaged.*restore a backup with "rota restore", or move it away/s);
      return true;
    });
    assert.deepEqual(await readFile(file), bytes, `${what}: untouched`);
  }
  await writeFile(file, good);
  const again = await startRota({ home: first.home });
  assert.equal((await runsOf(again)).length, 1);
  await again.stop({ keepHome: true });
});

test('configuration and its backup damaged: Rota refuses to start, names the place, and never starts empty', async (t) => {
  const first = await startRota();
  t.after(() => rm(first.home, { recursive: true, force: true }));
  await first.addProcess({ name: 'Quick', ...nothing });
  await first.stop({ keepHome: true });
  const file = path.join(first.home, 'rota.json');
  for (const one of [file, `${file}.bak`]) await writeFile(one, '{"version": 1,\n "worker"');
  await assert.rejects(startRota({ home: first.home }), /rota\.json/);
  assert.equal(await readFile(file, 'utf8'), '{"version": 1,\n "worker"');
});

test(
  'a folder for logs that takes none: runs wait and say so everywhere, and go on once it takes them',
  { skip },
  async (t) => {
    const readOnly = await smallDisk(t, '1m', 'ro');
    const home = await mkdtemp(path.join(tmpdir(), 'rota-readonly-'));
    await symlink(readOnly, path.join(home, 'runs'));
    const server = await startRota({ home });
    t.after(() => server.stop());
    await server.addProcess({
      name: 'Talks',
      command: '/bin/sh',
      args: ['-c', 'echo hello; echo x=1 > "$ROTA_OUTPUT"'],
    });
    const client = await server.addClient();
    const spid = await client.start({ name: 'Talks' });
    const health = async () => (await client.call('health')).body['message'];
    await until('it is said', async () => (await health()) !== 'Rota is up');
    assert.equal(await health(), 'Rota is up; the data folder cannot be written (EROFS): runs wait until it can be');
    const { body } = await client.call(`process/status/${spid}`);
    assert.deepEqual(
      [body['status'], body['message']],
      ['WAITING', 'Waiting: the data folder cannot be written (EROFS)'],
    );
    assert.match(
      await readFile(path.join(home, 'rota.log'), 'utf8'),
      /the folder of a run cannot be written.*the data folder cannot be written: runs wait until it can/s,
    );
    assert.equal(spawnSync('mount', ['-o', 'remount,rw', readOnly]).status, 0);
    assert.equal((await client.final(spid))['__out_x'], '1');
  },
);

const needsDevFull = isWindows && 'SKIPPED on Windows: it has no file that is always full';
test(
  'a log of Rota itself that cannot be written stops nothing: its lines go to stderr',
  { skip: needsDevFull },
  async (t) => {
    const home = await mkdtemp(path.join(tmpdir(), 'rota-nolog-'));
    await symlink('/dev/full', path.join(home, 'rota.log'));
    const server = await startRota({ home });
    t.after(() => server.stop());
    await server.addProcess({ name: 'Quick', ...nothing });
    const client = await server.addClient();
    assert.equal((await client.final(await client.start({ name: 'Quick' })))['status'], 'SUCCEEDED');
    assert.match(server.output(), /"message":"ready"/);
  },
);
