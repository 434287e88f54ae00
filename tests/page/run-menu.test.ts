import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import type { Run } from '../../contract/run.ts';
import { axeViolations, openRotaPage, type RotaPage } from './support/rota-page.ts';
import { ended, seedRuns, type RunSeeds } from './support/run-seeds.ts';

let rota: RotaPage;
let seeds: RunSeeds;
before(async () => {
  rota = await openRotaPage();
  await rota.browser.context.grantPermissions(['clipboard-read', 'clipboard-write']);
  seeds = await seedRuns(rota.server);
});
after(() => rota.close());

test('a run has no menu where a schedule has one: by the mouse, by the button, by a key, in both languages', async () => {
  for (const [language, more, copyId] of [
    ['en', 'More for Payroll check', 'Copy run ID'],
    ['tr', 'Diğer işlemler: Payroll check', 'Çalıştırma kimliğini kopyala'],
  ] as const) {
    await rota.set({ language });
    const { page, complaints } = await rota.open('/runs');
    const row = page.locator(`tbody tr[data-key="${seeds.failed.id}"]`);
    const menu = page.getByRole('menu', { name: more });
    await row.getByRole('button', { name: more }).click();
    await menu.waitFor();
    assert.deepEqual(await axeViolations(page), []);
    await page.keyboard.press('Escape');
    await menu.waitFor({ state: 'detached' });
    await row.focus();
    await page.keyboard.press('.');
    await menu.waitFor();
    await page.keyboard.press('Escape');
    await menu.waitFor({ state: 'detached' });
    await row.locator('td').nth(3).click({ button: 'right' });
    await menu.getByRole('menuitem', { name: copyId }).click();
    await menu.waitFor({ state: 'detached' });
    await page.waitForFunction(async (id) => (await navigator.clipboard.readText()) === id, seeds.failed.id);
    assert.deepEqual(complaints, []);
    await page.close();
  }
  await rota.set({ language: 'en' });
});

test('the menu of a run does what it says: runs it again, stops it, leads to its schedule, copies its address', async () => {
  const { page } = await rota.open('/runs');
  const pick = async (run: Run, item: string) => {
    const row = page.locator(`tbody tr[data-key="${run.id}"]`);
    await row.locator('[data-action=menu]').click();
    await page.getByRole('menuitem', { name: item }).click();
  };
  await pick(seeds.failed, 'Copy link');
  await page.waitForFunction(
    async (end) => (await navigator.clipboard.readText()).endsWith(end),
    `/#/runs/${seeds.failed.id}`,
  );
  await pick(seeds.failed, 'Retry with the same values');
  await page.getByText(/^(Run queued|Running|Run failed): Payroll check/).waitFor();
  const { runs } = await rota.server.console<{ runs: Run[] }>('GET', '/api/runs?trigger=rerun');
  assert.deepEqual(
    runs.map(({ rerunOf }) => rerunOf),
    [seeds.failed.id],
  );
  await pick(seeds.live, 'Cancel run');
  assert.equal((await ended(rota.server, seeds.live.id)).outcome, 'cancelled');
  await pick(seeds.failed, 'Runs of this schedule');
  await page.waitForURL(new RegExp(`schedule=${seeds.failed.scheduleId}`));
  await page.locator(`tbody tr[data-key="${seeds.succeeded.id}"]`).waitFor({ state: 'detached' });
  await page.locator(`tbody tr[data-key="${seeds.failed.id}"]`).waitFor();
  await pick(seeds.failed, 'Open run');
  await page.waitForURL(new RegExp(`/runs/${seeds.failed.id}`));
  await page.close();
});
