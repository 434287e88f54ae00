import assert from 'node:assert/strict';
import { rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import test from 'node:test';
import type { Announcement, Notice } from '../../contract/events.ts';
import type { ScheduleRow } from '../../contract/schedule.ts';
import { otherZones } from '../support/zone-files.ts';
import { announcementsOf, bearer, runIn, runOf, startFleet, workerOf } from '../support/fleet.ts';
import { skipUnlessPostgres, startPostgres } from '../support/postgres.ts';
import type { TestClient, TestServer } from '../support/server.ts';
import { until } from '../support/until.ts';
import { temporaryFolder } from '../store/fixture.ts';

const skip = skipUnlessPostgres;
const server = skip === false ? await startPostgres() : null;

/** Ends when a file is there; asked to stop it does so, or with "stubborn" only says that it was asked. */
const robot = `
  const { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } = require('node:fs');
  const [file, how] = process.argv.slice(1);
  console.log('begun');
  if (process.env.ROTA_ATTEMPT === '2') { console.log('done elsewhere'); process.exit(0); }
  process.on('SIGTERM', () => { console.log('was asked'); if (how !== 'stubborn') process.exit(3); });
  process.stdout.write('::progress value=40::half way\\n');
  setInterval(() => {
    if (existsSync(file + '.say')) { console.log(readFileSync(file + '.say', 'utf8')); rmSync(file + '.say'); }
    if (!existsSync(file)) return;
    mkdirSync(process.env.ROTA_RUN_DIR + '/artifacts/in', { recursive: true });
    writeFileSync(process.env.ROTA_RUN_DIR + '/artifacts/in/small.txt', 'left by the robot');
    writeFileSync(process.env.ROTA_RUN_DIR + '/artifacts/large.bin', Buffer.alloc(3_000_000, 7));
    console.log('the last line');
    process.exit(0);
  }, 20);
`;

const linesOf = async (node: TestServer, id: string): Promise<string[]> =>
  (await node.console<{ lines: { text: string }[] }>('GET', `/api/runs/${id}/log?limit=1000`)).lines.map(
    ({ text }) => text,
  );

/** Has the robot print a text; it never sees half of it. */
async function say(file: string, text: string): Promise<void> {
  await writeFile(`${file}.new`, text);
  await rename(`${file}.new`, `${file}.say`);
}

async function readFileOf(node: TestServer, to: string, client?: TestClient): Promise<Buffer> {
  const basic = client && `Basic ${Buffer.from(`${client.user}:${client.password}`).toString('base64')}`;
  const headers = basic === undefined ? await bearer(node) : { authorization: basic };
  const answer = await fetch(`${node.url}${to}`, { headers });
  assert.equal(answer.status, 200, to);
  return Buffer.from(await answer.arrayBuffer());
}

interface Fleet {
  readonly nodes: readonly TestServer[];
  readonly folder: string;
  /** Starts a robot by way of the first computer, which is full: another one runs it. */
  readonly begin: (
    how?: string,
  ) => Promise<{ spid: string; client: TestClient; runsOn: TestServer; file: string; end: () => Promise<void> }>;
}

async function fleet(t: test.TestContext, count: number): Promise<Fleet> {
  const url = await server!.newDatabase();
  const nodes = await startFleet(
    t,
    Array.from({ length: count }, () => url),
  );
  const folder = await temporaryFolder(t);
  const [first] = nodes;
  await first!.addProcess({
    name: 'Robot',
    command: process.execPath,
    args: ['-e', robot, '{{file}}', '{{how}}'],
    graceSeconds: 60,
    parameters: { type: 'object', properties: { file: { type: 'string' }, how: { type: 'string' } } },
  });
  const client = await first!.addClient();
  let begun = 0;
  const start = async (how: string) => {
    const file = path.join(folder, `end-${(begun += 1)}`);
    const spid = await client.start({ name: 'Robot', values: { file, how }, retryCount: 1, retryDelaySeconds: 1 });
    const { id, worker } = await runIn(first!, spid, 'running');
    const workers = await Promise.all(nodes.map(workerOf));
    const runsOn = nodes[workers.indexOf(worker)]!;
    await until('it has begun', async () => (await linesOf(runsOn, id)).includes('begun'));
    return { spid, client, runsOn, file, end: () => writeFile(file, '') };
  };
  await first!.console('PATCH', '/api/settings', { runsAtOnce: 1 });
  const filler = await start('filler');
  assert.equal(filler.runsOn, first);
  return {
    nodes,
    folder,
    async begin(how = '') {
      const one = await start(how);
      assert.notEqual(one.runsOn, first, 'another computer runs it');
      return one;
    },
  };
}

test(
  'a call that waits for a run on another computer hears of its end only when its time is over',
  { skip },
  async (t) => {
    const { begin } = await fleet(t, 2);
    const { spid, client, end } = await begin();
    const waiting = client.call(`process/status/${spid}?wait=60`);
    await end();
    const { body } = await waiting;
    assert.equal(body['status'], 'SUCCEEDED');
  },
);

test('a page does not see what other computers run, pause, move or tell', { skip }, async (t) => {
  const { nodes, begin } = await fleet(t, 2);
  const heard = await announcementsOf(t, nodes[0]!);
  const { spid, runsOn, end } = await begin();
  await end();
  await runIn(runsOn, spid, 'ended');
  const states = () => heard.flatMap((one) => (one.type === 'run' && one.run.scheduleId === spid ? [one.run] : []));
  await until('its end is announced here', () => states().some(({ status }) => status === 'ended'));
  assert.equal(states().find(({ status }) => status === 'running')?.worker, await workerOf(runsOn));
  await runsOn.console('POST', '/api/pause', { until: null });
  const isPaused = (one: (typeof heard)[number]) => one.type === 'worker' && one.worker.state === 'paused';
  await until('the pause is announced here', () => heard.some(isPaused));
  await runsOn.console('POST', '/api/resume', {});
  await until(
    'its end, too',
    () =>
      heard.findLastIndex((one) => one.type === 'worker' && one.worker.state !== 'paused') >
      heard.findLastIndex(isPaused),
  );
  await zonesAreFollowed(nodes[0]!, runsOn, heard);
});

/** Newer zone data on one computer moves next runs for all, and its notice is told to all and dismissed for all. */
async function zonesAreFollowed(here: TestServer, there: TestServer, heard: readonly Announcement[]): Promise<void> {
  const plan = {
    ...{ kind: 'cron', quartz: '0 0 9 * * ?', timezone: 'America/Winnipeg', start: null, end: null },
    clockChange: 'as-quartz',
  };
  const draft = {
    ...{ name: 'Mornings', process: 'Robot', worker: null, values: { file: 'none', how: '' }, plan, options: {} },
    ...{ runImmediately: false, isFavourite: false },
  };
  const { row } = await here.console<{ row: ScheduleRow }>('POST', '/api/schedules', draft);
  await writeFile(path.join(there.home, 'zones.json'), otherZones('2099a', { 'America/Winnipeg': '1' }));
  await there.console('POST', '/api/zones');
  const isMoved = (one: Announcement) => one.type === 'schedule' && one.row?.id === row.id && one.row.due !== row.due;
  await until('the moved run is announced here', () => heard.some(isMoved));
  const notices = async (node: TestServer) =>
    (await node.console<{ notices: Notice[] }>('GET', '/api/notices')).notices.filter(({ kind }) => kind === 'zones');
  const notice = await until('the notice is announced here', () =>
    heard.find((one) => one.type === 'notice' && one.notice.kind === 'zones'),
  );
  assert.deepEqual(await notices(here), notice.type === 'notice' ? [notice.notice] : []);
  await here.console('DELETE', `/api/notices/${(await notices(here))[0]!.id}`);
  assert.deepEqual(await notices(there), []);
}

test('a cancel, or a second one, does not reach the computer that runs it', { skip }, async (t) => {
  const { nodes, begin } = await fleet(t, 3);
  const { spid, runsOn, client } = await begin('stubborn');
  const run = await runIn(nodes[0]!, spid, 'running');
  const elsewhere = nodes.filter((one) => one !== runsOn);
  await elsewhere[0]!.console('POST', `/api/runs/${run.id}/cancel`, {});
  await until('its child is asked', async () => (await linesOf(runsOn, run.id)).includes('was asked'));
  assert.equal((await runIn(elsewhere[1]!, spid, 'cancelling')).id, run.id);
  // Its grace time is a minute: only force ends it before.
  await elsewhere[1]!.console('POST', `/api/runs/${run.id}/cancel`, { force: true });
  assert.equal((await client.final(spid))['status'], 'CANCELLED');
  const { outcome } = await runIn(nodes[0]!, spid, 'ended');
  assert.equal(outcome, 'cancelled');
});

test('the log of a run on another computer comes late, cut, or not at all', { skip }, async (t) => {
  const { nodes, begin } = await fleet(t, 3);
  const { spid, runsOn, client, file, end } = await begin();
  const [watching] = nodes.filter((one) => one !== runsOn);
  const { id } = await runIn(watching!, spid, 'running');
  const heard = await announcementsOf(t, watching!);
  await watching!.console('POST', `/api/runs/${id}/watch`, {});
  await say(file, 'said while it runs \u0000 ş');
  const isSaid = (one: (typeof heard)[number]) =>
    one.type === 'log' && one.runId === id && one.lines.some(({ text }) => text === 'said while it runs \u0000 ş');
  await until('it is announced to a page of another computer', () => heard.some(isSaid));
  assert.deepEqual(await linesOf(watching!, id), await linesOf(runsOn, id));
  await until('its progress is known', async () => (await runOf(watching!, spid))?.progress?.text === 'half way');
  // More than is passed on at once.
  await say(
    file,
    Array.from({ length: 30_000 }, (_, at) => `line ${at} of a long log, which goes on and on`).join('\n'),
  );
  const isLast = (one: (typeof heard)[number]) =>
    one.type === 'log' && one.runId === id && one.lines.some(({ text }) => text.startsWith('line 29999 '));
  await until('its end is announced', () => heard.some(isLast));
  await end();
  assert.equal((await client.final(spid))['status'], 'SUCCEEDED');
  for (const node of nodes) {
    const text = (await readFileOf(node, `/api/runs/${id}/log.txt`)).toString();
    assert.equal(text.split('\n').filter((line) => / info line \d+ of/.test(line)).length, 30_000);
    assert.match(text, /info the last line\n/);
    assert.match(text, /ended with 0|exit code 0|ended/);
    assert.equal(text, (await readFileOf(runsOn, `/api/runs/${id}/log.txt`)).toString());
  }
  const log = await client.call(`process/log/${spid}?tail=5`);
  assert.ok(JSON.stringify(log.body).includes('the last line'));
});

test('files that a run left on another computer are not listed, or are other files', { skip }, async (t) => {
  const { nodes, begin } = await fleet(t, 2);
  await nodes[1]!.console('PATCH', '/api/settings', { sharing: { megabytes: 1, days: 30 } });
  const { spid, client, end, runsOn } = await begin();
  await end();
  await client.final(spid);
  const { id } = await runIn(nodes[0]!, spid, 'ended');
  type Detail = { run: { artifacts: { name: string; bytes: number }[] } };
  const files = await until('they are told', async () => {
    const { run } = await nodes[0]!.console<Detail>('GET', `/api/runs/${id}`);
    return run.artifacts.length === 2 ? run.artifacts : null;
  });
  assert.deepEqual(files.map(({ name, bytes }) => [name, bytes]).toSorted(), [
    ['in/small.txt', 17],
    ['large.bin', 3_000_000],
  ]);
  const small = await client.call(`process/files/${spid}`);
  const [listed] = (small.body['files'] as { name: string; path: string }[]).filter(
    ({ name }) => name === 'in/small.txt',
  );
  assert.equal((await readFileOf(nodes[0]!, listed!.path, client)).toString(), 'left by the robot');
  const { worker } = await runsOn.console<{ worker: { name: string } }>('GET', '/api/worker');
  const refused = await fetch(`${nodes[0]!.url}/api/runs/${id}/artifacts/large.bin`, {
    headers: await bearer(nodes[0]!),
  });
  const { message } = (await refused.json()) as { message: string };
  assert.equal(refused.status, 404);
  assert.ok(message.includes(`lies on ${worker.name} alone`), message);
});

test('a file that is a value does not reach the computer that runs', { skip }, async (t) => {
  const { nodes, begin } = await fleet(t, 2);
  const [first] = nodes;
  const { client } = await begin();
  await first!.addProcess({
    name: 'Reader',
    command: process.execPath,
    args: ['-e', 'console.log(require("node:fs").readFileSync(process.env.INPUT_FILE).length)'],
    parameters: { type: 'object', properties: { file: { type: 'string', format: 'binary' } } },
  });
  const content = Buffer.alloc(200_000, 'çok').toString('base64');
  const spid = await client.start({ name: 'Reader', values: { file: { name: 'in.txt', content } } });
  assert.equal((await client.final(spid))['status'], 'SUCCEEDED');
  const run = await runOf(first!, spid);
  assert.notEqual(run!.worker, await workerOf(first!));
  assert.ok((await linesOf(first!, run!.id)).includes('200000'));
});

test('a computer that is killed takes its run with it, or what others have seen of its log', { skip }, async (t) => {
  const { nodes, begin } = await fleet(t, 3);
  const { spid, runsOn, client, file } = await begin();
  const [called] = nodes;
  const watching = nodes.find((one) => one !== called && one !== runsOn)!;
  const { id } = await runIn(watching, spid, 'running');
  const lines = () => linesOf(watching, id);
  await say(file, 'before the end');
  await until('its log is seen on a third computer', async () => (await lines()).includes('before the end'));
  await runsOn.kill();
  assert.equal((await client.final(spid))['status'], 'SUCCEEDED');
  const run = await runIn(watching, spid, 'ended');
  assert.deepEqual([run.id, run.outcome, run.attempt], [id, 'succeeded', 2]);
  assert.ok((await lines()).includes('done elsewhere'));
  const first = await watching.console<{ lines: { text: string }[] }>(
    'GET',
    `/api/runs/${id}/log?limit=1000&attempt=1`,
  );
  assert.ok(first.lines.some(({ text }) => text === 'before the end'));
});
