import assert from 'node:assert/strict';
import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import test, { after, before } from 'node:test';
import type { Page } from 'playwright-core';
import { mailHtml } from '../../server/messages/channels/mail-html.ts';
import { message } from '../support/channels.ts';
import { axeViolations, openRotaPage, settle, type RotaPage } from './support/rota-page.ts';

let rota: RotaPage;
let receiver: http.Server;
let answer = 200;
const heard: { topic?: string }[] = [];
const server = (): string => `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`;

before(async () => {
  rota = await openRotaPage();
  await rota.set({ language: 'en', theme: 'light', allowPrivateWebhooks: true });
  receiver = http.createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
    request.on('end', () => {
      heard.push(JSON.parse(body) as { topic?: string });
      response.writeHead(answer).end(answer === 200 ? '' : 'topic is reserved');
    });
  });
  receiver.listen(0, '127.0.0.1');
  await once(receiver, 'listening');
});
after(async () => {
  receiver.close();
  await rota.close();
});

async function choose(page: Page, label: string, option: string): Promise<void> {
  await page
    .getByRole('combobox', { name: label })
    .or(page.getByLabel(label, { exact: true }))
    .first()
    .click();
  await page.getByRole('option', { name: option, exact: true }).click();
}
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true }).click();

test('a channel is made, tested before it is saved, and says afterwards whether it delivers', async () => {
  const { page, complaints } = await rota.open('/settings/messages');
  await page.getByText('No channels yet.').waitFor();
  assert.deepEqual(await axeViolations(page), []);
  await press(page, 'Add channel');
  await choose(page, 'Kind', 'ntfy');
  await page.getByLabel('Name', { exact: true }).fill('Night shift');
  await page.getByLabel('Server').fill(server());
  await press(page, 'Save');
  await page.getByText('is missing').waitFor();
  await page.getByLabel('Topic').fill('a b');
  await press(page, 'Save');
  await page.getByText('may only have letters (A to Z), digits, - and _').waitFor();
  await page.getByLabel('Topic').fill('rota-night');
  await page.getByRole('textbox', { name: 'Token' }).fill('tk_secret-of-the-page');

  answer = 403;
  await press(page, 'Send a test');
  await page.getByText('The test did not arrive: answered 403: topic is reserved.').waitFor();
  answer = 200;
  await press(page, 'Send a test');
  await page.getByText('The test was accepted.').waitFor();
  assert.equal(heard.at(-1)?.topic, 'rota-night');
  assert.deepEqual(await axeViolations(page), []);
  await press(page, 'Save');
  await page.getByText('Nothing sent yet').waitFor();

  await press(page, 'Send a test through Night shift');
  await page.getByText('Working').waitFor();
  answer = 403;
  await press(page, 'Send a test through Night shift');
  await page.getByText('Delivery fails').waitFor();
  await page.getByText('answered 403: topic is reserved', { exact: true }).waitFor();
  await rota.set({ language: 'tr' });
  await page.getByText('403 yanıtı geldi: topic is reserved', { exact: true }).waitFor();
  assert.deepEqual(await axeViolations(page), []);
  await rota.set({ language: 'en' });

  await press(page, 'Edit Night shift');
  assert.equal(await page.getByRole('textbox', { name: 'Token' }).inputValue(), '');
  assert.equal((await page.content()).includes('tk_secret-of-the-page'), false);
  await page.getByLabel('Topic').fill('other');
  await press(page, 'Save');
  await press(page, 'Disable Night shift');
  await page.getByText('Disabled', { exact: true }).waitFor();
  await press(page, 'Edit Night shift');
  await press(page, 'Delete channel…');
  await press(page, 'Delete channel');
  await page.getByText('No channels yet.').waitFor();
  assert.deepEqual(
    complaints.filter((line) => !line.includes('400')),
    [],
  );
  await page.close();
});

