import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { openRotaPage, type RotaPage } from './support/rota-page.ts';

// Chromium resolves every name below localhost to this computer.
const name = 'robot.localhost';
let rota: RotaPage;

before(async () => {
  rota = await openRotaPage({ env: { ROTA_HOSTS: name } });
});
after(() => rota.close());

test('who reads the page by another name of the computer does not get a sample that calls their own', async () => {
  const { url: link } = await rota.server.console<{ url: string }>('POST', '/api/session/link');
  const origin = rota.server.url.replace('127.0.0.1', name);
  const page = await rota.browser.context.newPage();
  await page.goto(link.replace(rota.server.url, origin));
  await page.getByRole('button', { name: /^Parameters/ }).click();
  const address = page.locator('[role=dialog] code', { hasText: 'process/start' }).first();
  assert.equal(await address.innerText(), `${origin}/scheduler/connector-api/process/start`);
  await page.close();
});

test('on the computer itself the sample calls the address that Rota listens on', async () => {
  const { page } = await rota.open('/schedules');
  await page.getByRole('button', { name: /^Parameters/ }).click();
  const address = page.locator('[role=dialog] code', { hasText: 'process/start' }).first();
  assert.equal(await address.innerText(), `${rota.server.url}/scheduler/connector-api/process/start`);
  await page.close();
});
