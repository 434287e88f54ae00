import assert from 'node:assert/strict';
import { once } from 'node:events';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { freePort } from '../support/free-port.ts';
import { startRota } from '../support/server.ts';
import { until } from '../support/until.ts';
import { axeViolations, openRotaPage, settle } from './support/rota-page.ts';

let template: string;
before(async () => {
  const first = await startRota();
  await first.console('PATCH', '/api/settings', { port: await freePort(), language: 'en' });
  await first.stop({ keepHome: true });
  template = first.home;
});
after(() => rm(template, { recursive: true, force: true }));

/** A server whose address comes from its settings, as for a person. */
async function openWithSettings(browser: { trustsAnyCertificate?: boolean } = {}) {
  const home = await mkdtemp(path.join(os.tmpdir(), 'rota-test-'));
  await cp(template, home, { recursive: true });
  return openRotaPage({ home, env: { ROTA_PORT: '' }, ...browser });
}

test('a restart is offered where it is needed, asks while runs are active, and takes the page along to the new port', async () => {
  const rota = await openWithSettings();
  try {
    const { page } = await rota.open('/settings/server');
    const offer = page.getByRole('button', { name: 'Restart now' });
    assert.equal(await offer.count(), 0, 'not before it is needed');
    await rota.server.addProcess({
      name: 'Long',
      command: process.execPath,
      args: ['-e', 'setInterval(() => {}, 1000)'],
    });
    await rota.server.console('POST', '/api/processes/Long/run', {});
    await until(
      'the run is running',
      async () =>
        (await rota.server.console<{ worker: { running: number } }>('GET', '/api/worker')).worker.running === 1,
    );
    const port = await freePort();
    await page.getByLabel('Port', { exact: true }).fill(String(port));
    await page.getByLabel('Port', { exact: true }).blur();
    await offer.click();
    const question = page.getByRole('dialog');
    await question.getByText('1 run is active.').waitFor();
    await question.getByRole('button', { name: 'Keep running' }).click();
    await question.waitFor({ state: 'hidden' });
    await offer.click();
    await question.getByRole('button', { name: 'Restart now' }).click();
    await page.waitForURL(`http://127.0.0.1:${port}/#/settings/server`, { timeout: 60_000 });
    await page.getByRole('heading', { name: 'Server' }).waitFor();
    assert.equal(await page.getByLabel('Port', { exact: true }).inputValue(), String(port));
    assert.equal(await offer.count(), 0, 'offered once');
    await page.close();
  } finally {
    await rota.close();
  }
});

test('why a restart did not lead to the wanted address is not on the page, or stays there when another is chosen', async () => {
  const rota = await openWithSettings();
  const other = createServer((_request, response) => response.end()).listen(0, '127.0.0.1');
  await once(other, 'listening');
  try {
    const { port } = other.address() as AddressInfo;
    const { page } = await rota.open('/settings/server');
    const field = page.getByLabel('Port', { exact: true });
    await field.fill(String(port));
    await field.blur();
    await page.getByRole('button', { name: 'Restart now' }).click();
    const strip = page.getByRole('status').filter({ hasText: `Port ${port} is in use by` });
    await strip
      .getByText(/^Rota stayed at its present address\. Port \d+ is in use by .+\. Choose another port/)
      .waitFor();
    assert.deepEqual(await axeViolations(page), []);
    await page.reload();
    await settle(page);
    await strip.waitFor();
    await rota.set({ language: 'tr' });
    const turkish = `Rota şu anki adresinde kaldı. ${port} numaralı bağlantı noktası kullanımda:`;
    await page.getByRole('status').filter({ hasText: turkish }).waitFor();
    assert.deepEqual(await axeViolations(page), []);
    await rota.set({ language: 'en' });
    await strip.waitFor();
    await field.fill(String(await freePort()));
    await field.blur();
    await page.getByText('Some changes need a restart of Rota.').waitFor();
    assert.equal(await strip.count(), 0);
    await page.close();
  } finally {
    other.close();
    other.closeAllConnections();
    await rota.close();
  }
});

