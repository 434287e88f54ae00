import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import type { Run } from '../../contract/run.ts';
import type { ScheduleRow } from '../../contract/schedule.ts';
import { axeViolations, openRotaPage, type RotaPage } from './support/rota-page.ts';
import { ended } from './support/run-seeds.ts';

let rota: RotaPage;
let long: Run;

/** A robot that usually ends at once, and now does not. */
before(async () => {
  rota = await openRotaPage();
  const script = 'if (process.argv[1] === "yes") setInterval(() => {}, 1000)';
  await rota.server.addProcess({
    name: 'Report',
    command: 'node',
    args: ['-e', script, '{{waits}}'],
    parameters: { type: 'object', properties: { waits: { type: 'string', default: 'no' } } },
  });
  const draft = { name: 'Month end', process: 'Report', plan: { kind: 'call', timezone: 'UTC' } };
  const { row } = await rota.server.console<{ row: ScheduleRow }>('POST', '/api/schedules', draft);
  const start = async (values: object) =>
    (await rota.server.console<{ run: Run }>('POST', `/api/schedules/${row.id}/run`, { values })).run;
  for (let times = 0; times < 4; times += 1) await ended(rota.server, (await start({})).id);
  long = await start({ waits: 'yes' });
});
after(() => rota.close());

test('that a run takes longer than usual is seen only by who opens it: the row says so, too, in both languages', async () => {
  for (const [language, said] of [
    ['en', 'longer than usual'],
    ['tr', 'olağandan uzun'],
  ] as const) {
    await rota.set({ language });
    const { page, complaints } = await rota.open('/schedules');
    await page.locator('tbody tr[data-key]', { hasText: 'Month end' }).getByText(said, { exact: true }).waitFor();
    assert.deepEqual(await axeViolations(page), []);
    await page.goto(`${rota.server.url}/#/runs/${long.id}`);
    await page.getByText(new RegExp(`^${said} \\(`)).waitFor();
    assert.deepEqual(complaints, []);
    await page.close();
  }
});
