import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import type { Page } from 'playwright-core';
import type { Run } from '../../contract/run.ts';
import { openRotaPage, type RotaPage } from './support/rota-page.ts';
import { seedRuns, type RunSeeds } from './support/run-seeds.ts';
import { seedSchedules, type Seeds } from './support/schedule-seeds.ts';

let rota: RotaPage;
let runs: RunSeeds;
let schedules: Seeds;

before(async () => {
  rota = await openRotaPage();
  runs = await seedRuns(rota.server);
  schedules = await seedSchedules(rota.server);
});
after(() => rota.close());

/** A tab in forced-colours mode (high contrast on Windows). */
async function openPlain(place: string, media: { theme?: 'light' | 'dark' } = {}): Promise<Page> {
  const { page } = await rota.open(place);
  await page.emulateMedia({ forcedColors: 'active', colorScheme: media.theme ?? 'dark' });
  return page;
}

const ground = (page: Page, selector: string) =>
  page
    .locator(selector)
    .first()
    .evaluate((element) => getComputedStyle(element).backgroundColor);

/** The system's colour for a keyword such as `Highlight`. */
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
    const chosen: Readonly<Record<string, readonly [selector: string, keyword: string][]>> = {
      [`/runs/${runs.live.id}`]: [
        ['main [role=progressbar] > *', 'Highlight'],
        ['main [role=tab][aria-selected=true]', 'Highlight'],
      ],
      '/overview': [
        ['main [role=option] [data-kind=good]', 'CanvasText'],
        ['nav a[aria-current=page]', 'Highlight'],
        ['main [role=radiogroup] input:checked + *', 'Highlight'],
      ],
      '/timeline': [
        ['main li [data-kind=good]', 'CanvasText'],
        ['main li [data-kind=now]', 'Highlight'],
      ],
      '/settings/server': [['main nav a[aria-current=page]', 'Highlight']],
    };
    for (const [place, marks] of Object.entries(chosen)) {
      const page = await openPlain(place, { theme });
      for (const [selector, keyword] of marks) {
        await page.locator(selector).first().waitFor();
        assert.equal(await ground(page, selector), await systemColour(page, keyword), `${place} ${selector}`);
      }
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

test('nothing moves for whoever has asked the system for that, not even the bar of a run that reports no progress', async () => {
  await rota.server.addProcess({ name: 'Silent', command: 'node', args: ['-e', 'setInterval(() => {}, 1000)'] });
  const { run } = await rota.server.console<{ run: Run }>('POST', '/api/processes/Silent/run', {});
  const { page } = await rota.open(`/runs/${run.id}`);
  const moving = () => document.getAnimations().filter(({ playState }) => playState === 'running').length;
  await page.locator('main [role=progressbar]:not([aria-valuenow])').waitFor();
  await page.waitForFunction(() => document.getAnimations().length > 0);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.waitForFunction(() => document.getAnimations().length === 0);
  await page.keyboard.press('Control+k');
  await page.locator('[role=option]').first().waitFor();
  assert.equal(await page.evaluate(moving), 0);
  await page.close();
  await rota.server.console('POST', `/api/runs/${run.id}/cancel`, { force: true });
});
