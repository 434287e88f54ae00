import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import path from 'node:path';
import { after, before, test } from 'node:test';
import type { MarkAnswer, SavedView } from '../../contract/order.ts';
import type { RpaProcess } from '../../contract/process.ts';
import type { Run } from '../../contract/run.ts';
import type { ScheduleRow } from '../../contract/schedule.ts';
import type { ExportDocument, ImportAnswer } from '../../contract/upkeep.ts';
import { startRota, type TestServer } from '../support/server.ts';
import { until } from '../support/until.ts';

// Order among many robots: tags, folders, what a search understands, several changes at once, and saved views.

const main = path.join(import.meta.dirname, '../../server/cli/rota.ts');
let rota: TestServer;
const ids = new Map<string, string>();

before(async () => {
  rota = await startRota();
  const node = (code: string) => ({ command: process.execPath, args: ['-e', code] });
  await rota.addProcess({ name: 'Load', title: 'Invoice load', tags: ['Bank'], folder: 'Finance', ...node('') });
  await rota.addProcess({ name: 'Fail', ...node('process.exit(3)') });
  const add = async (name: string, of: string, options: object) => {
    const body = { name, process: of, plan: { kind: 'call', timezone: 'UTC' }, options };
    ids.set(name, (await rota.console<{ row: ScheduleRow }>('POST', '/api/schedules', body)).row.id);
  };
  await add('Plain', 'Load', {});
  await add('Own tag', 'Load', { tags: ['Şube', 'test'] });
  await add('Elsewhere', 'Load', { folder: 'Tests/ Bank ' });
  await add('Bad', 'Fail', { tags: ['test'] });
  for (const name of ['Plain', 'Own tag', 'Elsewhere', 'Bad'])
    await rota.console('POST', `/api/schedules/${ids.get(name)}/run`, {});
  const active = () => rota.console<{ runs: Run[] }>('GET', '/api/runs?limit=10');
  await until('all have ended', async () => (await active()).runs.every(({ status }) => status === 'ended'));
});
after(() => rota.stop());

const rows = async (q: string) =>
  (await rota.console<{ rows: ScheduleRow[] }>('GET', `/api/schedules?q=${encodeURIComponent(q)}`)).rows;
const names = async (q: string) =>
  (await rows(q))
    .map(({ name }) => name)
    .filter((name) => ids.has(name))
    .sort();
const runsOf = async (q: string) =>
  (await rota.console<{ runs: Run[] }>('GET', `/api/runs?q=${encodeURIComponent(q)}`)).runs
    .map(({ scheduleName }) => scheduleName)
    .filter((name) => ids.has(name))
    .sort();

test('schedules are not found by their tags, folders, states and processes', async () => {
  assert.deepEqual(await names('tag:bank'), ['Elsewhere', 'Own tag', 'Plain']);
  assert.deepEqual(await names('etiket:SUBE'), ['Own tag']);
  assert.deepEqual(await names('tag:test -tag:bank'), ['Bad']);
  assert.deepEqual(await names('folder:finance'), ['Own tag', 'Plain']);
  assert.deepEqual(await names('klasör:"Tests/Bank"'), ['Elsewhere']);
  assert.deepEqual(await names('folder:""'), ['Bad']);
  assert.deepEqual(await names('state:failed'), ['Bad']);
  assert.deepEqual(await names('process:"invoice load" own'), ['Own tag']);
  assert.deepEqual(await names('tag:bank -own since:today'), ['Elsewhere', 'Plain']);
  assert.deepEqual(
    (await rows('folder:tests'))[0]?.options.folder,
    'Tests/Bank',
    'a path is stored without its blanks',
  );
});

test('runs do not have the tags and the folder of their schedule and their process', async () => {
  assert.deepEqual(await runsOf('tag:bank'), ['Elsewhere', 'Own tag', 'Plain']);
  assert.deepEqual(await runsOf('tag:test'), ['Bad', 'Own tag']);
  assert.deepEqual(await runsOf('-tag:test'), ['Elsewhere', 'Plain']);
  assert.deepEqual(await runsOf('folder:Finance'), ['Own tag', 'Plain'], 'one that was put elsewhere is not there');
  assert.deepEqual(await runsOf('folder:Tests'), ['Elsewhere']);
  assert.deepEqual(await runsOf('folder:Tests folder:Finance -state:failed'), ['Elsewhere', 'Own tag', 'Plain']);
  assert.deepEqual(await runsOf('durum:başarısız'), ['Bad']);
  assert.deepEqual(await runsOf('schedule:plain state:succeeded since:24h'), ['Plain']);
  assert.deepEqual(await runsOf('tag:nothing'), []);
  assert.deepEqual(await runsOf('tag:test own'), ['Own tag']);
});