test('each kind has its form, in both languages and on a phone', async () => {
  const { page } = await rota.open('/settings/messages');
  for (const [language, add, kind] of [
    ['en', 'Add channel', 'Kind'],
    ['tr', 'Kanal ekle', 'Tür'],
  ] as const) {
    await rota.set({ language });
    await press(page, add);
    await page.setViewportSize({ width: 375, height: 900 });
    for (const at of Array.from({ length: 11 }, (_, index) => index)) {
      await page
        .getByRole('combobox', { name: kind })
        .or(page.getByLabel(kind, { exact: true }))
        .first()
        .click();
      await page.getByRole('option').nth(at).click();
      await settle(page);
      assert.deepEqual(await axeViolations(page), []);
      const isWider = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
      assert.equal(isWider, false);
    }
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.reload();
    await settle(page);
  }
  await rota.set({ language: 'en' });
  await page.close();
});

test('a channel that rules send through is deleted, or the page does not lead to these rules', async () => {
  const { channel } = await rota.server.console<{ channel: { id: string } }>('POST', '/api/channels', {
    title: 'Night shift',
    settings: { kind: 'ntfy', server: server(), topic: 'rota-night' },
  });
  const { rule } = await rota.server.console<{ rule: { id: string } }>('POST', '/api/message-rules', {
    rule: { channels: [channel.id], events: ['failed'] },
  });
  for (const [language, edit, remove, sure, problem, see, heading] of [
    [
      'en',
      'Edit Night shift',
      'Delete channel…',
      'Delete channel',
      /about everything/,
      'Show the rules',
      'Notification rules',
    ],
    [
      'tr',
      'Düzenle: Night shift',
      'Kanalı sil…',
      'Kanalı sil',
      /konuları: her şey/,
      'Kuralları göster',
      'Bildirim kuralları',
    ],
  ] as const) {
    await rota.set({ language });
    const { page } = await rota.open('/settings/messages');
    await press(page, edit);
    await press(page, remove);
    await press(page, sure);
    await page.getByRole('alert').getByText(problem).waitFor();
    assert.deepEqual(await axeViolations(page), []);
    await press(page, see);
    await page.getByRole('heading', { name: heading, exact: true }).and(page.locator(':focus')).waitFor();
    await page.close();
  }
  await rota.set({ language: 'en' });
  await rota.server.console('DELETE', `/api/message-rules/${rule.id}`);
  await rota.server.console('DELETE', `/api/channels/${channel.id}`);
});

test('a mail is readable and has no fault that axe finds, in both languages', async () => {
  const { page } = await rota.open('/settings/messages');
  const english = {
    ...message,
    language: 'en' as const,
    title: 'Invoice download failed for good',
    lines: [
      'The robot tried three times.',
      `The end of the log:\n<script>alert(1)</script>\nhttps://portal.example/${'a-very-long-part-of-an-address/'.repeat(6)}`,
    ],
    facts: [{ name: 'Process', value: 'InvoiceDownload' }],
    link: { label: 'Open the run', url: 'http://192.168.1.20:8484/#/runs/r1' },
  };
  for (const [shown, words] of [
    [message, 'Robot üç kez denedi.'],
    [english, 'The robot tried three times.'],
  ] as const) {
    const mail = await rota.browser.context.newPage();
    await mail.setContent(mailHtml(shown));
    await mail.getByText(words).waitFor();
    assert.equal(await mail.locator('script').count(), 0);
    assert.equal(await mail.locator('html').getAttribute('lang'), shown.language);
    assert.deepEqual(await axeViolations(mail), []);
    const folder = process.env['ROTA_LOOK_AT'];
    for (const colorScheme of ['light', 'dark'] as const)
      for (const width of [375, 800]) {
        await mail.emulateMedia({ colorScheme });
        await mail.setViewportSize({ width, height: 700 });
        const isWider = await mail.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
        assert.equal(isWider, false, `${shown.language} ${width}`);
        assert.deepEqual(await axeViolations(mail), []);
        if (folder === undefined) continue;
        const name = `mail-${shown.language}-${colorScheme}-${width}.png`;
        await mail.screenshot({ path: `${folder}/${name}`, fullPage: true });
      }
    await mail.close();
  }
  await page.close();
});
