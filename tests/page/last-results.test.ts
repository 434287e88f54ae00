import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import type { Run } from '../../contract/run.ts';
import type { ScheduleRow } from '../../contract/schedule.ts';
import { until } from '../support/until.ts';
import { openRotaPage, type RotaPage } from './support/rota-page.ts';

let rota: RotaPage;
before(async () => {
  rota = await openRotaPage();
  await rota.server.addProcess({ name: 'Monthly', command: 'node', args: ['-e', ''] });
});
after(() => rota.close());

test('a schedule that ran is said to have no runs, because other schedules ran a thousand times since', async () => {
  const { server } = rota;
  const body = { process: 'Monthly', plan: { kind: 'call', timezone: 'UTC' } };
  const { row } = await server.console<{ row: ScheduleRow }>('POST', '/api/schedules', body);
  const { run } = await server.console<{ run: Run }>('POST', `/api/schedules/${row.id}/run`, {});
  await until('the run has ended', async () => {
    const now = await server.console<{ run: Run }>('GET', `/api/runs/${run.id}`);
    return now.run.status === 'ended';
  });
  const { page, complaints } = await rota.open('/schedules');
  // What the page gets where a thousand younger runs are of others.
  await page.route('**/api/runs?limit=1000*', (route) => route.fulfill({ json: { runs: [], next: null } }));
  await page.getByRole('button', { name: 'Show the last 10 results' }).click();
  const cells = page.locator(`tbody tr[data-key="${row.id}"]`);
  await cells.getByRole('img', { name: '1 of the last 1 succeeded: Succeeded' }).waitFor();
  assert.equal(await cells.getByText('No runs yet').count(), 0);
  assert.deepEqual(complaints, []);
  await page.close();
});
