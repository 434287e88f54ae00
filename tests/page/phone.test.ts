import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import type { Page } from 'playwright-core';
import { axeViolations, goTo, openRotaPage, settle, type RotaPage } from './support/rota-page.ts';
import { seedRuns, type RunSeeds } from './support/run-seeds.ts';

// A phone, and what only has room on a larger screen: one server and one tab.

let rota: RotaPage;
let seeds: RunSeeds;
let page: Page;
let complaints: readonly string[];
before(async () => {
  rota = await openRotaPage({ width: 375, height: 740 });
  seeds = await seedRuns(rota.server);
  ({ page, complaints } = await rota.open('/overview'));
});
after(() => rota.close());

const bar = () => page.getByRole('navigation', { name: /^(Main|Ana)/ });

test('a phone has icons without words, or places that cannot be reached by keyboard', async () => {
  for (const [language, words, more] of [
    ['tr', ['Genel bakış', 'Zamanlayıcı', 'Çalıştırmalar', 'Zaman çizelgesi', 'Süreçler'], 'Diğer'],
    ['en', ['Overview', 'Scheduler', 'Runs', 'Timeline', 'Processes'], 'More'],
  ] as const) {
    await rota.set({ language });
    await page.waitForSelector(`html[lang=${language}]`);
    const links = page.locator('nav').first().locator('> a');
    const shown = (await links.allInnerTexts()).map((text) => text.split('\n')[0]);
    assert.deepEqual(shown, words);
    const cut = await page
      .locator('nav > :is(a, button)')
      .evaluateAll((all) =>
        all
          .filter((one) => one.scrollWidth > one.clientWidth + 1 || one.getBoundingClientRect().height < 44)
          .map((one) => one.textContent),
      );
    assert.deepEqual(cut, []);
    const button = page.getByRole('button', { name: more });
    await button.focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.waitForFunction(() => document.activeElement?.getAttribute('href') === '#/reports');
    assert.deepEqual(await axeViolations(page), []);
    await page.keyboard.press('Escape');
    await page.waitForFunction(() => document.activeElement?.getAttribute('aria-expanded') === 'false');
    await button.click();
    await page.locator('nav a[href="#/settings"]').click();
    await page.waitForURL(/#\/settings/);
    assert.equal(await button.getAttribute('aria-expanded'), 'false');
    await goTo(page, '/overview');
  }
  assert.equal(await bar().count(), 1);
  assert.deepEqual(complaints, []);
});

test('on a phone the filters of the runs take half of the screen, or the reason is left out of the list', async () => {
  await goTo(page, '/runs');
  const header = page.locator('main header');
  assert.ok((await header.boundingBox())!.height < 60);
  await page
    .locator('tbody tr[data-key]', { hasText: 'Payroll check' })
    .getByText(/Log-in page changed|3/)
    .first()
    .waitFor();
  const filters = page.getByRole('button', { name: 'Search and filter' });
  await filters.click();
  await page.getByRole('searchbox').fill('payroll');
  await page.waitForURL(/q=payroll/);
  await page.getByRole('button', { name: 'Search and filter: in use' }).click();
  await page.getByRole('searchbox').waitFor({ state: 'hidden' });
  assert.deepEqual(await axeViolations(page), []);
});

test('a toast covers the bar, the dialog or what is on the screen', async () => {
  await goTo(page, `/runs/${seeds.failed.id}`);
  await page
    .getByRole('button', { name: /^Retry/ })
    .first()
    .click();
  const toast = page.locator('.mantine-Notifications-notification');
  await toast.waitFor();
  await settle(page);
  const boxes = await page.evaluate(() => {
    const edge = (selector: string) => document.querySelector(selector)!.getBoundingClientRect();
    return {
      toast: edge('.mantine-Notifications-notification').toJSON() as DOMRect,
      main: edge('main').bottom,
      bar: edge('nav').top,
    };
  });
  assert.ok(boxes.main <= boxes.toast.top + 1, JSON.stringify(boxes));
  assert.ok(boxes.toast.bottom <= boxes.bar + 1, JSON.stringify(boxes));
  assert.equal(await toast.count(), 1);
});

test('a run of some milliseconds cannot be hit on the timeline of a day', async () => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await goTo(page, '/timeline');
  const lane = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: /^Supplier invoices/ }) });
  const mark = lane.getByRole('gridcell').first();
  const box = (await mark.boundingBox())!;
  assert.ok(box.width >= 8, String(box.width));
  // Beside it, and at the upper edge of its lane.
  await page.mouse.click(box.x + box.width + 8, box.y - 6);
  await page.waitForURL(new RegExp(`#/runs/${seeds.succeeded.id}`));
});

