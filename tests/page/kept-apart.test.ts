import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import type { Page } from 'playwright-core';
import type { Run } from '../../contract/run.ts';
import { openRotaPage, type RotaPage } from './support/rota-page.ts';
import { ended } from './support/run-seeds.ts';

// Data of one part of the page must not appear in another: lists, rows and settings that change while they are open.

let rota: RotaPage;
const goesOn = `process.on('SIGTERM', () => process.exit(0)); setInterval(() => console.log('still here'), 50);`;
before(async () => {
  rota = await openRotaPage();
  const node = (name: string, code: string) =>
    rota.server.addProcess({ name, command: process.execPath, args: ['-e', code], maxConcurrent: 1000 });
  await node('Works', '');
  await node('Fails', 'process.exit(3)');
  await node('Goes on', goesOn);
});
after(() => rota.close());

const start = async (process: string) =>
  (await rota.server.console<{ run: Run }>('POST', `/api/processes/${encodeURIComponent(process)}/run`, { values: {} }))
    .run;

async function scheduleOf(process: string, name: string): Promise<string> {
  const plan = { kind: 'call', timezone: 'UTC' };
  const { row } = await rota.server.console<{ row: { id: string } }>('POST', '/api/schedules', {
    process,
    name,
    worker: null,
    plan,
    values: {},
  });
  return row.id;
}

const rowOf = (page: Page, name: string) => page.locator('tr[data-key]', { hasText: name });

test('new runs that wait for one list of runs are not offered in another', async () => {
  const runs = await Promise.all(Array.from({ length: 40 }, () => start('Works')));
  for (const { id } of runs) await ended(rota.server, id);
  const { page } = await rota.open('/runs');
  const grid = page.locator('[role=grid]');
  await page.waitForFunction(() => /^40 runs shown/.test(document.querySelector('footer')?.innerText ?? ''));
  await grid.hover();
  await page.mouse.wheel(0, 400);
  await page.waitForFunction(() => (document.querySelector('[role=grid]')?.parentElement?.scrollTop ?? 0) > 200);
  await start('Fails');
  const fresh = page.getByRole('button', { name: '1 new run' });
  await fresh.waitFor();
  await page.getByRole('radio', { name: 'Succeeded' }).click();
  await page.waitForURL(/result=succeeded/);
  await fresh.waitFor({ state: 'detached' });
  await page.close();
});

test('the answer of one of many does not put a row back to before its run ended', async () => {
  const [runs, waits] = [await scheduleOf('Goes on', 'Row that runs'), await scheduleOf('Works', 'Row that waits')];
  const { run } = await rota.server.console<{ run: Run }>('POST', `/api/schedules/${runs}/run`, {});
  const { page } = await rota.open('/schedules?q=row%20that');
  await rowOf(page, 'Row that runs').getByText('Running', { exact: true }).waitFor();
  const gate = Promise.withResolvers<undefined>();
  await page.route(`**/api/schedules/${waits}/pause`, async (route) => {
    await gate.promise;
    await route.continue();
  });
  for (const name of ['Row that runs', 'Row that waits']) await rowOf(page, name).getByRole('checkbox').click();
  const answered = page.waitForResponse((response) => response.url().endsWith(`/${runs}/pause`));
  await page.getByRole('group', { name: 'Selected schedules' }).getByRole('button', { name: 'Pause' }).click();
  await answered;
  await rota.server.console('POST', `/api/runs/${run.id}/cancel`, { force: true });
  await rowOf(page, 'Row that runs').getByText('Cancelled', { exact: true }).waitFor();
  gate.resolve(undefined);
  await page.getByText('2 schedules paused').waitFor();
  assert.match(await rowOf(page, 'Row that runs').innerText(), /Paused/);
  await page.close();
});

test('single keys that are turned off do nothing in the log of a test run, either', async () => {
  await rota.set({ singleKeyShortcuts: false });
  const { page } = await rota.open('/processes/Goes%20on?test=1');
  await page.getByRole('button', { name: 'Start test' }).click();
  const follow = page.getByRole('checkbox', { name: 'Follow' });
  await follow.waitFor();
  assert.ok(await follow.isChecked());
  await page.getByRole('region', { name: 'Log of the run' }).click();
  await page.keyboard.press('f');
  assert.ok(await follow.isChecked());
  await page.getByRole('button', { name: 'Cancel run' }).click();
  await follow.waitFor({ state: 'detached' });
  await rota.set({ singleKeyShortcuts: true });
  await page.close();
});

test('deliveries are read anew when one comes back to them', async () => {
  const { page } = await rota.open('/settings/webhooks');
  await page.getByText('No deliveries yet.').waitFor();
  const sections = page.getByRole('navigation', { name: 'Sections of the settings' });
  await sections.getByRole('link', { name: 'General' }).click();
  await page.getByRole('heading', { name: 'General' }).waitFor();
  await rota.server.console('POST', '/api/webhooks/test', { url: 'http://192.0.2.1/' });
  await sections.getByRole('link', { name: 'Webhooks' }).click();
  await page.getByRole('cell', { name: 'http://192.0.2.1/' }).waitFor();
  await page.close();
});
