import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import test, { type TestContext } from 'node:test';
import type { Notice } from '../../contract/events.ts';
import { startRota, testClient } from '../support/server.ts';
import { failingDisk, fillDisk, skipUnlessLoops, skipUnlessMounts as skip, smallDisk } from '../support/small-disk.ts';
import { until } from '../support/until.ts';

// A disk that becomes full or read-only during work.

const healthOf = async (url: string): Promise<string> =>
  ((await (await fetch(`${url}/scheduler/connector-api/health`)).json()) as { message: string }).message;
const remount = (folder: string, how: 'ro' | 'rw'): void => {
  const { status, stderr } = spawnSync('mount', ['-o', `remount,${how}`, folder]);
  assert.equal(status, 0, stderr.toString());
};

/** Waits for permission to go on, writes its output without checking for errors, and reports success. */
const careless = (home: string) => ({
  name: 'Careless',
  command: '/bin/sh',
  args: ['-c', `echo ready; : < "${path.join(home, 'gate')}"; echo "x=$INPUT_N" > "$ROTA_OUTPUT" 2>/dev/null; exit 0`],
  parameters: { properties: { n: { type: 'integer' as const } } },
});

test(
  'a robot whose outputs the disk had no room for does not end SUCCEEDED, whatever it says itself',
  { skip },
  async (t) => {
    const home = await smallDisk(t, '40m');
    const server = await startRota({ home, env: { ROTA_LOG: 'error' } });
    t.after(() => server.stop({ keepHome: true }));
    spawnSync('mkfifo', [path.join(home, 'gate')]);
    await server.addProcess(careless(home));
    await server.addProcess({ name: 'Silent', command: '/bin/sh', args: ['-c', `: < "${path.join(home, 'gate')}"`] });
    const client = await server.addClient();
    const spids = [
      await client.start({ name: 'Careless', values: { n: 1 } }),
      await client.start({ name: 'Careless', values: { n: 2 } }),
      await client.start({ name: 'Silent' }),
    ];
    await until('they run', async () => {
      const logs = await Promise.all(spids.slice(0, 2).map((spid) => client.call(`process/log/${spid}`)));
      return logs.every(({ body }) => JSON.stringify(body).includes('ready'));
    });
    await until('all run', async () => (await client.call(`process/status/${spids[2]}`)).body['status'] === 'RUNNING');
    const makeRoom = fillDisk(home);
    // Stays open: on a busy computer the silent one comes to it later.
    const gate = spawn('sh', ['-c', `exec 3<>"${path.join(home, 'gate')}"; exec sleep 600`]);
    t.after(() => gate.kill());
    spawnSync('sleep', ['1']);
    makeRoom();
    for (const spid of spids.slice(0, 2)) {
      const answer = await client.final(spid);
      assert.equal(answer['status'], 'FAILED', JSON.stringify(answer));
      assert.match(String(answer['message']), /The disk was full while it ran: its outputs could not be written whole/);
    }
    // A robot without outputs has lost nothing.
    assert.equal((await client.final(spids[2] ?? ''))['status'], 'SUCCEEDED');
  },
);

test(
  'a backup, a change and a file that the disk has no room for are refused in words, leave nothing half, and go with room',
  { skip },
  async (t) => {
    const home = await smallDisk(t, '40m');
    const server = await startRota({ home, env: { ROTA_LOG: 'error' } });
    t.after(() => server.stop({ keepHome: true }));
    await server.addProcess({ name: 'Quick', command: '/bin/true' });
    const file = { type: 'string', format: 'binary' };
    const script = 'wc -c < "$INPUT_FILE" | sed "s/^/bytes=/" > "$ROTA_OUTPUT"';
    const parameters = { properties: { file } };
    await server.addProcess({ name: 'Takes', command: '/bin/sh', args: ['-c', script], parameters });
    const upload = { name: 'Takes', values: { file: Buffer.alloc(400_000, 'y').toString('base64') } };
    const client = await server.addClient();
    for (let n = 0; n < 30; n += 1) await client.start({ name: 'Quick' });
    const makeRoom = fillDisk(home, 100_000);
    await until('it is noticed', async () => (await healthOf(server.url)) !== 'Rota is up');
    const refused = await server.console('POST', '/api/backup', {}).then(
      () => 'made',
      (error: Error) => error.message,
    );
    assert.match(refused, /507 .*[Dd]isk is full/s);
    const listed = await server.console<{ backups: { name: string; problem: unknown }[] }>('GET', '/api/backups');
    assert.deepEqual(listed.backups, []);
    const definition = { name: 'Big', command: '/bin/true', args: Array.from({ length: 60 }, () => 'x'.repeat(3_000)) };
    await assert.rejects(server.addProcess(definition), /50[37] /);
    const unheard = await client.call('process/start', upload);
    assert.equal(unheard.status, 507, JSON.stringify(unheard.body));
    assert.match(String(unheard.body['message']), /disk is full/i);
    makeRoom();
    await until('there is room', async () => (await healthOf(server.url)) === 'Rota is up');
    await server.console('POST', '/api/backup', {});
    const { backups } = await server.console<typeof listed>('GET', '/api/backups');
    assert.deepEqual([backups.length, backups[0]?.problem ?? null], [1, null]);
    assert.equal((await client.final(await client.start(upload)))['__out_bytes'], '400000');
    await server.addProcess({ name: 'Another', command: '/bin/true' });
    assert.equal((await client.final(await client.start({ name: 'Another' })))['status'], 'SUCCEEDED');
  },
);