test('where many runs meet is seen in a picture alone, or leads nowhere', async () => {
  for (const [language, theme] of [
    ['tr', 'dark'],
    ['en', 'light'],
  ] as const) {
    await rota.set({ language, theme });
    await page.waitForSelector(`html[lang=${language}]`);
    for (const width of [375, 1440]) {
      await page.setViewportSize({ width, height: 900 });
      await goTo(page, '/timeline?view=load&load=past');
      const table = page.getByRole('table');
      await table.waitFor();
      assert.equal(await table.locator('tbody tr').count(), 24);
      assert.deepEqual(await axeViolations(page), []);
    }
  }
  const full = page.locator('tbody a[data-shade="4"]').first();
  assert.match((await full.getAttribute('aria-label')) ?? '', / start, .* at once/);
  await page.locator('tbody a[tabindex="0"]').focus();
  await page.keyboard.press('ArrowDown');
  await page.waitForFunction(() => document.activeElement?.getAttribute('data-place') === '9 0');
  await full.click();
  await page.waitForURL(/#\/timeline\?from=\d+&to=\d+/);
  await page.getByRole('grid').waitFor();
  assert.deepEqual(complaints, []);
});

test('whoever watches a robot work goes on to ask for pictures when the page is left, or is not told why there is none', async () => {
  await rota.server.addProcess({
    name: 'Desk',
    command: 'node',
    args: ['-e', 'setInterval(() => {}, 1000)'],
    usesDesktop: true,
  });
  const { run } = await rota.server.console<{ run: { id: string } }>('POST', '/api/processes/Desk/run', { values: {} });
  const { page: own } = await rota.open('/overview');
  // The server of the tests is no desktop app: the page hears that it is one, and a picture.
  await own.route('**/api/session', async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, json: { ...((await answer.json()) as object), isDesktop: true } });
  });
  let asked = 0;
  let isRefused = false;
  const picture = Buffer.from(
    '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAP//////////////////////////////////////////////////////////////////////////////////////wAALCAABAAEBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAAA//EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQEAAD8AN//Z',
    'base64',
  );
  await own.route('**/screen', (route) => {
    asked += 1;
    if (isRefused) return route.continue();
    return route.fulfill({ json: { at: Date.now(), jpeg: picture.toString('base64') } });
  });
  await own.reload();
  await goTo(own, `/runs/${run.id}`);
  await own.getByRole('button', { name: 'Watch' }).click();
  await own.getByRole('img', { name: 'The screen on which the robot works' }).waitFor();
  assert.deepEqual(await axeViolations(own), []);
  await own.getByRole('button', { name: 'Stop watching' }).click();
  const before = asked;
  await goTo(own, '/overview');
  await goTo(own, `/runs/${run.id}`);
  assert.equal(asked, before);
  isRefused = true;
  await own.getByRole('button', { name: 'Watch' }).click();
  await own.getByText(/without its desktop app, which alone can take a picture/).waitFor();
  await rota.server.console('POST', `/api/runs/${run.id}/cancel`, { force: true });
  await own.getByRole('button', { name: /Watch|Stop watching/ }).waitFor({ state: 'detached' });
  await own.close();
});
