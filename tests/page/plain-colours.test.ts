import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import type { Page } from 'playwright-core';
import { openRotaPage, settle, type RotaPage } from './rota-page.ts';
import { seedRuns, type RunSeeds } from './run-seeds.ts';
import { seedSchedules, type Seeds } from './schedule-seeds.ts';

let rota: RotaPage;
let runs: RunSeeds;
let schedules: Seeds;

before(async () => {
  rota = await openRotaPage();
  runs = await seedRuns(rota.server);
  schedules = await seedSchedules(rota.server);
});
after(() => rota.close());

/** A tab in which the system draws with a few colours of its own choice (high contrast on Windows). */
async function openPlain(place: string, media: { theme?: 'light' | 'dark' } = {}): Promise<Page> {
  const { page } = await rota.open('/settings/about');
  await page.emulateMedia({ forcedColors: 'active', colorScheme: media.theme ?? 'dark' });
  await page.goto(`${rota.server.url}/#${place}`);
  await settle(page);
  return page;
}

const ground = (page: Page, selector: string) =>
  page
    .locator(selector)
    .first()
    .evaluate((element) => getComputedStyle(element).backgroundColor);

/** The colour that the system gives to a keyword such as `Highlight`. */
const systemColour = (page: Page, keyword: string) =>
  page.evaluate((name) => {
    const probe = document.createElement('i');
    probe.style.cssText = `forced-color-adjust: none; background: ${name}`;
    document.body.append(probe);
    const colour = getComputedStyle(probe).backgroundColor;
    probe.remove();
    return colour;
  }, keyword);

for (const theme of ['light', 'dark'] as const) {
  test(`progress, bars and what is chosen can be seen with the colours of the system (${theme})`, async () => {
    await rota.set({ theme });
    const chosen: readonly [place: string, selector: string, keyword: string][] = [
      [`/runs/${runs.live.id}`, 'main [role=progressbar] > *', 'Highlight'],
      [`/runs/${runs.live.id}`, 'main [role=tab][aria-selected=true]', 'Highlight'],
      ['/overview', 'main [role=option] [data-kind=good]', 'CanvasText'],
      ['/overview', 'nav a[aria-current=page]', 'Highlight'],
      ['/overview', 'main [role=radiogroup] input:checked + *', 'Highlight'],
      ['/timeline', 'main li [data-kind=good]', 'CanvasText'],
      ['/timeline', 'main li [data-kind=now]', 'Highlight'],
      ['/settings/server', 'main nav a[aria-current=page]', 'Highlight'],
    ];
    for (const [place, selector, keyword] of chosen) {
      const page = await openPlain(place, { theme });
      await page.locator(selector).first().waitFor();
      assert.equal(await ground(page, selector), await systemColour(page, keyword), `${place} ${selector}`);
      await page.close();
    }
  });
}

test('the choice that the arrows stand on can be told from the others with the colours of the system', async () => {
  const page = await openPlain(`/schedules/${schedules.weekly.id}/edit`);
  await page.getByLabel('Month', { exact: true }).first().click();
  await page.locator('[role=listbox]:visible').waitFor();
  await page.keyboard.press('ArrowDown');
  const selected = '[role=listbox]:visible [data-combobox-selected]';
  await page.locator(selected).waitFor();
  assert.equal(await ground(page, selected), await systemColour(page, 'Highlight'));
  await page.close();
});
