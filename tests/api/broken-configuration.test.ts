import assert from 'node:assert/strict';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import test from 'node:test';
import type { Notice } from '../../contract/events.ts';
import { toldIn, type Translatable } from '../../contract/translatable.ts';
import type { ScheduleRow } from '../../contract/schedule.ts';
import { startRota, type TestServer } from '../support/server.ts';

const notices = async (server: TestServer) =>
  (await server.console<{ notices: Notice[] }>('GET', '/api/notices')).notices.filter(
    ({ kind }) => kind === 'configuration',
  );

test('a configuration broken while Rota was off is restored from its backup, and a person is told', async () => {
  const first = await startRota();
  await first.addProcess({ name: 'Kept', command: 'true' });
  await first.addProcess({ name: 'Last change', command: 'true' });
  const file = path.join(first.home, 'rota.json');
  await first.stop({ keepHome: true });
  await writeFile(file, '{"version": 1, "worker"');

  const second = await startRota({ home: first.home });
  const { processes } = await second.console<{ processes: { process: { name: string } }[] }>('GET', '/api/processes');
  assert.ok(processes.some(({ process: { name } }) => name === 'Kept'));
  const [notice] = await notices(second);
  assert.equal(notice?.params.what, 'restored');
  assert.match(toldIn(notice?.params.reason as Translatable, {}), /line 1, column/);
  assert.equal(await readFile(notice?.params.file as string, 'utf8'), '{"version": 1, "worker"');
  assert.ok((await readdir(first.home)).some((name) => name.startsWith('rota.json.broken-')));
  await second.stop();
});

test('a hand edit that cannot be read is answered with the place; what runs goes on; mended, it is taken', async () => {
  const server = await startRota();
  const file = path.join(server.home, 'rota.json');
  const good = await readFile(file, 'utf8');
  await writeFile(file, good.replace('"version"', 'version'));
  await assert.rejects(server.addProcess({ name: 'X', command: 'true' }), /503.*edited by hand.*line 2, column 3/s);
  assert.equal((await notices(server))[0]?.params.what, 'edit-refused');
  assert.match(await readFile(file, 'utf8'), /\{\s+version/);
  await writeFile(file, good);
  await server.addProcess({ name: 'X', command: 'true' });
  assert.deepEqual(await notices(server), []);
  await server.stop();
});

test('a lost key: a stored secret is refused by name, and can be entered again', async () => {
  const first = await startRota();
  const parameters = { properties: { password: { type: 'string', writeOnly: true } }, required: ['password'] };
  await first.addProcess({ name: 'P', command: 'true', parameters });
  const draft = { name: 'S', process: 'P', plan: { kind: 'call', timezone: 'UTC' }, values: { password: 'hunter2' } };
  const { row } = await first.console<{ row: ScheduleRow }>('POST', '/api/schedules', draft);
  await first.stop({ keepHome: true });
  await rm(path.join(first.home, 'secret.key'));

  const second = await startRota({ home: first.home });
  const run = () => second.console('POST', `/api/schedules/${row.id}/run`, {});
  await assert.rejects(run(), /values\.password: its stored secret cannot be opened.*enter it again/);
  const fresh = { ...draft, values: { password: 'entered again' } };
  await second.console('PUT', `/api/schedules/${row.id}`, { version: row.version, draft: fresh });
  await run();
  await second.stop();
});