test(
  'a disk that becomes read-only under Rota: callers and runs are told so, Rota waits at its address, and nothing taken is lost',
  { skip: skipUnlessLoops },
  async (t) => {
    const disk = await failingDisk(t);
    const home = path.join(disk.folder, 'home');
    const server = await startRota({ home });
    t.after(() => server.child.kill('SIGKILL'));
    await server.addProcess({ name: 'Careful', command: '/bin/sh', args: ['-c', 'echo x=1 > "$ROTA_OUTPUT"'] });
    const client = await server.addClient();
    const taken: string[] = [];
    for (let n = 0; n < 20; n += 1) taken.push(await client.start({ name: 'Careful' }));
    disk.fail();
    const refused = await until('a start is refused', async () => {
      const answer = await client.call('process/start', { name: 'Careful' });
      if (answer.status === 200) taken.push(String(answer.body['robustaSpid']));
      return answer.status === 200 ? null : answer;
    });
    assert.deepEqual([refused.status, refused.headers.get('retry-after')], [503, '5'], JSON.stringify(refused.body));
    await until('health says it', async () => (await healthOf(server.url)) !== 'Rota is up');
    const health = 'Rota is up; the data folder cannot be written (EROFS): runs wait until it can be';
    assert.equal(await healthOf(server.url), health);
    const [notice] = (await server.console<{ notices: Notice[] }>('GET', '/api/notices')).notices;
    const { what, code } = notice?.params ?? {};
    assert.deepEqual([notice?.kind, what, code], ['storage', 'not-writable', 'EROFS']);
    server.child.kill('SIGTERM');
    await once(server.child, 'exit');

    const next = waiting(t, home);
    const at = await next.says(/^The data folder is read-only: Rota waits at (\S+) until/m);
    assert.equal(await healthOf(at), 'Rota is up; the data folder is read-only: it waits until it can be written');
    const told = await fetch(`${at}/scheduler/connector-api/process/start`, { method: 'POST', body: '{}' });
    assert.deepEqual([told.status, told.headers.get('retry-after')], [503, '5']);
    const page = await (await fetch(at, { headers: { accept: 'text/html' } })).text();
    assert.match(page, /The data folder is read-only.*Veri klasörü salt okunur/s);
    next.child.kill('SIGTERM');
    await once(next.child, 'exit');

    disk.mend();
    const again = await startRota({ home });
    t.after(() => again.stop({ keepHome: true }));
    const same = testClient(again.url, client);
    const ends = new Map<string, number>();
    for (const spid of taken) {
      const { status, message } = await same.final(spid);
      // Runs during the failed writes may have ended unnoticed; none is left in an unknown state.
      const end = `${String(status)} ${status === 'SUCCEEDED' ? '' : String(message)}`;
      ends.set(end, (ends.get(end) ?? 0) + 1);
    }
    t.diagnostic(JSON.stringify([...ends]));
    assert.ok(
      [...ends.keys()].every((end) => /^SUCCEEDED|interrupted/.test(end)),
      JSON.stringify([...ends]),
    );
  },
);

test(
  'a data folder that is read-only at the start: Rota waits at its address and starts by itself',
  { skip },
  async (t) => {
    const home = await smallDisk(t, '40m');
    const first = await startRota({ home });
    const made = await first.addClient();
    await first.addProcess({ name: 'Quick', command: '/bin/true' });
    await first.stop({ keepHome: true });
    remount(home, 'ro');
    const rota = waiting(t, home);
    await rota.says(/^The data folder is read-only: Rota waits at (\S+) until/m);
    remount(home, 'rw');
    const client = testClient(await rota.says(/^Rota is ready at (\S+)/m), made);
    assert.equal((await client.final(await client.start({ name: 'Quick' })))['status'], 'SUCCEEDED');
    rota.child.kill('SIGTERM');
    await once(rota.child, 'exit');
  },
);

/** A Rota that may fail to become ready. */
function waiting(t: TestContext, home: string) {
  const main = path.join(import.meta.dirname, '..', '..', 'server', 'main.ts');
  const env = { ...process.env, NODE_TEST_CONTEXT: '', ROTA_HOME: home, ROTA_PORT: '0', ROTA_LOG: 'error' };
  const child = spawn(process.execPath, [main], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  t.after(() => child.kill('SIGKILL'));
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (part) => (output += part));
  return {
    child,
    says: (words: RegExp) => until(`it says ${words.source}: ${output}`, () => words.exec(output)?.[1]),
  };
}