test('a start by API loses its tags and its folder, or a wrong one is taken', async () => {
  const client = await rota.addClient({ name: 'ERP' });
  const start = (body: object) => client.call('process/start', { name: 'Load', values: {}, ...body });
  const { body } = await start({ quartzDef: '0 0 3 1 1 ?', tags: ['Bank', 'bank', 'call'], folder: ' ERP / Nightly' });
  const spid = String(body['robustaSpid']);
  const { row } = await rota.console<{ row: ScheduleRow }>('GET', `/api/schedules/${spid}`);
  assert.deepEqual([row.options.tags, row.options.folder], [['Bank', 'call'], 'ERP/Nightly']);
  assert.deepEqual(
    (await rows('client:erp tag:call')).map(({ id }) => id),
    [spid],
  );
  const now = await start({ runImmediately: 'Y', tags: 'once, quick' });
  const started = String(now.body['robustaSpid']);
  const found = await rota.console<{ runs: Run[] }>('GET', '/api/runs?q=tag:quick');
  assert.deepEqual(
    found.runs.map(({ scheduleId }) => scheduleId),
    [started],
    'also one that is on no list',
  );
  const wrong = await start({ tags: ['a:b'], folder: 'C:\\x' });
  assert.equal(wrong.status, 400);
  assert.match(JSON.stringify(wrong.body), /tags: 'a:b' is not a tag.*folder: .* is not a folder/);
  await rota.console('DELETE', `/api/schedules/${spid}`);
});

test('several are not marked at once, or one that is refused keeps the others', async () => {
  const [plain, bad] = [ids.get('Plain')!, ids.get('Bad')!];
  const mark = (body: object) => rota.console<MarkAnswer>('POST', '/api/marks', body);
  const change = { add: ['new', 'New'], remove: ['TEST'], folder: 'A/B' };
  const answer = await mark({
    schedules: [
      { id: plain, ...change },
      { id: 'gone', ...change },
      { id: bad, ...change },
    ],
    processes: [
      { name: 'Fail', add: ['p'] },
      { name: 'No such', add: ['p'] },
    ],
  });
  assert.deepEqual(
    answer.rows.map(({ name, options: { tags, folder } }) => [name, tags, folder]),
    [
      ['Plain', ['new'], 'A/B'],
      ['Bad', ['new'], 'A/B'],
    ],
  );
  assert.deepEqual(
    answer.refused.map(({ what }) => what),
    ['gone', 'No such'],
  );
  assert.match(answer.refused[0]!.message, /There is no schedule "gone"/);
  assert.deepEqual(await names('tag:p'), ['Bad'], 'what the process has, its schedule has');
  const many = Array.from({ length: 20 }, (_, index) => `t${index}`);
  const { refused } = await mark({ schedules: [{ id: bad, add: many }] });
  assert.match(refused[0]!.message, /would have 21 tags/);
  await mark({
    schedules: [
      { id: plain, add: [], remove: ['new'], folder: '' },
      { id: bad, add: ['test'], remove: ['new'], folder: '' },
    ],
    processes: [{ name: 'Fail', remove: ['P'] }],
  });
  assert.deepEqual(await names('tag:test'), ['Bad', 'Own tag']);
  const { row } = await rota.console<{ row: ScheduleRow }>('GET', `/api/schedules/${plain}`);
  assert.ok(!('tags' in row.options) && !('folder' in row.options), 'nothing is left of what is nothing');
});

