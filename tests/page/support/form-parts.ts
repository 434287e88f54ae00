import type { Page } from 'playwright-core';

/** The folded parts of a schedule's form. */
export const formParts = [
  ...(['calendar', 'triggers', 'conditions', 'fails', 'limits'] as const),
  ...(['running', 'missed', 'then', 'messages', 'more'] as const),
];
export type FormPart = (typeof formParts)[number];

/** Opens parts of the form, as a click on their lines does; those that are open stay so. */
export async function openParts(page: Page, ...parts: FormPart[]): Promise<void> {
  for (const part of parts) {
    const line = page.locator(`#part-${part}-line`);
    if ((await line.getAttribute('aria-expanded')) === 'false') await line.click();
    await page.locator(`#part-${part}`).waitFor();
  }
}

/** Shows the text of the cron expression. */
export async function showExpression(page: Page): Promise<void> {
  if (await page.locator('#quartz').isVisible()) return;
  await page.locator('button[aria-controls="quartz-text"]').click();
  await page.locator('#quartz').waitFor();
}

/** Writes the cron expression. */
export async function fillExpression(page: Page, expression: string): Promise<void> {
  await showExpression(page);
  await page.fill('#quartz', expression);
}
