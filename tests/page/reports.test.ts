import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { streams } from '../../contract/api.ts';
import type { Report } from '../../contract/report.ts';
import type { Run } from '../../contract/run.ts';
import { testEachLook } from './support/each-look.ts';
import { openRotaPage, type RotaPage } from './support/rota-page.ts';
import { ended } from './support/run-seeds.ts';

let rota: RotaPage;

const program = (code: string) => ({ command: process.execPath, args: ['-e', code] });

before(async () => {
  rota = await openRotaPage();
  await rota.set({ language: 'en', theme: 'light' });
  await rota.server.addProcess({ name: 'Works', title: '=1+1 works', ...program('0') });
  await rota.server.addProcess({ name: 'Breaks', title: 'Döviz kurları', ...program('process.exit(3)') });
  for (const name of ['Works', 'Works', 'Breaks']) {
    const { run } = await rota.server.console<{ run: Run }>('POST', `/api/processes/${name}/run`, { values: {} });
    await ended(rota.server, run.id);
  }
});
after(() => rota.close());

testEachLook(
  [
    { name: 'the report of a month', place: () => '/reports' },
    { name: 'the report of a span in which nothing ran', place: () => '/reports?from=2020-01-01&to=2020-01-31' },
    { name: 'a report that cannot be', place: () => '/reports?from=2020-01-01' },
    { name: 'the daily backups', place: () => '/settings/data' },
  ],
  () => rota,
);

test('the table of a report does not open rightly in a Turkish spreadsheet, or runs a formula', async () => {
  const { totals } = await rota.server.console<Report>('GET', '/api/report');
  assert.deepEqual([totals.ran, totals.succeeded, totals.failed], [3, 2, 1]);
  const { page } = await rota.open('/reports');
  const table = async (query: string) => {
    const answer = await page.evaluate(async (place) => {
      const got = await fetch(place);
      const bytes = [...new Uint8Array(await got.arrayBuffer())];
      return { status: got.status, headers: Object.fromEntries(got.headers.entries()), bytes };
    }, `${streams.reportTable.path}${query}`);
    return { ...answer, text: Buffer.from(answer.bytes).toString('utf8') };
  };
  const { status, headers, bytes, text } = await table('?language=tr&separator=semicolon');
  assert.equal(status, 200);
  assert.match(headers['content-type'] ?? '', /^text\/csv; charset=utf-8/i);
  assert.match(headers['content-disposition'] ?? '', /filename="?report-\d{4}-\d\d\.csv"?$/);
  assert.deepEqual(bytes.slice(0, 3), [0xef, 0xbb, 0xbf]);
  const lines = text.slice(1).split('\r\n');
  assert.match(lines[0]!, /^Konu;Ad;Ait olduğu;Çalışan;Başarılı;Başarı \(%\);/);
  assert.match(lines[1]!, /^Toplam;[^;]+;[^;]+;3;2;66,7;1;/);
  assert.ok(
    lines.some((line) => line.startsWith("Süreç;'=1+1 works;Works;2;2;100;0;")),
    text,
  );
  assert.ok(
    lines.some((line) => line.startsWith('Süreç;Döviz kurları;Breaks;1;0;0;1;')),
    text,
  );
  assert.match((await table('?separator=comma')).text, /\r\nTotal,[^,]+,[^,]+,3,2,66\.7,1,/);
  assert.equal((await table('?month=2026-13')).status, 400);
  assert.equal((await table('?from=2026-01-01')).status, 400);
  await page.close();
});
