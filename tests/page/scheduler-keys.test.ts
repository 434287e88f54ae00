import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import type { Page } from 'playwright-core';
import { enlargeText, openRotaPage, settle, type RotaPage } from './support/rota-page.ts';
import { seedSchedules, type Seeds } from './support/schedule-seeds.ts';

let rota: RotaPage;
let seeds: Seeds;

before(async () => {
  rota = await openRotaPage();
  seeds = await seedSchedules(rota.server);
});
after(() => rota.close());

const rows = (page: Page) => page.locator('tbody tr[data-key]');
/** Not a row that only says that it follows. */
const rowNamed = (page: Page, name: string) =>
  rows(page).and(page.getByRole('row', { name: new RegExp(`^(?:Select|Seç): ${name}`) }));
const selectedAre = (page: Page, wanted: number) =>
  page.waitForFunction((count) => document.querySelectorAll('tr[aria-selected=true]').length === count, wanted);
const focusedRow = (page: Page) => page.evaluate(() => document.activeElement?.getAttribute('aria-rowindex'));

test('several rows are not a click or a key each: Shift selects all between, Ctrl A all, and the focus stays with them', async () => {
  const { page, complaints } = await rota.open('/schedules');
  await rows(page).first().focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('Shift+ArrowDown');
  await selectedAre(page, 2);
  await page.keyboard.press('Control+a');
  await selectedAre(page, 4);
  await page.keyboard.press('Escape');
  await selectedAre(page, 0);
  await rows(page).nth(0).getByRole('checkbox').click();
  await rows(page)
    .nth(2)
    .getByRole('checkbox')
    .click({ modifiers: ['Shift'] });
  await selectedAre(page, 3);
  assert.equal(await page.evaluate(() => getSelection()?.isCollapsed), true, 'no text is selected by it');
  await page.getByRole('button', { name: 'Clear selection' }).click();
  await selectedAre(page, 0);
  assert.equal(await focusedRow(page), '4');
  assert.deepEqual(complaints, []);
  await page.close();
});

test('letters that are turned off do not even move the focus', async () => {
  await rota.set({ singleKeyShortcuts: false });
  const { page } = await rota.open('/schedules');
  await rows(page).first().focus();
  await page.keyboard.press('j');
  await page.keyboard.press('s');
  assert.equal(await focusedRow(page), '2');
  await page.keyboard.press('ArrowDown');
  await page.waitForFunction(() => document.activeElement?.getAttribute('aria-rowindex') === '3');
  await rota.set({ singleKeyShortcuts: true });
  await page.getByText('parameters', { exact: false }).last().waitFor();
  await page.keyboard.press('j');
  await page.waitForFunction(() => document.activeElement?.getAttribute('aria-rowindex') === '4');
  await page.close();
});

test('what the server refuses is not shown as done, and its reason does not pile up', async () => {
  const { page } = await rota.open('/schedules');
  const body = JSON.stringify({ message: 'No room.', error: { code: 'STORAGE_UNAVAILABLE', details: [] } });
  await page.route('**/api/schedules/*/*', (route) =>
    route.fulfill({ status: 503, contentType: 'application/json', body }),
  );
  const row = rowNamed(page, 'Invoice download');
  await row.focus();
  const refused = page.getByRole('alert').filter({ hasText: 'No room.' });
  for (const [key, path, text] of [
    ['s', 'pause', 'Couldn’t pause “Invoice download”: No room.'],
    ['f', 'favourite', 'Couldn’t remove “Invoice download” from favourites: No room.'],
    ['r', 'run', 'Couldn’t run “Invoice download”: No room.'],
  ] as const) {
    const asked = page.waitForResponse((response) => response.url().endsWith(`/${path}`));
    await page.keyboard.press(key);
    await asked;
    await refused.getByText(text, { exact: true }).waitFor();
  }
  await refused.nth(1).waitFor({ state: 'detached' });
  await row.getByText('Scheduled', { exact: true }).waitFor();
  assert.equal(await row.locator('[data-action=favourite]').getAttribute('aria-pressed'), 'true');
  assert.equal(await refused.count(), 1);
  await page.close();
});

test('a refusal is said in the language of the page', async () => {
  await rota.set({ language: 'tr' });
  const { page } = await rota.open('/schedules');
  const body = JSON.stringify({ message: 'The disk is full.', error: { code: 'NO_ROOM', details: [] } });
  await page.route('**/api/schedules/*/run', (route) =>
    route.fulfill({ status: 507, contentType: 'application/json', body }),
  );
  await rowNamed(page, 'Invoice download').focus();
  await page.keyboard.press('r');
  await page
    .getByRole('alert')
    .getByText(/^“Invoice download” çalıştırılamadı: Disk dolu/)
    .waitFor();
  assert.equal(await page.getByText('The disk is full.').count(), 0);
  await page.close();
  await rota.set({ language: 'en' });
});

