import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import path from 'node:path';
import test, { after, before } from 'node:test';
import type { Page } from 'playwright-core';
import type { RpaProcess } from '../../contract/process.ts';
import type { RunDetail } from '../../contract/run.ts';
import { openRotaPage, type RotaPage } from './support/rota-page.ts';
import { ended } from './support/run-seeds.ts';

// A value that is a file, chosen on the page.

const robot = `
const { appendFileSync, readFileSync } = require('node:fs');
const bytes = readFileSync(process.env.INPUT_INVOICE);
const digest = require('node:crypto').createHash('sha256').update(bytes).digest('hex');
appendFileSync(process.env.ROTA_OUTPUT, 'digest=' + digest + '\\nnote=' + process.env.INPUT_NOTE + '\\n');
`;
const parameters = {
  type: 'object' as const,
  required: ['invoice'],
  properties: {
    invoice: { type: 'string', format: 'binary', title: 'Invoice', maxBytes: 3 * 1024 * 1024 },
    note: { type: 'string', title: 'Note' },
  },
};

let rota: RotaPage;
before(async () => {
  rota = await openRotaPage();
  await rota.server.addProcess({ name: 'Reads', command: process.execPath, args: ['-e', robot], parameters });
});
after(() => rota.close());

const bytes = Buffer.alloc(2_500_000, 'invoice ');
const file = (name: string, buffer: Buffer) => ({ name, mimeType: 'application/pdf', buffer });
const choose = (page: Page, ...given: Parameters<typeof file>) =>
  page.locator('input[type=file]').setInputFiles(file(...given));

test('a chosen file is shown with its size and reaches the robot; a field that is filled in meanwhile keeps its text', async () => {
  const { page, complaints } = await rota.open('/quick-run?process=Reads');
  await page.getByText('At most 3 MB.').waitFor();
  await page.getByRole('button', { name: /^Run/ }).click();
  await page.getByText('Give a value.').waitFor();
  await page.waitForFunction(() => document.activeElement?.id === 'quick-run-invoice');
  await choose(page, 'huge.bin', Buffer.alloc(3 * 1024 * 1024 + 1));
  await page.getByText('“huge.bin” is larger than 3 MB. Choose a smaller file.').waitFor();
  let letGo = (): void => {};
  const held = new Promise<void>((resolve) => (letGo = resolve));
  await page.route('**/api/files?*', async (route) => (await held, route.continue()));
  await choose(page, 'Ödeme.pdf', bytes);
  await page.locator('#quick-run-invoice-state').getByText('Sending Ödeme.pdf…').waitFor();
  await page.fill('#quick-run-note', 'written meanwhile');
  await page.keyboard.press('Enter');
  await page.getByRole('alert').getByText('Sending Ödeme.pdf…').waitFor();
  letGo();
  await page.getByText('Ödeme.pdf (2.4 MB)').waitFor();
  await page.getByRole('button', { name: /^Run/ }).click();
  await page.waitForURL(/#\/runs\/[0-9a-f-]{36}/);
  const id = /runs\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? '';
  await ended(rota.server, id);
  const { run } = await rota.server.console<{ run: RunDetail }>('GET', `/api/runs/${id}`);
  const digest = createHash('sha256').update(bytes).digest('hex');
  assert.deepEqual(run.outputs, { digest, note: 'written meanwhile' });
  await page.goto(`${rota.server.url}/#/runs/${id}?tab=values`);
  await page.getByRole('cell', { name: 'Ödeme.pdf (2.4 MB)' }).waitFor();
  assert.deepEqual(complaints, []);
  await page.close();
});

test('a schedule keeps its file when it is edited, and lets go of it', async () => {
  await rota.set({ language: 'tr' });
  const { page } = await rota.open('/schedules/new');
  await page.getByRole('combobox', { name: /Süreç/ }).click();
  await page.getByRole('option', { name: 'Reads' }).click();
  await choose(page, 'fatura.pdf', bytes);
  await page.getByText('fatura.pdf (2,4 MB)').waitFor();
  if (process.env['ROTA_SHOTS'] !== undefined)
    await page.screenshot({ path: path.join(process.env['ROTA_SHOTS'], 'file-tr.png'), fullPage: true });
  await page.getByRole('button', { name: 'Kaldır: fatura.pdf' }).click();
  await page.getByText('Dosya seçilmedi').waitFor();
  await page.close();
  await rota.set({ language: 'en' });
});

test('a parameter is made a file in the process editor, with a largest size in megabytes', async () => {
  const { page } = await rota.open('/processes/Reads');
  const card = page.getByRole('group', { name: /note/ });
  await card.getByLabel('Kind').first().click();
  await page.getByRole('option', { name: 'File', exact: true }).click();
  await card.getByLabel('Largest size (MB)').fill('1.5');
  await page.keyboard.press('Tab');
  if (process.env['ROTA_SHOTS'] !== undefined)
    await page.screenshot({ path: path.join(process.env['ROTA_SHOTS'], 'file-editor.png'), fullPage: true });
  await page.keyboard.press('Control+s');
  await page.getByText('Saved: Reads').first().waitFor();
  const { processes } = await rota.server.console<{ processes: { process: RpaProcess }[] }>('GET', '/api/processes');
  const saved = processes.find(({ process }) => process.name === 'Reads')?.process;
  assert.deepEqual(saved?.parameters.properties['note'], {
    type: 'string',
    title: 'Note',
    format: 'binary',
    maxBytes: 1_572_864,
  });
  await page.close();
});

test('the name of a file, however long, stays inside the form', async () => {
  await rota.server.addProcess({ name: 'Long', command: process.execPath, args: ['-e', robot], parameters });
  const { page } = await rota.open('/quick-run?process=Long');
  const overhang = () =>
    page.evaluate(() => {
      const edge = document.querySelector('form')?.getBoundingClientRect().right ?? 0;
      const range = document.createRange();
      return [...document.querySelectorAll('#quick-run-invoice-state, form [role=alert]')].map((element) => {
        range.selectNodeContents(element);
        return range.getBoundingClientRect().right <= edge;
      });
    });
  await choose(page, `${'u'.repeat(140)}.pdf`, bytes);
  await page.locator('#quick-run-invoice-state').getByText('(2.4 MB)').waitFor();
  assert.deepEqual(await overhang(), [true]);
  await choose(page, `${'w'.repeat(140)}.pdf`, Buffer.alloc(3 * 1024 * 1024 + 1));
  await page.getByText(/is larger than 3 MB/).waitFor();
  assert.deepEqual(await overhang(), [true, true]);
  await page.close();
});
