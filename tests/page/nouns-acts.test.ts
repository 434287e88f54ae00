import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import type { Client } from '../../contract/client.ts';
import type { RpaProcess } from '../../contract/process.ts';
import type { Run } from '../../contract/run.ts';
import { openRotaPage, settle, type RotaPage } from './support/rota-page.ts';
import { ended, seedRuns, type RunSeeds } from './support/run-seeds.ts';

let rota: RotaPage;
let seeds: RunSeeds;

before(async () => {
  rota = await openRotaPage();
  seeds = await seedRuns(rota.server);
  await rota.set({ language: 'en', theme: 'light' });
});
after(() => rota.close());

const log = '[role=region][tabindex="0"]';

test('the log of a running run grows, stands still when one scrolls up, and follows again by one key', async () => {
  const { page, complaints } = await rota.open(`/runs/${seeds.live.id}`);
  await page.waitForFunction((selector) => {
    const box = document.querySelector(selector);
    return box !== null && box.scrollHeight - box.clientHeight > 1000;
  }, log);
  await page.hover(log);
  await page.mouse.wheel(0, -400);
  const fresh = page.getByRole('button', { name: /new lines/ });
  await fresh.waitFor();
  const top = await page.locator(log).evaluate((box) => box.scrollTop);
  await page.waitForFunction(() => /[1-9]\d new lines/.test(document.body.innerText));
  assert.equal(await page.locator(log).evaluate((box) => box.scrollTop), top);
  await page.locator(log).focus();
  await page.keyboard.press('f');
  await fresh.waitFor({ state: 'detached' });
  assert.ok(await page.getByRole('checkbox', { name: 'Follow' }).isChecked());
  assert.deepEqual(complaints, []);
  await page.close();
});

test('a log is still followed when the window becomes taller or lower', async () => {
  const { page } = await rota.open(`/runs/${seeds.live.id}`);
  await page.waitForFunction((selector) => {
    const box = document.querySelector(selector);
    return box !== null && box.scrollHeight - box.clientHeight > 1000;
  }, log);
  for (const height of [640, 900, 800]) {
    await page.setViewportSize({ width: 1280, height });
    const last = await page.locator('[data-line]').last().getAttribute('data-line');
    await page.waitForFunction(
      (before) => Number([...document.querySelectorAll<HTMLElement>('[data-line]')].at(-1)?.dataset['line']) > before,
      Number(last) + 30,
    );
  }
  assert.ok(await page.getByRole('checkbox', { name: 'Follow' }).isChecked());
  await page.close();
});

test('a run is cancelled by key, and run again as a new run that names the old one', async () => {
  const { page } = await rota.open(`/runs/${seeds.live.id}`);
  await page.locator(log).focus();
  await page.keyboard.press('c');
  const run = await ended(rota.server, seeds.live.id);
  assert.equal(run.outcome, 'cancelled');
  await page.getByRole('button', { name: 'Retry with the same values' }).click();
  await page.waitForURL((url) => !url.hash.includes(seeds.live.id));
  const id = /runs\/([\w-]+)/.exec(page.url())?.[1] ?? '';
  const again = await rota.server.console<{ run: Run }>('GET', `/api/runs/${id}`);
  assert.equal(again.run.rerunOf, seeds.live.id);
  await rota.server.console('POST', `/api/runs/${id}/cancel`, { force: true });
  await ended(rota.server, id);
  await page.close();
});

test('a failed run says why in words first and leads to the first error line', async () => {
  const { page } = await rota.open(`/runs/${seeds.failed.id}`);
  const summary = page.getByRole('region', { name: 'Why it did not succeed' });
  await summary.locator('strong', { hasText: 'Log-in page changed' }).waitFor();
  await summary.getByRole('button', { name: /Go to the first error/ }).click();
  await page.waitForSelector('[data-active] >> text=Log-in page changed');
  assert.match(page.url(), /line=62/);
  await page.close();
});

test('the line that a log was opened for does not slip under the edge when the log becomes lower', async () => {
  const { page } = await rota.open(`/runs/${seeds.failed.id}`);
  const isInView = () => {
    const line = document.querySelector('[data-line][data-active]')?.getBoundingClientRect();
    const log = document.querySelector('[role=region]:has([data-line])')?.getBoundingClientRect();
    return line !== undefined && log !== undefined && line.top >= log.top && line.bottom <= log.bottom;
  };
  await page.waitForFunction(isInView);
  await page.setViewportSize({ width: 1280, height: 640 });
  await page.waitForFunction(() => innerHeight === 640);
  await page.waitForFunction(isInView);
  await page.close();
});

test('a secret value of a run stands nowhere on its page', async () => {
  const { page } = await rota.open(`/runs/${seeds.succeeded.id}?tab=values`);
  await page.waitForSelector('text=••••');
  assert.doesNotMatch(await page.content(), /never-shown/);
  await page.close();
});

test('a new run joins the list on top without a reload, and the filter holds', async () => {
  const { page } = await rota.open('/runs?process=Payroll');
  const rows = () => page.locator('tbody tr[data-key]').count();
  const before = await rows();
  await rota.server.console('POST', '/api/processes/Payroll/run', { values: {} });
  await rota.server.console('POST', '/api/processes/Invoices/run', { values: { supplier: 'Globex' } });
  await page.waitForFunction((n) => document.querySelectorAll('tbody tr[data-key]').length === n, before + 1);
  assert.equal(await rows(), before + 1);
  await page.close();
});