test('a view is not there for others, or two have one name', async () => {
  const put = (id: string, view: object) =>
    rota.console<{ view: SavedView }>('PUT', `/api/views/${id}`, {
      screen: 'schedules',
      search: 'q=tag%3Abank',
      ...view,
    });
  const all = async () => (await rota.console<{ views: SavedView[] }>('GET', '/api/views')).views;
  await put('one', { name: 'Bank', isDefault: true });
  await put('two', { name: 'Banka', isDefault: true, onlyMine: true });
  await assert.rejects(put('three', { name: 'BANK' }), /there is a view \\"Bank\\" already/);
  await put('four', { name: 'Bank', screen: 'runs' });
  await put('five', { name: 'Other', isDefault: true });
  assert.deepEqual(
    (await all()).map(({ id, isMine, isDefault }) => [id, isMine, isDefault]),
    [
      ['one', false, false],
      ['four', false, false],
      ['two', true, true],
      ['five', false, true],
    ],
  );
  await rota.console('DELETE', '/api/views/four');
  await assert.rejects(rota.console('DELETE', '/api/views/four'), /There is no view \\"four\\"/);
});

test('tags, folders and views are lost when the server is killed', async () => {
  const { home } = rota;
  await rota.console('POST', '/api/marks', {
    schedules: [{ id: ids.get('Plain'), add: ['kept'] }],
    processes: [{ name: 'Fail', folder: 'Kept' }],
  });
  await rota.kill();
  rota = await startRota({ home });
  assert.deepEqual(await names('tag:kept'), ['Plain']);
  assert.deepEqual(await names('folder:kept'), ['Bad']);
  assert.equal((await rota.console<{ views: SavedView[] }>('GET', '/api/views')).views.length, 3);
});

test('an export loses tags and folders, or a Windows task its folder', async () => {
  const document = await rota.console<ExportDocument>('GET', '/api/export');
  const own = document.processes.find(({ name }) => name === 'Load') as RpaProcess;
  assert.deepEqual([own.tags, own.folder], [['Bank'], 'Finance']);
  const draft = document.schedules.find((one) => one.id === ids.get('Own tag'))?.draft as {
    options: { tags: string[] };
  };
  assert.deepEqual(draft.options.tags, ['Şube', 'test']);
  const task = String.raw`<Task><RegistrationInfo><URI>\Finance\Month end\Close</URI></RegistrationInfo>
    <Triggers><TimeTrigger><StartBoundary>2030-01-01T08:00:00</StartBoundary></TimeTrigger></Triggers>
    <Actions><Exec><Command>close.exe</Command></Exec></Actions></Task>`;
  await rota.console<ImportAnswer>('POST', '/api/import', { kind: 'windows-task', document: task, isDryRun: false });
  const [close] = await rows('folder:"finance/month end"');
  assert.equal(close?.name, 'Close');
});

test('the command line does not find by tag and folder, or takes a search that is none', async () => {
  const run = (...words: string[]) =>
    new Promise<{ code: number; out: string; problem: string }>((resolve) =>
      execFile(
        process.execPath,
        [main, ...words],
        { env: { ...process.env, NODE_TEST_CONTEXT: '', ROTA_HOME: rota.home, ROTA_PORT: '0' } },
        (error, out, problem) => resolve({ code: Number(error?.code ?? 0), out, problem }),
      ),
    );
  const found = async (...words: string[]) =>
    (JSON.parse((await run(...words, '--json')).out) as { name?: string; scheduleName?: string }[])
      .map(({ name, scheduleName }) => name ?? scheduleName)
      .sort();
  assert.deepEqual(await found('schedules', '--tag', 'bank', '--tag', 'test', '--folder', 'Finance'), ['Own tag']);
  assert.deepEqual(await found('schedules', '--search', 'state:failed -tag:bank'), ['Bad']);
  assert.deepEqual(await found('runs', '--tag', 'Şube'), ['Own tag']);
  const wrong = await run('schedules', '--search', 'state:faild');
  assert.equal(wrong.code, 2);
  assert.match(wrong.problem, /--search: "faild" is no state\. Did you mean "failed"/);
  const words = ['--process', 'Load', '--on-file', rota.home, '--tag', 'files', '--folder', 'Inbox', '--json'];
  const { id } = JSON.parse((await run('schedule', 'add', ...words)).out) as { id: string };
  const { row } = await rota.console<{ row: ScheduleRow }>('GET', `/api/schedules/${id}`);
  assert.deepEqual([row.options.tags, row.options.folder], [['files'], 'Inbox']);
});
