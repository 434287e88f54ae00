import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { openRotaPage, type RotaPage } from './support/rota-page.ts';
import { ended } from './support/run-seeds.ts';
import { seedSchedules } from './support/schedule-seeds.ts';

let rota: RotaPage;

before(async () => {
  rota = await openRotaPage();
  const { failing } = await seedSchedules(rota.server);
  const { run } = await rota.server.console<{ run: { id: string } }>('POST', `/api/schedules/${failing.id}/run`, {});
  await ended(rota.server, run.id);
  // From now on none of its programs can be started.
  const { processes } = await rota.server.console<{ processes: { process: { name: string } }[] }>(
    'GET',
    '/api/processes',
  );
  const found = processes.find(({ process }) => process.name === 'InvoiceDownload');
  assert.ok(found);
  await rota.server.console('PUT', '/api/processes/InvoiceDownload', { process: { ...found.process, enabled: false } });
});
after(() => rota.close());

test('a refusal away from the row is not a riddle: the palette says what could not be done, and to what', async () => {
  const { page } = await rota.open('/processes');
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill('run now SAP close');
  await page.getByRole('option', { name: 'Run now: SAP close' }).click();
  await page
    .getByRole('alert')
    .getByText(/^Couldn’t run “SAP close”: .*InvoiceDownload.* is disabled/)
    .waitFor();
  await page.route('**/api/pause', (route) => route.abort());
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill('pause all');
  await page.getByRole('option', { name: 'Pause all', exact: true }).click();
  await page
    .getByRole('alert')
    .getByText(/^Couldn’t pause all schedules: /)
    .waitFor();
  await page.close();
});

test('a refusal on the overview names the schedule, in Turkish, too', async () => {
  await rota.set({ language: 'tr' });
  const { page } = await rota.open('/overview');
  await page.getByRole('button', { name: 'Şimdi çalıştır: SAP close' }).click();
  await page
    .getByRole('alert')
    .getByText(/^“SAP close” çalıştırılamadı: .*"InvoiceDownload" adlı süreç devre dışı: önce etkinleştirin/)
    .waitFor();
  await page.close();
  await rota.set({ language: 'en' });
});

test('of many that could not be deleted the first are named, and the reason is still in sight', async () => {
  const { page } = await rota.open('/schedules');
  await page.route('**/api/schedules/*', (route) =>
    route.request().method() === 'DELETE' ? route.abort() : route.fallback(),
  );
  await page.locator('tbody tr[data-key]').first().focus();
  await page.keyboard.press('Control+a');
  await page.locator('tr[aria-selected=true]').nth(3).waitFor();
  await page.keyboard.press('Delete');
  await page.getByRole('button', { name: 'Delete schedules' }).click();
  await page
    .getByRole('alert')
    .getByText(/^Couldn’t delete “[^”]+”, “[^”]+”, “[^”]+”, …: /)
    .waitFor();
  assert.equal(await page.locator('tbody tr[data-key]').count(), 4);
  await page.close();
});
