import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { startRota } from '../support/server.ts';
import { complaintsOf, openBrowser } from './support/browser.ts';
import { openRotaPage, type RotaPage } from './support/rota-page.ts';

let rota: RotaPage;
before(async () => {
  rota = await openRotaPage();
});
after(() => rota.close());

test('eight tabs do not choke the browser: one connection serves them all, and another tab takes over', async () => {
  let opened = 0;
  rota.browser.context.on('request', (request) => {
    if (request.url().endsWith('/api/events')) opened += 1;
  });
  const tabs = [];
  for (let count = 0; count < 8; count += 1) tabs.push(await rota.open('/schedules'));
  for (const { page } of tabs) await page.getByText('live', { exact: true }).waitFor();
  assert.equal(opened, 1);
  const { rows } = await rota.server.console<{ rows: { id: string }[] }>('GET', '/api/schedules');
  const id = rows[0]?.id ?? '';
  await rota.server.console('POST', `/api/schedules/${id}/pause`, {});
  for (const { page } of tabs) await page.locator('tbody').getByText('Paused', { exact: true }).waitFor();
  await tabs[0]?.page.close();
  for (const { page } of tabs.slice(1)) await page.getByText('live', { exact: true }).waitFor();
  await rota.server.console('POST', `/api/schedules/${id}/resume`);
  for (const { page } of tabs.slice(1)) await page.locator('tbody').getByText('On call only').waitFor();
  assert.equal(opened, 2);
  for (const { page } of tabs.slice(1)) await page.close();
});

test('a server that is gone is not hidden, and when it is back the page is, too', async () => {
  const port = new URL(rota.server.url).port;
  const { page } = await rota.open('/schedules');
  await page.getByText('live', { exact: true }).waitFor();
  await rota.server.kill();
  await page.getByText(/Can’t reach the scheduler/).waitFor();
  assert.equal(await page.locator('tbody tr[data-key]').count(), 1, 'what was shown stays readable');
  const back = await startRota({ home: rota.server.home, env: { ROTA_PORT: port } });
  try {
    await page.getByText('live', { exact: true }).waitFor({ timeout: 60_000 });
    await page.getByText(/Can’t reach the scheduler/).waitFor({ state: 'detached' });
    await back.console('PATCH', '/api/worker', { name: 'renamed' });
    await page
      .locator('footer')
      .getByText(/renamed/)
      .waitFor();
  } finally {
    await back.stop({ keepHome: true });
  }
});

test('a tab that another one listens for fetches what it missed, too, when the server is back', async (t) => {
  const own = await openRotaPage();
  t.after(() => own.browser.close());
  const { home, url } = own.server;
  const first = await own.open('/schedules');
  await first.page.getByText('live', { exact: true }).waitFor();
  const second = await own.open('/schedules');
  await second.page.getByText('live', { exact: true }).waitFor();
  await own.server.kill();
  await second.page.getByText(/Can’t reach the scheduler/).waitFor();
  const meanwhile = await startRota({ home });
  const { rows } = await meanwhile.console<{ rows: { id: string }[] }>('GET', '/api/schedules');
  await meanwhile.console('POST', `/api/schedules/${rows[0]?.id ?? ''}/pause`, {});
  await meanwhile.stop({ keepHome: true });
  const back = await startRota({ home, env: { ROTA_PORT: new URL(url).port } });
  t.after(() => back.stop());
  for (const { page } of [first, second])
    await page.locator('tbody').getByText('Paused', { exact: true }).waitFor({ timeout: 60_000 });
});

test('who is not signed in sees how to get in, and a used link says that it is used', async () => {
  const server = await startRota();
  const browser = await openBrowser();
  try {
    const page = await browser.context.newPage();
    await page.goto(`${server.url}/`);
    await page.getByText('npx rota open').waitFor();
    // Only the part after # changes, so that the page stays and exchanges the token itself.
    await page.goto(server.signInLink);
    await page.waitForSelector('nav');
    await page.reload();
    await page.waitForSelector('nav');
    assert.doesNotMatch(page.url(), /token/);
    await page.context().clearCookies();
    const other = await browser.context.newPage();
    const complaints = complaintsOf(other);
    await other.goto(server.signInLink);
    await other.getByText(/already used or has expired/).waitFor();
    assert.ok(
      complaints.every((complaint) => /401/.test(complaint)),
      complaints.join('\n'),
    );
  } finally {
    await browser.close();
    await server.stop();
  }
});

test('a row, a list and a run say why the run waits, in the reader’s language, and stop saying so when it may go', async (t) => {
  const own = await openRotaPage();
  t.after(() => own.close());
  const { rows } = await own.server.console<{ rows: { id: string }[] }>('GET', '/api/schedules');
  const id = rows[0]?.id ?? '';
  await own.server.console('POST', '/api/pause', { until: Date.now() + 3_600_000 });
  const { run } = await own.server.console<{ run: { id: string } }>('POST', `/api/schedules/${id}/run`, {});
  const scheduler = await own.open('/schedules');
  const list = await own.open('/runs');
  const page = await own.open(`/runs/${run.id}`);
  for (const tab of [scheduler, list, page])
    await tab.page
      .locator('main')
      .getByText(/all schedules are paused until \d\d:\d\d|paused until \d\d \w+ \d\d:\d\d/)
      .first()
      .waitFor();
  await own.set({ language: 'tr' });
  for (const tab of [scheduler, list, page])
    await tab.page
      .locator('main')
      .getByText(/tüm zamanlamalar duraklatıldı \(bitiş: /)
      .first()
      .waitFor();
  await own.set({ language: 'en' });
  await own.server.console('POST', '/api/resume');
  for (const tab of [scheduler, list, page]) {
    await tab.page
      .locator('main')
      .getByText(/all schedules are paused/)
      .first()
      .waitFor({ state: 'detached' });
    assert.deepEqual(tab.complaints, []);
    await tab.page.close();
  }
});
