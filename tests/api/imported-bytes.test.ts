import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import iconv from 'iconv-lite';
import type { ImportAnswer } from '../../contract/upkeep.ts';
import { startRota, type TestServer } from '../support/server.ts';

let server: TestServer;
before(async () => {
  server = await startRota();
});
after(() => server.stop());

const bytesOf = (text: string, encoding: string) => iconv.encode(text, encoding, { addBOM: true }).toString('base64');
const take = (body: object) => server.console<ImportAnswer>('POST', '/api/import', { isDryRun: true, ...body });
const names = ({ changes }: ImportAnswer) => changes.map(({ kind, name, change }) => `${change} ${kind} ${name}`);

test('every document may come as bytes, in the encoding that they tell', async () => {
  const crontab = '# Günlük iş\n0 9 * * * /opt/ürün.sh\n';
  const expected = ['add process ürün', 'add schedule Günlük iş'];
  for (const encoding of ['utf-8', 'utf-16le', 'utf-16be'])
    assert.deepEqual(names(await take({ kind: 'crontab', bytes: bytesOf(crontab, encoding) })), expected, encoding);
  const ansi = { kind: 'crontab', bytes: bytesOf(crontab, 'windows-1254') };
  await assert.rejects(take(ansi), /line 1, column 4: the bytes there are not utf-8/);
  assert.deepEqual(names(await take({ ...ansi, encoding: 'windows-1254' })), expected);
  const document = { rota: 1, processes: [{ name: 'Ürün', command: 'x' }] };
  const rota = { kind: 'rota', bytes: bytesOf(JSON.stringify(document), 'utf-16le') };
  assert.deepEqual(names(await take(rota)), ['add process Ürün']);
  await assert.rejects(take({ kind: 'crontab', document: 'x', bytes: '' }), /either the text or the bytes/);
});

test('a sign that was lost on the way here refuses the document with its place', async () => {
  await assert.rejects(
    take({ kind: 'crontab', document: '0 9 * * * /a\n0 9 * * * /opt/\uFFFDr\n' }),
    /line 2, column 16/,
  );
  await assert.rejects(take({ kind: 'windows-task', document: '<Task>\uFFFD</Task>' }), /line 1, column 7/);
  const lost = { rota: 1, processes: [{ name: 'A', command: 'C:\\\uFFFD' }] };
  await assert.rejects(take({ kind: 'rota', document: lost }), /processes\.0\.command/);
  const put = { process: { name: 'A', command: 'C:\\lab\\\uFFFDr\uFFFDn' } };
  await assert.rejects(server.console('PUT', '/api/processes/A', put), /command.*sign at 8/);
  await assert.rejects(
    server.console('POST', '/api/calendars/Lab/import', { ics: 'BEGIN:VCALENDAR\r\nX:\uFFFD' }),
    /line 2/,
  );
});

test('what an import asks is in its answer, and so is what is worth knowing of the whole', async () => {
  const document = 'MAILTO=ops@lab\n*/5 * * * * mia /usr/bin/sync-mail\n';
  const asked = await take({ kind: 'crontab', document });
  assert.deepEqual(asked.questions, ['columns']);
  assert.match(asked.remarks[0]?.text ?? '', /Rota sends no mail to ops@lab/);
  const taken = await take({ kind: 'crontab', document, columns: 'system' });
  assert.deepEqual(
    [taken.questions, names(taken)],
    [[], ['add process sync-mail', 'add schedule sync-mail (*/5 * * * *)']],
  );
});
