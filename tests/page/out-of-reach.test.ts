import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import type { Run } from '../../contract/run.ts';
import { startRota, type TestServer } from '../support/server.ts';
import { fillExpression } from './support/form-parts.ts';
import { openRotaPage, type RotaPage } from './support/rota-page.ts';
import { seedSchedules, type Seeds } from './support/schedule-seeds.ts';

let rota: RotaPage;
let seeds: Seeds;

before(async () => {
  rota = await openRotaPage();
  seeds = await seedSchedules(rota.server);
  await rota.server.addProcess({ name: 'Waits', command: 'node', args: ['-e', 'setInterval(() => {}, 1000)'] });
});
/** The server that replaced a killed one. */
let back: TestServer | null = null;
after(async () => {
  await back?.stop({ keepHome: true });
  await rota.close();
});

test('the palette does not start without the values that are needed, and knows processes, too', async () => {
  const { page } = await rota.open('/runs');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('start a process invoice');
  await page.getByRole('option', { name: 'Start a process: Invoice download' }).click();
  await page.getByText('For one run; nothing is scheduled.').waitFor();
  await page.keyboard.press('Control+Enter');
  await page.getByText('Give a value.').first().waitFor();
  await page.getByLabel('Supplier').fill('İpek');
  await page.keyboard.press('Control+Enter');
  await page
    .getByText(/^(Run queued|Running|Run failed): Invoice download/)
    .first()
    .waitFor();
  await page.close();
});

test('a form that is being filled in loses nothing when the server is killed, blames no field, and is saved when it is back', async () => {
  const port = new URL(rota.server.url).port;
  const { page } = await rota.open(`/schedules/${seeds.weekly.id}/edit`);
  await fillExpression(page, '0 0 10 ? * MON-FRI');
  await rota.server.kill();
  await page.getByText(/Can’t reach the scheduler/).waitFor();
  await page.keyboard.press('Control+s');
  const said = page.locator('form [role=alert]');
  await said.getByText('save it when the scheduler is back').waitFor();
  assert.equal(await said.getByRole('button').count(), 0, 'there is no field to go to');
  assert.equal(await page.locator('form [aria-invalid=true]').count(), 0);
  back = await startRota({ home: rota.server.home, env: { ROTA_PORT: port } });
  await said.waitFor({ state: 'detached', timeout: 60_000 });
  assert.equal(await page.inputValue('#quartz'), '0 0 10 ? * MON-FRI');
  await page.keyboard.press('Control+s');
  await page.getByText('Saved: Invoice download').waitFor();
  await page.close();
});

test('a run cannot be cancelled while the server is gone, and its page says why', async () => {
  const port = new URL(rota.server.url).port;
  const server = back ?? rota.server;
  const { run } = await server.console<{ run: Run }>('POST', '/api/processes/Waits/run', { values: {} });
  const { page } = await rota.open(`/runs/${run.id}`);
  const cancel = page.getByRole('button', { name: 'Cancel run' });
  await cancel.waitFor();
  assert.equal(await cancel.isDisabled(), false);
  await server.kill();
  await page.getByText(/Can’t reach the scheduler/).waitFor();
  assert.equal(await cancel.isDisabled(), true);
  assert.match((await cancel.getAttribute('title')) ?? '', /cannot be reached/);
  back = await startRota({ home: server.home, env: { ROTA_PORT: port } });
  await page.getByText(/Can’t reach the scheduler/).waitFor({ state: 'detached', timeout: 60_000 });
  await page.close();
});

test('screens that were never opened can be read while the server is gone, and nothing pretends to work', async () => {
  const port = new URL(rota.server.url).port;
  const { page } = await rota.open('/schedules');
  // Parts are loaded one after the other: when the next one is requested, the dialog has loaded.
  await page.waitForResponse((answer) => /run-with-dialog-.*\.js$/.test(answer.url()));
  await (back ?? rota.server).kill();
  await page.getByText(/Can’t reach the scheduler.*Data as of \d\d:\d\d/).waitFor();
  const run = page.getByRole('button', { name: 'Run now: Invoice download' });
  assert.equal(await run.getAttribute('aria-disabled'), 'true');
  assert.match((await run.getAttribute('aria-description')) ?? '', /cannot be reached/);
  await page.goto(`${rota.server.url}/#/schedules/${seeds.weekly.id}/parameters`);
  await page.locator('[role=dialog] pre').waitFor();
  assert.equal(await page.getByRole('button', { name: 'Start robot now' }).isDisabled(), true);
  back = await startRota({ home: rota.server.home, env: { ROTA_PORT: port } });
  await page.getByText(/Can’t reach the scheduler/).waitFor({ state: 'detached', timeout: 60_000 });
  await page.getByText('live', { exact: true }).waitFor();
  assert.equal(await page.getByRole('button', { name: 'Start robot now' }).isDisabled(), false);
  await page.close();
});
