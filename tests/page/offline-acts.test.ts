import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import type { Page } from 'playwright-core';
import type { Run } from '../../contract/run.ts';
import type { ScheduleRow } from '../../contract/schedule.ts';
import { axeViolations, openRotaPage, settle, type RotaPage, type Tab } from './support/rota-page.ts';
import { ended } from './support/run-seeds.ts';

let rota: RotaPage;
let running: Run;
let over: Run;
const tabs: Record<string, Tab> = {};

/** Pages that were open when their server was killed. */
before(async () => {
  rota = await openRotaPage();
  await rota.server.addProcess({ name: 'Waits', command: 'node', args: ['-e', 'setInterval(() => {}, 1000)'] });
  await rota.server.addProcess({ name: 'Ends', command: 'true' });
  await rota.server.addProcess({ name: 'Fails', command: 'false' });
  const start = async (name: string) =>
    (await rota.server.console<{ run: Run }>('POST', `/api/processes/${name}/run`, { values: {} })).run;
  over = await start('Ends');
  await ended(rota.server, over.id);
  const draft = { name: 'Night report', process: 'Fails', plan: { kind: 'call', timezone: 'UTC' } };
  const { row } = await rota.server.console<{ row: ScheduleRow }>('POST', '/api/schedules', draft);
  const failed = await rota.server.console<{ run: Run }>('POST', `/api/schedules/${row.id}/run`, {});
  await ended(rota.server, failed.run.id);
  running = await start('Waits');
  for (const place of ['/overview', '/schedules', '/runs', '/processes', `/runs/${running.id}`, `/runs/${over.id}`])
    tabs[place] = await rota.open(place);
  await tabs[`/runs/${running.id}`]?.page.getByRole('button', { name: 'Cancel run' }).waitFor();
  await rota.server.kill();
});
after(() => rota.close());

const noWay = 'Not possible while the scheduler cannot be reached';

async function offline(place: string): Promise<{ page: Page; asked: string[] }> {
  const { page } = tabs[place] as Tab;
  await page.bringToFront();
  await page.getByText(/Can’t reach the scheduler/).waitFor();
  const asked: string[] = [];
  page.on('request', (request) => {
    if (request.method() !== 'GET') asked.push(`${request.method()} ${new URL(request.url()).pathname}`);
  });
  return { page, asked };
}

test('the first step looks as if it could be taken while the server is gone', async () => {
  const { page } = await offline('/schedules');
  const step = page.getByRole('button', { name: 'Run it', exact: true });
  const look = (element: Element) => {
    const { color, cursor, textDecorationLine } = getComputedStyle(element);
    return { color, cursor, textDecorationLine };
  };
  await page.waitForFunction((element) => element?.matches('[aria-disabled=true]'), await step.elementHandle());
  const link = await page.getByRole('link', { name: 'Call it from another program' }).evaluate(look);
  const shown = await step.evaluate(look);
  assert.notEqual(shown.color, link.color);
  assert.deepEqual([shown.cursor, shown.textDecorationLine], ['not-allowed', 'none']);
  assert.equal(await step.getAttribute('title'), noWay);
  assert.deepEqual(await axeViolations(page), []);
});

test('the Overview offers to run what failed, which nobody would hear, or says why not to the mouse alone', async () => {
  const { page, asked } = await offline('/overview');
  const again = page.getByRole('button', { name: 'Run now: Night report' });
  await page.waitForFunction((button) => button?.matches('[aria-disabled=true]'), await again.elementHandle());
  assert.equal(await again.getAttribute('title'), noWay);
  await again.focus();
  assert.ok(await again.evaluate((button) => button === document.activeElement));
  await page.keyboard.press('Enter');
  await again.click({ force: true });
  assert.deepEqual(asked, []);
  assert.deepEqual(await axeViolations(page), []);
});

test('the footer says what the worker does although nobody can know', async () => {
  const { page } = await offline('/schedules');
  const footer = page.getByRole('contentinfo');
  await footer.getByText(/^Worker .+ · unknown$/).waitFor();
  assert.doesNotMatch((await footer.textContent()) ?? '', /idle|running 1/i);
});

test('the keys of a run act although its buttons are off', async () => {
  for (const [run, key] of [
    [running, 'c'],
    [over, 'y'],
  ] as const) {
    const { page, asked } = await offline(`/runs/${run.id}`);
    await page.getByRole('region', { name: /log/i }).first().focus();
    await page.keyboard.press(key);
    await page.getByText(noWay).first().waitFor();
    assert.deepEqual(asked, []);
  }
});

test('the keys of a list act although its buttons are off', async () => {
  const { page, asked } = await offline('/runs');
  for (const [run, key] of [
    [running, 'c'],
    [over, 'y'],
  ] as const) {
    const row = page.locator(`tbody tr[data-key="${run.id}"]`);
    await row.focus();
    await page.keyboard.press(key);
    await page.getByText(noWay).waitFor();
    await page.getByRole('button', { name: 'Dismiss' }).click();
    await page.getByText(noWay).waitFor({ state: 'detached' });
    await row.locator('[data-action=menu]').click();
    await page.getByRole('menuitem', { name: run === running ? 'Cancel run' : 'Retry' }).waitFor();
    assert.equal(await page.locator('[role=menuitem][aria-disabled=true]').count(), 1);
    await page.keyboard.press('Escape');
  }
  assert.deepEqual(asked, []);
  const processes = await offline('/processes');
  await processes.page.locator('tbody tr[data-key="Ends"]').focus();
  await processes.page.keyboard.press('Delete');
  await processes.page.getByText(noWay).waitFor();
  assert.equal(await processes.page.getByRole('dialog').count(), 0);
  assert.deepEqual(processes.asked, []);
});

test('a refusal in the settings does not say what was refused', async () => {
  const { page } = await offline('/schedules');
  await page.goto(`${rota.server.url}/#/settings/server`);
  await settle(page);
  await page.getByRole('button', { name: 'Test', exact: true }).click();
  await page
    .getByRole('alert')
    .getByText(/^“Test” was not done: /)
    .waitFor();
});
