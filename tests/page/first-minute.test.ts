import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import test, { after, before } from 'node:test';
import type { Run } from '../../contract/run.ts';
import { ended } from './support/run-seeds.ts';
import { openRotaPage, type RotaPage } from './support/rota-page.ts';

let rota: RotaPage;
before(async () => {
  rota = await openRotaPage();
  await rota.browser.context.grantPermissions(['clipboard-read', 'clipboard-write']);
});
after(() => rota.close());

test('the first minute does not need a mouse: run it, watch it, call it from another program', async () => {
  const { page, complaints } = await rota.open('/schedules');
  const press = async (...keys: string[]) => {
    for (const key of keys) await page.keyboard.press(key);
  };
  const focused = () =>
    page.evaluate(() =>
      document.activeElement?.matches('a, button, tr, h1') ? document.activeElement.textContent : '',
    );
  const tabTo = async (text: string) => {
    for (let steps = 0; steps < 60 && !(await focused()).includes(text); steps += 1) await press('Tab');
    assert.match(await focused(), new RegExp(text));
  };

  // 1. Run it: the skip link leads past the rail to the strip's first step.
  await press('Tab');
  assert.equal(await focused(), 'Skip to content');
  await press('Enter');
  await page.waitForFunction(() => document.activeElement?.tagName === 'H1');
  assert.equal(await focused(), 'Scheduler');
  await tabTo('Run it');
  await press('Enter');
  await page
    .locator('tbody')
    .getByText(/Running|Waiting|Failed|Succeeded/)
    .first()
    .waitFor();

  // 2. Watch it: the second step leads to the run page.
  await page.getByRole('link', { name: 'Watch it' }).waitFor();
  await tabTo('Watch it');
  await press('Enter');
  await page.waitForFunction(() => /^#\/runs\/[0-9a-f-]{36}/.test(location.hash));
  await page.waitForFunction(() => document.activeElement?.tagName === 'H1');
  const { runs } = await rota.server.console<{ runs: Run[] }>('GET', '/api/runs');
  assert.equal(runs.length, 1);
  await ended(rota.server, runs[0]?.id ?? '');

  // 3. Call it: back by g s; the row's own key opens the parameters.
  await press('g', 's');
  await page.waitForFunction(() => location.hash === '#/schedules');
  await page.locator('tbody tr[data-key]').waitFor();
  await tabTo('Notepad demo');
  await press('p');
  await page.waitForSelector('[role=dialog] pre');
  await tabTo('Create API client');
  await press('Enter');
  await page.getByText('The password is shown only now').waitFor();
  await tabTo('Copy as .env');
  await press('Enter');
  await page.getByText('Copied').first().waitFor();
  assert.match(await page.evaluate(() => navigator.clipboard.readText()), /ROTA_PASSWORD=\S/);
  await press('Escape');
  await page.waitForFunction(() => document.querySelector('[role=dialog]') === null);
  // The focus returns to the row, a moment after the dialog has closed.
  await page.waitForFunction(() => document.activeElement?.matches('tr') === true);
  assert.match(await focused(), /Notepad demo/);
  assert.deepEqual(complaints, []);
  await page.close();
});

test('the first load does not weigh more than 230 KB', async (context) => {
  const page = await rota.browser.context.newPage();
  const sizes: Promise<number>[] = [];
  page.on('response', (response) => {
    if (!/\.(js|css)$/.test(new URL(response.url()).pathname)) return;
    sizes.push(response.body().then((body) => gzipSync(body).length));
  });
  await page.goto(`${rota.server.url}/#/schedules`);
  await page.locator('tbody tr[data-key]').first().waitFor();
  const total = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
  context.diagnostic(`${(total / 1024).toFixed(0)} KB of script and style, gzipped`);
  assert.ok(total < 230 * 1024, `${total} bytes`);
  await page.close();
});
