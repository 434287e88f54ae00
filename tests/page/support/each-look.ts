import assert from 'node:assert/strict';
import test from 'node:test';
import type { Page } from 'playwright-core';
import { axeViolations, goTo, settle, type RotaPage, type Tab } from './rota-page.ts';

export interface ShownScreen {
  readonly name: string;
  readonly place: () => string;
  /** What a person does there before the check. */
  readonly act?: (page: Page) => Promise<unknown>;
}

/** Each language once and each theme once: no colour depends on a language, and no name on a theme. */
const looks = [
  { language: 'en', theme: 'light' },
  { language: 'tr', theme: 'dark' },
] as const;

/**
 * A test for each screen in each language and theme: axe at WCAG 2.2 AA, the browser's console and policy, nothing too wide. Language and
 * theme change under the open page, as a person does it: what was open stays so. Screens on which nothing is done share a tab.
 */
export function testEachLook(screens: readonly ShownScreen[], rota: () => RotaPage): void {
  let shared: Tab | null = null;

  async function show(place: string): Promise<Tab> {
    if (shared === null || shared.page.isClosed()) return (shared = await rota().open(place));
    await goTo(shared.page, place);
    return shared;
  }

  for (const { name, place, act } of screens) {
    test(`${name} keeps nobody out and breaks no rule of the browser, in each language and theme`, async (t) => {
      await rota().set({ language: looks[0].language, theme: looks[0].theme });
      const tab = act === undefined ? await show(place()) : await rota().open(place());
      const { page, complaints } = tab;
      let isFine = false;
      t.after(async () => {
        if (tab === shared && isFine) return;
        if (tab === shared) shared = null;
        await page.close();
      });
      await act?.(page);
      const open = await openOn(page);
      for (const { language, theme } of looks) {
        await rota().set({ language, theme });
        await page.waitForSelector(`html[lang=${language}][data-mantine-color-scheme=${theme}]`);
        await settle(page);
        const at = `${language}, ${theme}`;
        assert.deepEqual(await openOn(page), open, `${at}: what was open`);
        const violations = await axeViolations(page);
        assert.deepEqual(violations, [], `${at}: ${violations.join('\n')}`);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(overflow <= 0, `${at}: ${overflow} px too wide`);
        assert.deepEqual(complaints, [], at);
      }
      isFine = true;
    });
  }
}

/** The overlays of the page. */
const openOn = (page: Page): Promise<string[]> =>
  page
    .locator('[role=dialog], [role=menu], [role=listbox]')
    .evaluateAll((found) => found.map(({ role }) => role ?? ''));
