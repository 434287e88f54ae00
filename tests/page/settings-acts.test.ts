import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import test, { after, before } from 'node:test';
import { until } from '../support/until.ts';
import { enlargeText, openRotaPage, settle, type RotaPage } from './support/rota-page.ts';

let rota: RotaPage;
/** Another program: holds a port, and answers webhooks as the test decides. */
let other: http.Server;
let answer = 500;
const heard: string[] = [];
const portOf = (server: http.Server): number => (server.address() as AddressInfo).port;

before(async () => {
  rota = await openRotaPage();
  await rota.set({ language: 'en', theme: 'light', allowPrivateWebhooks: true });
  other = http.createServer((request, response) => {
    heard.push(request.url ?? '');
    response.writeHead(answer).end();
  });
  other.listen(0, '127.0.0.1');
  await once(other, 'listening');
});
after(async () => {
  other.close();
  await rota.close();
});

test('a port is tested before it is wanted: free, in use and by whom, and our own', async () => {
  const { page, complaints } = await rota.open('/settings/server');
  const port = page.getByLabel('Port', { exact: true });
  const test = page.getByRole('button', { name: 'Test', exact: true });
  await port.fill(String(portOf(other)));
  await test.click();
  const taken = page.getByText(new RegExp(`^Port ${portOf(other)} is in use by .+\\. Choose another port\\.$`));
  await taken.waitFor();
  await rota.set({ language: 'tr' });
  const holder = process.platform === 'linux' ? `.+ \\(işlem ${process.pid}\\)` : 'başka bir program';
  await page.getByText(new RegExp(`kullanımda: ${holder}\\. Başka bir numara seçin\\.$`)).waitFor();
  await rota.set({ language: 'en' });
  await taken.waitFor();
  if (process.platform === 'linux')
    assert.match((await taken.textContent()) ?? '', new RegExp(`process ${process.pid}`));
  await port.fill(new URL(rota.server.url).port);
  await test.click();
  await page.getByText(/^Rota listens on port \d+ now\.$/).waitFor();
  const free = http.createServer().listen(0, '127.0.0.1');
  await once(free, 'listening');
  await port.fill(String(portOf(free)));
  await new Promise((resolve) => free.close(resolve));
  await test.click();
  await page.getByText(/^Port \d+ is free\.$/).waitFor();
  assert.deepEqual(complaints, []);
  await page.close();
  await rota.set({ port: null });
});

test('a port that is typed while the last one is being saved is not taken back', async () => {
  const { page } = await rota.open('/settings/server');
  const port = page.getByLabel('Port', { exact: true });
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  await page.route('**/api/settings', async (route) => {
    if (route.request().method() === 'PATCH') await released;
    await route.continue();
  });
  await port.fill('20001');
  await port.blur();
  await port.fill('20002');
  release();
  await page.getByText('Saved', { exact: true }).first().waitFor();
  assert.equal(await port.inputValue(), '20002');
  await page.unroute('**/api/settings');
  await page.close();
  await rota.set({ port: null });
});

test('of two aliases typed faster than the answer the first is lost', async () => {
  const { page } = await rota.open('/settings/worker');
  const aliases = page.getByRole('combobox', { name: 'Aliases' });
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  await page.route('**/api/worker', async (route) => {
    if (route.request().method() !== 'GET') await released;
    await route.continue();
  });
  for (const alias of ['ROBOT-1', 'ROBOT-2']) {
    await aliases.fill(alias);
    await aliases.press('Enter');
    await page.getByText(alias, { exact: true }).waitFor();
  }
  release();
  await page.getByText('Saved', { exact: true }).first().waitFor();
  const stored = async () =>
    (await rota.server.console<{ worker: { aliases: string[] } }>('GET', '/api/session')).worker.aliases;
  await until('both names are stored', async () => (await stored()).length === 2);
  assert.deepEqual(await stored(), ['ROBOT-1', 'ROBOT-2']);
  await page.close();
});

test('the button beside the port stands higher or lower than its field', async () => {
  const { page } = await rota.open('/settings/server');
  for (const size of ['usual', 'double']) {
    if (size === 'double') {
      await enlargeText(page);
      await settle(page);
    }
    const parts = [page.getByLabel('Port', { exact: true }), page.getByRole('button', { name: 'Test', exact: true })];
    const boxes = await Promise.all(parts.map((part) => part.boundingBox()));
    const [field, button] = boxes.map((box) => (box === null ? NaN : box.y + box.height / 2));
    assert.ok(Math.abs((field ?? NaN) - (button ?? NaN)) <= 1, `${size} text: ${field} and ${button}`);
  }
  await page.close();
});

