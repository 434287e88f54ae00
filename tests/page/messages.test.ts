import assert from 'node:assert/strict';
import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import test, { after, before } from 'node:test';
import type { Run } from '../../contract/run.ts';
import { axeViolations, openRotaPage, settle, type RotaPage } from './support/rota-page.ts';
import { ended } from './support/run-seeds.ts';

interface Heard {
  readonly title: string;
  readonly message: string;
}

let rota: RotaPage;
let receiver: http.Server;
let tell = (): void => {};
const heard: Heard[] = [];

/** A robot that fails, and a channel in Turkish to a receiver that listens here. */
before(async () => {
  rota = await openRotaPage();
  receiver = http.createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
    request.on('end', () => {
      heard.push(JSON.parse(body) as Heard);
      response.writeHead(200).end('{}');
      tell();
    });
  });
  receiver.listen(0, '127.0.0.1');
  await once(receiver, 'listening');
  await rota.set({ language: 'en', theme: 'light', allowPrivateWebhooks: true, publicAddress: 'https://rota.example' });
  await rota.server.addProcess({
    name: 'InvoiceDownload',
    title: 'Invoice download',
    command: 'node',
    args: ['-e', script],
  });
});
after(async () => {
  receiver.close();
  await rota.close();
});

const script = 'console.error("fatura bulunamadı"); process.exit(3)';
const arrivals = async (count: number): Promise<void> => {
  while (heard.length < count) await new Promise<void>((resolve) => (tell = resolve));
};

test('a rule made on the page tells people of a failure in their language, and the message can be sent again', async () => {
  const { page, complaints } = await rota.open('/settings/messages');
  await page.getByText('A rule needs a channel to send through. Add one first.').waitFor();
  const server = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`;
  await rota.server.console('POST', '/api/channels', {
    title: 'Gece ekibi',
    language: 'tr',
    settings: { kind: 'ntfy', server, topic: 'rota' },
  });
  await page.getByRole('button', { name: 'Add rule', exact: true }).click();
  await page.getByRole('radio', { name: 'One process' }).click();
  await page.getByRole('button', { name: 'Save rule' }).click();
  await page.getByText('Choose what the rule is about.').waitFor();
  await page.getByRole('combobox', { name: 'Process' }).click();
  await page.getByRole('option', { name: 'Invoice download' }).click();
  await page.getByRole('checkbox', { name: 'Works again' }).uncheck();
  await page.getByRole('checkbox', { name: 'Did not run' }).uncheck();
  await page.getByRole('textbox', { name: 'At most one message every (min)' }).fill('0');
  const sentence = 'When “Invoice download” fails with no retries left: notify Gece ekibi.';
  await page.getByText(sentence, { exact: true }).waitFor();
  assert.deepEqual(await axeViolations(page), []);
  await page.getByRole('button', { name: 'Save rule' }).click();
  await page.getByRole('rowheader', { name: sentence }).waitFor();

  const { run } = await rota.server.console<{ run: Run }>('POST', '/api/processes/InvoiceDownload/run', { values: {} });
  await ended(rota.server, run.id);
  await arrivals(1);
  assert.equal(heard[0]?.title, 'Invoice download başarısız oldu');
  assert.match(heard[0].message, /fatura bulunamadı/);
  await page.getByRole('rowheader', { name: 'Invoice download: Failed, no retries left' }).waitFor();
  await page.getByText('delivered', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Send again: Invoice download: Failed, no retries left' }).click();
  await arrivals(2);
  assert.equal(heard[1]?.title, heard[0].title);
  assert.deepEqual(await axeViolations(page), []);
  assert.deepEqual(complaints, []);
  await page.close();
});

test('rules and messages are readable in both languages, on a phone and in the dark', async () => {
  const { page } = await rota.open('/settings/messages');
  for (const [language, theme, says] of [
    ['en', 'dark', 'When “Invoice download” fails with no retries left: notify Gece ekibi.'],
    ['tr', 'light', '“Invoice download” başarısız olursa ve deneme kalmadıysa: Gece ekibi kanalına bildir.'],
  ] as const) {
    await rota.set({ language, theme });
    await page.getByRole('rowheader', { name: says }).waitFor();
    for (const width of [375, 900, 1440]) {
      await page.setViewportSize({ width, height: 900 });
      await settle(page);
      assert.deepEqual(await axeViolations(page), []);
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth), false);
      const folder = process.env['ROTA_LOOK_AT'];
      if (folder !== undefined)
        await page.screenshot({ path: `${folder}/messages-${language}-${width}.png`, fullPage: true });
    }
  }
  await rota.set({ language: 'en', theme: 'light' });
  await page.close();
});

test('the process itself says who is told of its failures', async () => {
  const { page } = await rota.open('/processes/InvoiceDownload');
  await page.getByText('Failures are sent to Gece ekibi.').waitFor();
  await page.getByRole('link', { name: 'Change in the settings' }).click();
  await page.getByRole('rowheader', { name: 'Invoice download: Failed, no retries left' }).first().waitFor();
  await page.close();
});