test('a page whose name the new address does not serve waits for ever, or arrives signed out', async () => {
  const rota = await openWithSettings();
  try {
    const { page } = await rota.open('/settings/server');
    // A single address other than the page's; macOS has only these two by default.
    const host = process.platform === 'darwin' ? '::1' : '127.0.0.2';
    await rota.set({ host });
    await page.getByRole('button', { name: 'Restart now' }).click();
    const next = `http://${host.includes(':') ? `[${host}]` : host}:${new URL(rota.server.url).port}`;
    await page.getByText('This page reconnects automatically at the new address').waitFor();
    await page.getByRole('link', { name: next }).waitFor();
    await page.waitForURL((url) => url.origin === next, { timeout: 60_000 });
    await page.getByRole('navigation', { name: 'Main' }).waitFor();
    await page.close();
  } finally {
    await rota.close();
  }
});

test('"this network" takes the page along to TLS and "this computer" back, without a new sign-in', async () => {
  const rota = await openWithSettings({ trustsAnyCertificate: true });
  try {
    await rota.server.addClient();
    const { page } = await rota.open('/settings/server');
    await page.getByLabel('This network').click();
    await page.getByRole('dialog').getByRole('button', { name: 'Let other computers in' }).click();
    const restart = page.getByRole('button', { name: 'Restart now' });
    await restart.click();
    await page.getByText('the browser warns about the self-signed certificate').waitFor();
    const secured = rota.server.url.replace('http:', 'https:');
    await page.waitForURL(`${secured}/#/settings/server`, { timeout: 60_000 });
    await page.getByRole('radio', { name: 'This network', checked: true }).waitFor();
    await page.getByLabel('This computer only').click();
    await restart.click();
    await page.waitForURL(`${rota.server.url}/#/settings/server`, { timeout: 60_000 });
    await page.getByRole('radio', { name: 'This computer only', checked: true }).waitFor();
    await page.close();
  } finally {
    await rota.close();
  }
});

test('a browser on another computer is left waiting for an address that it cannot reach', async () => {
  const rota = await openWithSettings();
  try {
    const { page } = await rota.open('/settings/server');
    const url = 'http://127.0.0.1:8484';
    // The answer to a remote browser is faked; the tests of the next address check that the server gives it.
    await page.route('**/api/restart', (route) =>
      route.fulfill({ json: { ok: true, url, isOutOfReach: true, startMs: 1 } }),
    );
    await rota.set({ port: await freePort() });
    await page.getByRole('button', { name: 'Restart now' }).click();
    await page.getByText('After that it can be reached only from the computer it runs on').waitFor();
    await page.getByRole('link', { name: url }).waitFor();
    await page.close();
  } finally {
    await rota.close();
  }
});

test('in the window of the desktop app the page waits for a restart that ends it, and says nothing of it', async () => {
  const rota = await openWithSettings();
  try {
    const page = await rota.browser.context.newPage();
    await page.addInitScript(() => {
      const desktop = { platform: 'linux', call: () => Promise.resolve(null), on: () => () => undefined };
      Object.assign(globalThis, { desktop });
    });
    await page.goto(`${rota.server.url}/#/settings/server`);
    const port = page.getByLabel('Port', { exact: true });
    await port.fill(String(await freePort()));
    await port.blur();
    const strip = page.getByRole('status').filter({ hasText: 'Some changes need a restart' });
    await strip.waitFor();
    assert.deepEqual(await strip.getByRole('button').allTextContents(), ['Restart now']);
    assert.deepEqual(await axeViolations(page), []);
    await strip.getByRole('button').click();
    await page.getByText('Rota is restarting. This window reopens automatically.').waitFor();
    assert.equal(await page.getByRole('button', { name: 'Restart now' }).count(), 0);
    await page.close();
  } finally {
    await rota.close();
  }
});
