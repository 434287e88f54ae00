import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { closeSync, openSync, readdirSync, statSync } from 'node:fs';
import { chown, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test, { type TestContext } from 'node:test';
import type { Notice } from '../../contract/events.ts';
import type { Run } from '../../contract/run.ts';
import { call, type Reply } from '../support/http-client.ts';
import { startRota, testClient, type TestClient, type TestServer } from '../support/server.ts';
import { isAlive, until } from '../support/until.ts';

// A real server with few resources: few open files, few processes.

const isLinux = process.platform === 'linux';
const skip = isLinux ? false : 'SKIPPED: prlimit is Linux only';
const skipUnlessRoot =
  isLinux && process.getuid?.() === 0 ? false : 'SKIPPED: needs root on Linux, it runs Rota as another user';

const start = '/scheduler/connector-api/process/start';
const healthOf = async (url: string): Promise<string> =>
  ((await (await fetch(`${url}/scheduler/connector-api/health`)).json()) as { message: string }).message;

/** Robots that write their output and stay alive, without any further program, until `letGo`; later ones end at once. */
function gate(t: TestContext, home: string) {
  const file = path.join(home, 'gate');
  spawnSync('mkfifo', ['-m', '666', file]);
  return {
    file,
    letGo() {
      const descriptor = openSync(file, 'r+');
      t.after(() => closeSync(descriptor));
    },
  };
}
const lives = (name: string, file: string) => ({
  name,
  command: '/bin/sh',
  args: ['-c', `echo "x=$INPUT_N" > "$ROTA_OUTPUT"; : < "${file}"`],
  parameters: { properties: { n: { type: 'integer' as const } } },
  maxConcurrent: 100,
});

/** Starts one that is accepted eventually: obeys "retry later". */
async function started(client: TestClient, body: object): Promise<string> {
  const taken = await until('it is taken', async () => {
    const { status, headers, body: answer } = await client.call('process/start', body);
    assert.ok(status === 200 || (status === 503 && headers.get('retry-after') !== null), JSON.stringify(answer));
    return status === 200 && String(answer['robustaSpid']);
  });
  return taken;
}

async function assertAllWell(client: TestClient, spids: readonly string[]): Promise<void> {
  for (const [n, spid] of spids.entries()) {
    const answer = await client.final(spid);
    assert.deepEqual([answer['status'], answer['__out_x']], ['SUCCEEDED', String(n)], JSON.stringify(answer));
  }
}

const logOf = (server: TestServer): Promise<string> => readFile(path.join(server.home, 'rota.log'), 'utf8');

for (const files of [64, 77]) {
  test(
    `with ${files} open files every call is answered, every run taken has its outputs, and what is short is said`,
    { skip },
    async (t) => {
      const server = await startRota({ through: ['prlimit', `--nofile=${files}:${files}`] });
      t.after(() => server.stop());
      await server.console('PATCH', '/api/settings', { runsAtOnce: 60 });
      const robots = gate(t, server.home);
      await server.addProcess(lives('Lives', robots.file));
      await server.addProcess({ name: 'Quick', command: '/bin/true' });
      const client = await server.addClient();
      const port = Number(new URL(server.url).port);
      const auth = `${client.user}:${client.password}`;

      const crowd = await Promise.all(
        Array.from({ length: 100 }, () => call(port, start, { auth, body: { name: 'Quick' } })),
      );
      const refused = crowd.filter(({ status }) => status !== 200);
      assert.ok(refused.length > 0 && refused.length < 100, `${refused.length} of 100 were told to come again`);
      for (const reply of refused) {
        const { status, headers } = reply;
        assert.deepEqual([status, headers['retry-after']], [503, '1']);
        assert.match(
          String(reply.json()['message']),
          /as many connections open as this computer lets it have.*Call again/,
        );
      }
      const spidOf = (reply: Reply) => String(reply.json()['robustaSpid']);
      for (const reply of crowd.filter(({ status }) => status === 200))
        assert.equal((await client.final(spidOf(reply)))['status'], 'SUCCEEDED');

      const spids: string[] = [];
      for (let n = 0; n < 36; n += 1) spids.push(await started(client, { name: 'Lives', values: { n } }));
      await until('it is short', async () => (await healthOf(server.url)) !== 'Rota is up');
      assert.match(
        await healthOf(server.url),
        /^Rota is up; the computer .* now \(EMFILE\): runs wait and are tried again$/,
      );
      const [notice] = (await server.console<{ notices: Notice[] }>('GET', '/api/notices')).notices;
      assert.deepEqual([notice?.kind, notice?.params['what']], ['storage', 'no-means']);
      const { runs } = await server.console<{ runs: Run[] }>('GET', '/api/runs?result=waiting');
      assert.deepEqual([...new Set(runs.map(({ reason }) => reason?.code))], ['no-means']);
      robots.letGo();
      await assertAllWell(client, spids);
      const log = await logOf(server);
      assert.match(log, /a run could not begin: it waits in the queue and is tried again.*EMFILE/);
      assert.doesNotMatch(log, /interrupted|ended unexpectedly/);
    },
  );
}

test(
  'with so few open files that nothing could run Rota says so and what to do, and does not start',
  { skip },
  async () => {
    for (const files of [40, 63])
      await assert.rejects(
        startRota({ through: ['prlimit', `--nofile=${files}:${files}`] }),
        /Rota may have only \d\d files open at a time here and needs 64 at least: raise the limit \(ulimit -n 1024/,
      );
  },
);

const processesOf = (uid: number): number[] =>
  readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0 && statSync(`/proc/${pid}`, { throwIfNoEntry: false })?.uid === uid && isAlive(pid));

/** Rota as a user of this test alone, so that nobody else's processes count; in the end nothing of that user is left. */
async function startAsOwnUser(t: TestContext, through: readonly string[] = []) {
  const uid = 60_000 + (process.pid % 5_000);
  const home = await mkdtemp(path.join(tmpdir(), 'rota-few-'));
  await chown(home, uid, uid);
  let server: TestServer | null = null;
  t.after(async () => {
    await server?.stop();
    for (const pid of processesOf(uid)) process.kill(pid, 'SIGKILL');
    await until('nothing of the user is left', () => processesOf(uid).length === 0);
    await rm(home, { recursive: true, force: true });
  });
  const asUser = ['setpriv', `--reuid=${uid}`, `--regid=${uid}`, '--clear-groups'];
  server = await startRota({ home, through: [...asUser, ...through] });
  const { pid } = server.child;
  /** Lets the running server's user have so many processes and threads. */
  const limit = (processes: number) => {
    const [program = '', ...args] = [...asUser, 'prlimit', '--pid', String(pid), `--nproc=${processes}:`];
    assert.equal(spawnSync(program, args).status, 0);
  };
  return { server, limit };
}

for (const processes of [26]) {
  test(
    `where a user may have ${processes} processes, runs wait for theirs, and none ends untold or untruly`,
    { skip: skipUnlessRoot },
    async (t) => {
      const { server } = await startAsOwnUser(t, ['prlimit', `--nproc=${processes}:${processes}`]);
      await server.console('PATCH', '/api/settings', { runsAtOnce: 60 });
      const robots = gate(t, server.home);
      await server.addProcess(lives('Lives', robots.file));
      // The check needs a thread.
      const ref = { type: 'string', pattern: '^[A-Z]+$' };
      await server.addProcess({ name: 'Checked', command: '/bin/true', parameters: { properties: { ref } } });
      const client = testClient(server.url, await server.addClient());
      const spids: string[] = [];
      for (let n = 0; n < 20; n += 1) spids.push(await started(client, { name: 'Lives', values: { n } }));
      await until('it is short', async () => (await healthOf(server.url)) !== 'Rota is up');
      assert.match(await healthOf(server.url), /: runs wait and are tried again$/);
      const checked = await client.call('process/start', { name: 'Checked', values: { ref: 'AB' } });
      assert.ok([200, 503].includes(checked.status), JSON.stringify(checked.body));
      robots.letGo();
      await assertAllWell(client, spids);
      await client.final(await started(client, { name: 'Checked', values: { ref: 'AB' } }));
      assert.match(await logOf(server), /a run could not begin: it waits in the queue and is tried again/);
    },
  );
}

test(
  'where a user has no thread left, what needs one is refused with "call again", and the server lives on',
  { skip: skipUnlessRoot },
  async (t) => {
    const { server, limit } = await startAsOwnUser(t);
    const ref = { type: 'string' as const, pattern: '^[A-Z]+$' };
    const client = testClient(server.url, await server.addClient());

    limit(1);
    const definition = { name: 'Checked', command: '/bin/true', parameters: { properties: { ref } } };
    await assert.rejects(server.addProcess(definition), /503.*OUT_OF_MEANS/);
    await assert.rejects(server.console('POST', '/api/backup', {}), /503.*OUT_OF_MEANS/);
    assert.equal(await healthOf(server.url), 'Rota is up');

    limit(1000);
    await server.addProcess(definition);
    // The thread is kept: later checks need no other.
    limit(1);
    const taken = await client.call('process/start', { name: 'Checked', values: { ref: 'AB' } });
    assert.equal(taken.status, 200);
    const refused = await client.call('process/start', { name: 'Checked', values: { ref: 'ab' } });
    assert.equal(refused.status, 400);
    limit(1000);
    assert.equal((await client.final(String(taken.body['robustaSpid'])))['status'], 'SUCCEEDED');
  },
);