test('what is kept is said, and a backup says where it lies', async () => {
  const { page } = await rota.open('/settings/data');
  await page.getByText(/^(No runs yet\.|\d+ runs? since).* [Dd]atabase [\d.]+ [kM]B\.$/).waitFor();
  await page.getByRole('button', { name: 'Back up now' }).click();
  const folder = page.locator('[role=status] code');
  await folder.waitFor();
  const copied = (await folder.textContent()) ?? '';
  assert.ok(copied.startsWith(path.join(rota.server.home, 'backups')), copied);
  assert.deepEqual((await readdir(copied)).sort(), ['rota.db', 'rota.json', 'secret.key']);
  await page.close();
});

test('a webhook that did not arrive is shown with its reason, and can be delivered again', async () => {
  const { page, complaints } = await rota.open('/settings/webhooks');
  await page.getByRole('textbox', { name: 'Address' }).fill(`http://127.0.0.1:${portOf(other)}/hook`);
  await page.getByRole('button', { name: 'Send test' }).click();
  const row = page.locator('main tbody tr').first();
  await row.getByText(/500/).waitFor();
  answer = 204;
  await row.getByRole('button', { name: /^Deliver again/ }).click();
  await row.getByText('Delivered', { exact: true }).waitFor();
  assert.ok(heard.filter((url) => url === '/hook').length >= 2);
  await page.getByRole('button', { name: 'Show key' }).click();
  await page.getByText(/^whsec_/).waitFor();
  assert.deepEqual(complaints, []);
  await page.close();
});

test('a calendar takes days off from a file in the encoding that it has, and is not deleted while a schedule needs it', async () => {
  await rota.server.console('PUT', '/api/calendars/Works', { name: 'Works' });
  const { page } = await rota.open('/settings/calendars');
  await page.getByRole('button', { name: 'Edit Works' }).click();
  const ics = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:x', 'BEGIN:VEVENT', 'UID:1', 'DTSTAMP:20260101T000000Z']
    .concat(['DTSTART;VALUE=DATE:20261224', 'SUMMARY:Sayım günü', 'END:VEVENT', 'END:VCALENDAR', ''])
    .join('\r\n');
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'w.ics', mimeType: 'text/calendar', buffer: Buffer.from(`\uFEFF${ics}`, 'utf16le') });
  await page.getByText('days added: 1').waitFor();
  assert.match(await page.getByLabel('Own days off').inputValue(), /2026-12-24 Sayım günü/);
  await rota.server.console('POST', '/api/schedules', {
    name: 'Daily',
    process: 'OneStepNotepadRunner',
    plan: { kind: 'cron', quartz: '0 0 9 ? * MON-FRI', timezone: 'Europe/Istanbul' },
    options: { calendars: [{ calendar: 'Works', action: 'skip' }] },
    values: { userName: 'Ada', userSurname: 'Lovelace' },
  });
  await page.getByRole('button', { name: 'Delete calendar…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete calendar' }).click();
  await page.getByRole('alert').getByText(/Daily/).waitFor();
  await page.close();
});

test('a process that schedules need is not deleted, and they are named', async () => {
  const { page } = await rota.open('/processes');
  await page.locator('tbody tr[data-key=OneStepNotepadRunner]').focus();
  await page.keyboard.press('Delete');
  const dialog = page.getByRole('dialog');
  await dialog.getByText(/“Daily”/).waitFor();
  await dialog.getByRole('button', { name: 'Show schedules' }).click();
  await page.waitForURL(/#\/schedules\?q=OneStepNotepadRunner/);
  await settle(page);
  await page.close();
});

test('a zone by Windows’ own name is taken, and shown by the name that is kept', async () => {
  const { page, complaints } = await rota.open('/settings/worker');
  const field = page.getByLabel('Time zone of new schedules');
  await field.fill('Turkey Standard Time');
  await field.blur();
  await until('the kept name', async () => (await field.inputValue()) === 'Europe/Istanbul');
  assert.deepEqual(complaints, []);
  await page.close();
  await rota.set({ timezone: null });
});
