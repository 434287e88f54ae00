import assert from 'node:assert/strict';
import test, { after, before, beforeEach } from 'node:test';
import type { Page } from 'playwright-core';
import type { ProcessRow } from '../../contract/console.ts';
import type { Run } from '../../contract/run.ts';
import type { ScheduleRow } from '../../contract/schedule.ts';
import { axeViolations, openRotaPage, type RotaPage } from './support/rota-page.ts';
import { ended } from './support/run-seeds.ts';

let rota: RotaPage;
before(async () => {
  rota = await openRotaPage();
});
beforeEach(() => rota.set({ language: 'en' }));
after(() => rota.close());

const rows = async () => (await rota.server.console<{ rows: ScheduleRow[] }>('GET', '/api/schedules')).rows;

/** As an operator deletes it: its schedule, its process, and its first steps. */
async function removeExample(): Promise<void> {
  const { runs } = await rota.server.console<{ runs: Run[] }>('GET', '/api/runs');
  for (const { id } of runs) await ended(rota.server, id);
  for (const { id } of await rows()) await rota.server.console('DELETE', `/api/schedules/${id}`);
  const { processes } = await rota.server.console<{ processes: ProcessRow[] }>('GET', '/api/processes');
  for (const { process } of processes) await rota.server.console('DELETE', `/api/processes/${process.name}`);
  await rota.set({ firstRunDismissed: true });
}

/** The only row of the Scheduler screen, and the strip above it. */
async function isBack(page: Page, strip: string): Promise<void> {
  await page.getByRole('region', { name: strip }).waitFor();
  await page.locator('tbody tr[data-key]').getByText('Notepad demo').waitFor();
  assert.equal(await page.locator('tbody tr[data-key]').count(), 1);
}

test('with everything of it deleted, the example is run from the empty Scheduler: row, first steps and run are there', async () => {
  await removeExample();
  const { page, complaints } = await rota.open('/schedules');
  const button = page.getByRole('button', { name: 'Run the example' });
  await button.waitFor();
  assert.deepEqual(await axeViolations(page), []);
  await button.click();
  await isBack(page, 'First steps');
  await page.getByText(/^(Run queued|Running|Run succeeded|Run failed): Notepad demo/).waitFor();
  const { runs } = await rota.server.console<{ runs: Run[] }>('GET', '/api/runs');
  assert.deepEqual(
    runs.map(({ process, scheduleId }) => [process, scheduleId]),
    [['OneStepNotepadRunner', (await rows())[0]?.id]],
  );
  assert.deepEqual(await axeViolations(page), []);
  assert.deepEqual(complaints, []);
  await page.close();
});

test('an empty list of processes offers the example, in Turkish, and an open Scheduler shows it by itself', async () => {
  await removeExample();
  await rota.set({ language: 'tr' });
  const scheduler = await rota.open('/schedules');
  await scheduler.page.getByRole('button', { name: 'Örneği çalıştır' }).waitFor();
  const { page, complaints } = await rota.open('/processes');
  const button = page.getByRole('button', { name: 'Not Defteri örneğini ekle' });
  await button.waitFor();
  assert.deepEqual(await axeViolations(page), []);
  await button.click();
  await page.locator('tbody tr[data-key]').getByText('Not Defteri örneği').waitFor();
  await page.getByText('Eklendi: Notepad demo.').waitFor();
  const open = page.getByRole('button', { name: 'Zamanlayıcı', exact: true });
  assert.equal(
    await open.evaluate((button) =>
      [button, ...button.querySelectorAll('*')].some((part) => part.scrollWidth > part.clientWidth + 1),
    ),
    false,
    'the button of the toast is not cut off',
  );
  await open.click();
  await isBack(page, 'İlk adımlar');
  await isBack(scheduler.page, 'İlk adımlar');
  assert.deepEqual(await axeViolations(scheduler.page), []);
  await scheduler.page.close();
  assert.deepEqual(complaints, []);
  await page.close();
});

test('the settings bring the first steps back with the example that they are about, and Activity says so', async () => {
  await removeExample();
  const { page, complaints } = await rota.open('/settings/about');
  const button = page.getByRole('button', { name: 'Show the first steps again' });
  await button.click();
  await page.getByText('The first steps are on the Scheduler screen again').waitFor();
  await page.waitForFunction((element) => element?.matches('[aria-disabled=true]'), await button.elementHandle());
  await page.getByRole('button', { name: 'Scheduler', exact: true }).click();
  await isBack(page, 'First steps');
  await page.goto(`${rota.server.url}/#/settings/about`);
  await button.waitFor();
  assert.deepEqual(await axeViolations(page), []);
  assert.deepEqual(complaints, []);
  await page.close();

  for (const [language, said] of [
    ['en', 'restored process'],
    ['tr', 'süreci geri getirdi'],
  ] as const) {
    await rota.set({ language });
    const activity = await rota.open('/settings/activity');
    await activity.page.getByText(said).first().waitFor();
    assert.deepEqual(await axeViolations(activity.page), []);
    await activity.page.close();
  }
});

test('while its schedule alone was deleted, the settings still offer to bring it back', async () => {
  for (const { id } of await rows()) await rota.server.console('DELETE', `/api/schedules/${id}`);
  const { page } = await rota.open('/settings/about');
  await page.getByRole('button', { name: 'Show the first steps again' }).click();
  await page.getByText('The first steps are on the Scheduler screen again').waitFor();
  assert.equal((await rows()).length, 1);
  await page.close();
});

test('an empty Scheduler adds a template by one click and takes it back by another, and leads to an import', async () => {
  await removeExample();
  await rota.set({ language: 'tr' });
  const { page, complaints } = await rota.open('/schedules');
  await page.getByRole('button', { name: 'Şablon ekle: Gece yedeği' }).click();
  await page.getByRole('link', { name: 'Yeni zamanlama: Gece yedeği' }).waitFor();
  const names = async () =>
    (await rota.server.console<{ processes: ProcessRow[] }>('GET', '/api/processes')).processes.map(
      ({ process }) => process.name,
    );
  assert.deepEqual(await names(), ['NightlyBackup']);
  assert.deepEqual(await axeViolations(page), []);
  await page.getByRole('status').getByRole('button', { name: 'Geri al' }).click();
  await page.getByRole('button', { name: 'Şablon ekle: Gece yedeği' }).waitFor();
  assert.deepEqual(await names(), []);
  await page.getByRole('link', { name: /rontab/ }).click();
  await page.getByRole('radio', { name: 'Crontab', checked: true }).waitFor();
  assert.deepEqual(complaints, []);
  await page.close();
});
