import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { openRotaPage, type RotaPage } from './support/rota-page.ts';

let rota: RotaPage;

// A separate browser: one that has shown Turkish before has its words cached.
before(async () => {
  rota = await openRotaPage();
  await rota.set({ language: 'en' });
});
after(() => rota.close());

test('the page does not fetch the words of a language that nobody reads here', async () => {
  const page = await rota.browser.context.newPage();
  const fetched: string[] = [];
  page.on('request', (request) => fetched.push(new URL(request.url()).pathname));
  await page.goto(`${rota.server.url}/#/schedules`);
  await page.getByRole('heading', { level: 1, name: 'Scheduler' }).waitFor();
  const words = fetched.filter((file) => /\/assets\/(en|tr)-.*\.js$/.test(file));
  assert.deepEqual(
    words.map((file) => file.slice(8, 10)),
    ['en'],
  );
  await page.close();
});

test('a language whose words cannot be fetched does not leave an empty page, and comes when they can', async () => {
  const { page } = await rota.open('/settings/general');
  const words = /\/assets\/tr-.*\.js$/;
  await page.route(words, (route) => route.abort());
  const refused = page.waitForEvent('requestfailed', (request) => words.test(request.url()));
  await page.getByRole('radio', { name: 'Türkçe' }).click();
  await refused;
  await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor();
  assert.equal(await page.getAttribute('html', 'lang'), 'en');
  await page.unroute(words);
  await page.getByRole('heading', { level: 1, name: 'Ayarlar' }).waitFor();
  await page.getByRole('radio', { name: 'English' }).click();
  await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor();
  await page.close();
});
