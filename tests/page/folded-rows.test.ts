import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import type { Page } from 'playwright-core';
import { axeViolations, enlargeText, openRotaPage, settle, type RotaPage, type Tab } from './support/rota-page.ts';
import { seedRuns } from './support/run-seeds.ts';
import { seedSchedules } from './support/schedule-seeds.ts';

let rota: RotaPage;
before(async () => {
  rota = await openRotaPage();
  await seedRuns(rota.server);
  await seedSchedules(rota.server);
});
after(() => rota.close());

/** The parts of a list that are outside the window, and names, words and times that are cut off. */
const unseen = (page: Page) =>
  page.locator('[role=grid]').evaluate((grid) => {
    const scroller = grid.parentElement as HTMLElement;
    const parts = [...grid.querySelectorAll<HTMLElement>('tbody tr[data-key] :is(a, button, [data-tone] > *)')];
    return [
      ...(scroller.scrollWidth > scroller.clientWidth + 1
        ? [`scrolls ${scroller.scrollWidth - scroller.clientWidth}`]
        : []),
      ...parts
        .filter((part) => {
          const { left, right, width } = part.getBoundingClientRect();
          return width === 0 || left < 0 || right > innerWidth + 1 || part.scrollWidth > part.clientWidth + 1;
        })
        .map((part) => `${part.tagName} ${part.textContent ?? ''}${part.getAttribute('aria-label') ?? ''}`),
    ];
  });

/** Nothing of the list is out of sight, nobody is kept out, the browser complains of nothing. */
async function assertAllSeen({ page, complaints }: Tab, what: string): Promise<void> {
  await settle(page);
  await page.locator('tbody tr[data-key]').first().waitFor();
  // The rows fold once the list has received its new size.
  await page.waitForFunction(() => {
    const list = document.querySelector('[role=grid]')?.parentElement;
    return list && list.scrollWidth <= list.clientWidth + 1;
  });
  assert.deepEqual(await unseen(page), [], what);
  assert.deepEqual(await axeViolations(page), [], what);
  assert.deepEqual(complaints, [], what);
}

for (const place of ['/schedules', '/runs', '/processes'])
  test(`a name, a result or an action of ${place} is out of sight on a narrow window, or with text of twice the size`, async () => {
    const tab = await rota.open(place);
    for (const language of ['en', 'tr'] as const) {
      await rota.set({ language });
      await tab.page.waitForSelector(`html[lang=${language}]`);
      for (const size of [
        { width: 320, height: 740 },
        { width: 600, height: 800 },
      ]) {
        await tab.page.setViewportSize(size);
        await assertAllSeen(tab, `${place}, ${language}, ${size.width} px`);
      }
    }
    await tab.page.setViewportSize({ width: 1280, height: 800 });
    await enlargeText(tab.page);
    for (const language of ['tr', 'en'] as const) {
      await rota.set({ language });
      await tab.page.waitForSelector(`html[lang=${language}]`);
      await assertAllSeen(tab, `${place}, ${language}, large text`);
    }
    await tab.page.close();
  });

test('a list that stands in columns on a narrow window does not fold on a wider one', async () => {
  await rota.set({ language: 'tr' });
  for (const place of ['/schedules', '/runs', '/processes']) {
    const { page } = await rota.open(place);
    await page.locator('tbody tr[data-key]').first().waitFor();
    for (let width = 900; width <= 1300; width += 25) {
      await page.setViewportSize({ width, height: 700 });
      const isRow = () => (document.querySelector('tbody tr[data-key]')?.getBoundingClientRect().height ?? 99) < 60;
      await page.waitForFunction(isRow).catch(() => assert.fail(`${place} is folded at ${width} px`));
    }
    await page.close();
  }
  await rota.set({ language: 'en' });
});

test('the arrows lead the focus under the header or below the edge, folded or not', async () => {
  await rota.server.addProcess({ name: 'Plain', command: process.execPath, args: ['-e', '0'] });
  const plan = { kind: 'call', timezone: 'UTC' };
  for (let n = 0; n < 6; n += 1)
    await rota.server.console('POST', '/api/schedules', { process: 'Plain', name: `More ${n}`, plan });
  for (const size of [
    { width: 320, height: 720 },
    { width: 1280, height: 420 },
  ]) {
    const { page } = await rota.open('/schedules');
    await page.setViewportSize(size);
    await settle(page);
    await page.locator('tbody tr[data-key]').first().focus();
    const rows = Number(await page.locator('[role=grid]').getAttribute('aria-rowcount'));
    const at = (index: number) =>
      page.waitForFunction((row) => document.activeElement?.getAttribute('aria-rowindex') === String(row), index);
    for (let row = 3; row <= rows; row += 1) {
      await page.keyboard.press('ArrowDown');
      await at(row);
      await page.waitForFunction(isWhole);
    }
    for (let row = rows - 1; row >= 2; row -= 1) {
      await page.keyboard.press('ArrowUp');
      await at(row);
      await page.waitForFunction(isWhole);
    }
    await page.close();
  }
});

/** Whether the focused row is completely visible. */
function isWhole(): boolean {
  const row = document.activeElement?.getBoundingClientRect();
  const head = document.querySelector('[role=grid] thead')?.getBoundingClientRect();
  const list = document.querySelector('[role=grid]')?.parentElement?.getBoundingClientRect();
  return (
    row !== undefined &&
    head !== undefined &&
    list !== undefined &&
    row.top >= head.bottom - 1 &&
    row.bottom <= list.bottom + 1
  );
}
