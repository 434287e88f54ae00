import assert from 'node:assert/strict';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import test from 'node:test';
import type { Notice } from '../../contract/events.ts';
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
  assert.match(String(notice?.params.reason), /line 1, column/);
  assert.equal(await readFile(String(notice?.params.file), 'utf8'), '{"version": 1, "worker"');
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
