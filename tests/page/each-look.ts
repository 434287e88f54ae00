import assert from 'node:assert/strict';
import test from 'node:test';
import type { Page } from 'playwright-core';
import { axeViolations, settle, type RotaPage } from './rota-page.ts';

export interface ShownScreen {
  readonly name: string;
  readonly place: () => string;
  /** What a person does there before it is looked at. */
  readonly act?: (page: Page) => Promise<unknown>;
}

/** A test for each screen in each language and theme: axe at WCAG 2.2 AA, the browser's console and policy, nothing too wide. */
export function testEachLook(screens: readonly ShownScreen[], rota: () => RotaPage): void {
  for (const language of ['en', 'tr'] as const) {
    for (const theme of ['light', 'dark'] as const) {
      for (const { name, place, act } of screens) {
        test(`${name} keeps nobody out and breaks no rule of the browser (${language}, ${theme})`, async () => {
          await rota().set({ language, theme });
          const { page, complaints } = await rota().open(place());
          await act?.(page);
          await settle(page);
          const violations = await axeViolations(page);
          const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
          await page.close();
          assert.deepEqual(violations, [], violations.join('\n'));
          assert.deepEqual(complaints, []);
          assert.ok(overflow <= 0, `${overflow} px too wide`);
        });
      }
    }
  }
}
