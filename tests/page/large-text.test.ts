import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import type { Page } from 'playwright-core';
import { axeViolations, enlargeText, openRotaPage, settle, type RotaPage } from './support/rota-page.ts';
import { seedSchedules, type Seeds } from './support/schedule-seeds.ts';

let rota: RotaPage;
let seeds: Seeds;

before(async () => {
  rota = await openRotaPage();
  seeds = await seedSchedules(rota.server);
});
after(() => rota.close());

const cutOff = (page: Page, selector: string) =>
  page
    .locator(selector)
    .evaluateAll((parts) =>
      parts.filter((part) => part.scrollWidth > part.clientWidth + 1).map((part) => part.textContent),
    );

test('text at twice its size makes a screen scroll sideways', async () => {
  for (const language of ['en', 'tr'] as const) {
    await rota.set({ language });
    for (const place of ['/overview', '/schedules/new', '/timeline', '/clients', '/settings/shortcuts']) {
      const { page } = await rota.open(place);
      await page.evaluate(() => {
        document.documentElement.style.fontSize = '200%';
        dispatchEvent(new Event('resize'));
      });
      await settle(page);
      const sideways = await page
        .locator('main, main > *, main [class*=body], main [class*=content]')
        .evaluateAll((parts) => [document.documentElement, ...parts].map((p) => p.scrollWidth - p.clientWidth));
      assert.ok(Math.max(...sideways) <= 1, `${place} in ${language}: ${sideways.join(', ')}`);
      await page.close();
    }
  }
});

test('a result and its age are cut off on a usual screen', async () => {
  for (const language of ['en', 'tr'] as const) {
    await rota.set({ language });
    const { page } = await rota.open('/schedules');
    await page.setViewportSize({ width: 1280, height: 800 });
    await settle(page);
    // The longest word, with the longest age of a run of today.
    const [word, age] = language === 'en' ? ['Succeeded', '59 min ago'] : ['Henüz çalışmadı', ''];
    const cells =
      'tbody tr[data-key] [class*=word][data-tone] > [class*=text], tbody [class*=word][data-tone] > [class*=more]';
    await page.locator('tbody tr[data-key]').first().waitFor();
    await page.locator('tbody tr[data-key]').evaluateAll(
      (rows, [text, more]) => {
        for (const row of rows) {
          const shown = row.querySelectorAll('td [class*=word][data-tone]')[1];
          const spans = shown?.querySelectorAll(':scope > [class*=text], :scope > [class*=more]') ?? [];
          if (spans[0]) spans[0].textContent = text ?? '';
          if (spans[1] && more) spans[1].textContent = more;
        }
      },
      [word, age],
    );
    assert.deepEqual(await cutOff(page, cells), [], language);
    await page.close();
  }
});

test('a day of the weekend cannot be read in an open calendar', async () => {
  for (const theme of ['light', 'dark'] as const) {
    await rota.set({ language: 'en', theme });
    const { page } = await rota.open(`/schedules/${seeds.weekly.id}/edit`);
    await page.locator('main form button[aria-haspopup=dialog]').first().click();
    await page.locator('.mantine-Popover-dropdown:visible [data-weekend]').first().waitFor();
    assert.deepEqual(await axeViolations(page), [], theme);
    await page.close();
  }
});

test('a very large screen is not left empty beside the timeline, and does not stretch the overview without end', async () => {
  const widthOf = async (place: string, selector: string) => {
    const { page } = await rota.open(place);
    await page.setViewportSize({ width: 3840, height: 2160 });
    const box = await page.locator(selector).boundingBox();
    await page.close();
    return box?.width ?? 0;
  };
  assert.ok((await widthOf('/timeline', 'main h1 >> xpath=../following-sibling::div[1]/div')) > 3500);
  const overview = await widthOf('/overview', 'main h1 >> xpath=../following-sibling::div[1]/div');
  assert.ok(overview > 1800 && overview <= 2000, String(overview));
});

/** Text at twice its size, as with a large font size in the browser. */
async function openWithLargeText(place: string): Promise<Page> {
  const { page } = await rota.open(place);
  await enlargeText(page);
  await settle(page);
  return page;
}

test('with text of twice its size the fields of a schedule stay three in a row, and their labels are cut off', async () => {
  await rota.set({ language: 'tr' });
  const page = await openWithLargeText(`/schedules/${seeds.weekly.id}/edit`);
  const fields = page.locator('main form .mantine-InputWrapper-root');
  await fields.nth(2).waitFor();
  const tops = await fields.evaluateAll((all) => all.slice(0, 3).map((field) => field.getBoundingClientRect().top));
  assert.ok(new Set(tops).size > 1, tops.join(', '));
  assert.deepEqual(await cutOff(page, 'main form label'), []);
  await page.close();
});

test('icons and their buttons stay small beside text of twice its size', async () => {
  const page = await openWithLargeText('/schedules');
  const button = page.locator('tbody [data-action=run]').first();
  await button.waitFor();
  assert.equal((await button.boundingBox())?.width, 56);
  assert.equal((await button.locator('svg').boundingBox())?.width, 34);
  await page.close();
});

test('in a window of 900 px the list of schedules is wider than its place', async () => {
  for (const language of ['en', 'tr'] as const) {
    await rota.set({ language });
    const { page } = await rota.open('/schedules');
    await page.setViewportSize({ width: 900, height: 700 });
    await page.locator('tbody tr[data-key]').first().waitFor();
    await page.waitForFunction(() => {
      const list = document.querySelector('[role=grid]')?.parentElement;
      return list && list.clientWidth <= 700 && list.scrollWidth <= list.clientWidth;
    });
    await page.close();
  }
});

test('a name of a schedule is cut off in Turkish, in a small window or on a usual screen', async () => {
  await rota.set({ language: 'tr' });
  for (const width of [900, 1000, 1280]) {
    const { page } = await rota.open('/schedules');
    await page.setViewportSize({ width, height: 700 });
    await page.locator('tbody tr[data-key]').first().waitFor();
    await page.waitForFunction(() => {
      const names = [...document.querySelectorAll('tbody tr[data-key] th a')];
      // Next to its state, not above it: the columns have not folded.
      const isWhole = (name: Element) => name.scrollHeight <= name.clientHeight + 1 && name.getClientRects().length > 0;
      return document.querySelectorAll('thead th').length > 4 && names.length > 2 && names.every(isWhole);
    });
    await page.close();
  }
});