test('a secret is shown once, in a dialog that Esc does not close, and Done waits until it is stored', async () => {
  const { page } = await rota.open('/clients');
  await page.getByRole('button', { name: 'Create API client' }).first().click();
  await page.getByLabel('Name').fill('Ledger');
  await page.keyboard.press('Control+Enter');
  const dialog = page.getByRole('dialog', { name: 'Secret of “Ledger”' });
  await dialog.waitFor();
  await page.keyboard.press('Escape');
  assert.ok(await dialog.isVisible());
  const done = dialog.getByRole('button', { name: 'Done' });
  assert.ok(await done.isDisabled());
  const secret = (await dialog.locator('code').last().textContent()) ?? '';
  await dialog.getByRole('button', { name: 'I stored it elsewhere' }).click();
  // The pressed button is gone; the focus moves to what it enabled.
  await done.and(page.locator(':focus')).waitFor();
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'detached' });
  assert.ok(secret.length > 15);
  assert.doesNotMatch(await page.content(), new RegExp(secret.replace(/\W/g, '.')));
  const { clients } = await rota.server.console<{ clients: Client[] }>('GET', '/api/clients');
  assert.ok(clients.some(({ name }) => name === 'Ledger'));
  await page.close();
});

test('a process is added, tried out with its log under the form, and the test does not count', async () => {
  const { page, complaints } = await rota.open('/processes/new');
  await page.getByLabel('Name (ID)').fill('Greeter');
  await page.getByLabel('Program', { exact: false }).last().fill(process.execPath);
  for (const arg of ['-e', 'console.log("hello", process.argv[1])']) {
    await page.getByRole('button', { name: 'Add argument' }).click();
    await page.locator('[aria-label^="Argument "]').last().fill(arg);
  }
  await page.getByRole('button', { name: 'Add parameter' }).click();
  await page.getByRole('group', { name: 'Parameter value1' }).getByLabel('Name').fill('who');
  await page.getByRole('button', { name: 'Add argument' }).click();
  await page.getByRole('button', { name: 'Insert the value of who' }).click();
  await page.keyboard.press('Control+s');
  await page.waitForURL(/processes\/Greeter/);
  await settle(page);
  await page.getByRole('button', { name: 'Show test run' }).click();
  const panel = page.getByRole('region', { name: 'Test run' });
  await panel.getByLabel('who').fill('Ada');
  await panel.getByRole('button', { name: 'Start test' }).click();
  await panel.getByText('hello Ada').waitFor();
  await panel.getByText('Succeeded').waitFor();
  const { processes } = await rota.server.console<{ processes: { process: RpaProcess; lastRun: Run | null }[] }>(
    'GET',
    '/api/processes',
  );
  const greeter = processes.find((row) => row.process.name === 'Greeter');
  assert.deepEqual(Object.keys(greeter?.process.parameters.properties ?? {}), ['who']);
  assert.equal(greeter?.lastRun, null);
  assert.deepEqual(complaints, []);
  await page.close();
});

test('language and theme change at once, without a reload, and stay', async () => {
  const { page } = await rota.open('/settings/general');
  await page.getByRole('radio', { name: 'Türkçe' }).click();
  await page.getByRole('heading', { level: 1, name: 'Ayarlar' }).waitFor();
  assert.equal(await page.getAttribute('html', 'lang'), 'tr');
  await page.getByRole('radio', { name: 'Koyu' }).click();
  await page.waitForSelector('html[data-mantine-color-scheme=dark]');
  await page.reload();
  await page.getByRole('heading', { level: 1, name: 'Ayarlar' }).waitFor();
  await page.waitForSelector('html[data-mantine-color-scheme=dark]');
  await page.getByRole('radio', { name: 'Açık' }).click();
  await page.getByRole('radio', { name: 'English' }).click();
  await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor();
  await page.close();
});

test('a crontab is only described until it is confirmed', async () => {
  const { page } = await rota.open('/settings/data');
  await page.getByRole('radio', { name: 'Crontab' }).check();
  await page.getByLabel('Or paste its text').fill('15 3 * * 1 /usr/bin/env true');
  await page.getByRole('button', { name: 'Show what would change' }).click();
  await page.getByText('What would change', { exact: true }).waitFor();
  const count = async () => (await rota.server.console<{ total: number }>('GET', '/api/schedules?limit=1')).total;
  const before = await count();
  await page.getByRole('button', { name: /^Import \d+ change/ }).click();
  await page.getByText('Imported. This changed').waitFor();
  assert.equal(await count(), before + 1);
  await page.close();
});

test('the timeline can be walked and opened with keys alone', async () => {
  const { page } = await rota.open('/timeline');
  await page.getByRole('grid').focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Home');
  const active = await page.getByRole('grid').getAttribute('aria-activedescendant');
  assert.ok(active !== null && (await page.locator(`[id="${active}"]`).getAttribute('aria-label')));
  await page.keyboard.press('Enter');
  await page.waitForURL(/#\/(runs|schedules)/);
  await page.close();
});