test('while all schedules are paused the footer does not promise a next run', async () => {
  const { page } = await rota.open('/schedules');
  const next = page.locator('footer').getByText(/^Next: /);
  await next.waitFor();
  await page.getByRole('button', { name: 'Pause all' }).click();
  await next.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Resume', exact: true }).click();
  await next.waitFor();
  await page.close();
});

test('the palette finds a process by its name, too, asks for its values with the field at hand, and a pasted ID finds one run', async () => {
  const { page } = await rota.open('/schedules');
  const options = page.getByRole('option');
  const typed = async (text: string) => {
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').fill(text);
  };
  await typed('run invoicedown');
  await options.filter({ hasText: 'Start a process: Invoice download' }).waitFor();
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.activeElement?.id === 'run-values-supplier');
  await page.keyboard.press('Escape');
  await page.waitForFunction(() => document.querySelector('[role=dialog]') === null);
  const { run } = await rota.server.console<{ run: { id: string } }>(
    'POST',
    `/api/schedules/${seeds.weekly.id}/run`,
    {},
  );
  await typed(`{${run.id}}`);
  await options.first().waitFor();
  assert.deepEqual(await options.allTextContents(), [`Open run ${run.id}`]);
  await page.close();
});

test('Enter that ends a word in an input method does not also pick a command', async () => {
  const { page } = await rota.open('/schedules');
  await page.keyboard.press('Control+k');
  const field = page.getByRole('combobox');
  await field.fill('go to runs');
  await page.getByRole('option', { name: 'Go to Runs' }).waitFor();
  await field.dispatchEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true });
  await field.dispatchEvent('keydown', { key: 'ArrowDown', isComposing: true, bubbles: true });
  assert.match(page.url(), /#\/schedules/);
  assert.ok(await field.isVisible());
  await page.keyboard.press('Enter');
  await page.waitForURL(/#\/runs/);
  await page.close();
});

test('text of twice the size is not cut off: columns, rows and the rail grow with it', async () => {
  const { page } = await rota.open('/schedules');
  await enlargeText(page);
  await settle(page);
  await rowNamed(page, 'SAP close').waitFor();
  const cut = await page
    .locator('tbody tr[data-key] td span, nav a')
    .evaluateAll((texts) =>
      texts
        .filter(
          (text) => text.scrollWidth > text.clientWidth + 1 && /state|text|name/.test(text.getAttribute('class') ?? ''),
        )
        .map((text) => text.textContent),
    );
  assert.deepEqual(cut, []);
  const isWhole = await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);
  assert.ok(isWhole, 'only the table scrolls sideways');
  await page.close();
});

for (const place of ['/schedules', '/processes']) {
  test(`the right button opens the menu of the row where it is pressed, and leaves links and text to the browser (${place})`, async () => {
    const { page, complaints } = await rota.open(place);
    const row = rows(page).nth(1);
    const box = await row.boundingBox();
    assert.ok(box);
    const at = { x: Math.round(box.x + box.width / 2), y: Math.round(box.y + 4) };
    await page.mouse.click(at.x, at.y, { button: 'right' });
    const menu = page.locator('[role=menu]');
    await menu.waitFor();
    const shown = await menu.boundingBox();
    assert.ok(shown && Math.abs(shown.x - at.x) < 3 && Math.abs(shown.y - at.y) < 5, JSON.stringify({ shown, at }));
    assert.equal(await page.locator('tr[data-active]').getAttribute('data-key'), await row.getAttribute('data-key'));
    await page.keyboard.press('Escape');
    await menu.waitFor({ state: 'detached' });
    const isLeft = page.evaluate(
      () =>
        new Promise((resolve) =>
          addEventListener('contextmenu', (event) => resolve(!event.defaultPrevented), { once: true }),
        ),
    );
    await row.locator('a').first().click({ button: 'right' });
    assert.equal(await isLeft, true);
    assert.equal(await menu.count(), 0);
    assert.deepEqual(complaints, []);
    await page.close();
  });
}

test('the boxes of the rows are not all called the same: each says what it selects, in both languages', async () => {
  for (const [language, header, name] of [
    ['en', 'Select', (of: string) => `Select: ${of}`],
    ['tr', 'Seç', (of: string) => `Seç: ${of}`],
  ] as const) {
    await rota.set({ language });
    const { page } = await rota.open('/schedules');
    await page.getByRole('columnheader', { name: header, exact: true }).waitFor();
    const first = (await rows(page).nth(0).locator('a').first().textContent()) ?? '';
    await page.getByRole('checkbox', { name: name(first), exact: true }).click();
    await page.locator('tr[aria-selected=true]', { hasText: first }).waitFor();
    await page.close();
  }
  await rota.set({ language: 'en' });
});
