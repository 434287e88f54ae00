import assert from 'node:assert/strict';
import test from 'node:test';
import type { Page } from 'playwright-core';
import { axeViolations, settle, type RotaPage } from './rota-page.ts';

export interface ShownScreen {
  readonly name: string;
  readonly place: () => string;
  /** What a person does there before the check. */
  readonly act?: (page: Page) => Promise<unknown>;
}

/** axe is the slow part: it sees each language once and each theme once, since no colour depends on a language and no name on a theme. */
const looks = [
  { language: 'en', theme: 'light', isForAxe: true },
  { language: 'en', theme: 'dark', isForAxe: false },
  { language: 'tr', theme: 'dark', isForAxe: true },
  { language: 'tr', theme: 'light', isForAxe: false },
] as const;

/**
 * A test for each screen in each language and theme: axe at WCAG 2.2 AA, the browser's console and policy, nothing too wide. Language and
 * theme change under the open page, as a person does it: what was open stays so.
 */
export function testEachLook(screens: readonly ShownScreen[], rota: () => RotaPage): void {
  for (const { name, place, act } of screens) {
    test(`${name} keeps nobody out and breaks no rule of the browser, in each language and theme`, async (t) => {
      await rota().set({ language: looks[0].language, theme: looks[0].theme });
      const { page, complaints } = await rota().open(place());
      t.after(() => page.close());
      await act?.(page);
      const open = await openOn(page);
      for (const look of looks) {
        const { language, theme, isForAxe } = look;
        await rota().set({ language, theme });
        await page.waitForSelector(`html[lang=${language}][data-mantine-color-scheme=${theme}]`);
        await settle(page);
        const at = `${language}, ${theme}`;
        assert.deepEqual(await openOn(page), open, `${at}: what was open`);
        const violations = isForAxe ? await axeViolations(page) : [];
        assert.deepEqual(violations, [], `${at}: ${violations.join('\n')}`);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(overflow <= 0, `${at}: ${overflow} px too wide`);
        assert.deepEqual(complaints, [], at);
      }
    });
  }
}

/** The overlays of the page. */
const openOn = (page: Page): Promise<string[]> =>
  page
    .locator('[role=dialog], [role=menu], [role=listbox]')
    .evaluateAll((found) => found.map(({ role }) => role ?? ''));
