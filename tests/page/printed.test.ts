import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import type { Page } from 'playwright-core';
import { openRotaPage, type RotaPage } from './support/rota-page.ts';
import { ended } from './support/run-seeds.ts';

let rota: RotaPage;

before(async () => {
  rota = await openRotaPage();
  await rota.set({ language: 'en', theme: 'dark' });
});
after(() => rota.close());

/** Printed content is rendered while the browser asks for it: it is recorded then. */
async function printed(page: Page, rows: string): Promise<{ sheets: number; drawn: number; scheme: string | null }> {
  await page.evaluate((selector) => {
    const note = (): void => {
      queueMicrotask(() => {
        document.title = `${document.querySelectorAll(selector).length} ${document.documentElement.dataset['mantineColorScheme'] ?? ''}`;
      });
    };
    addEventListener('beforeprint', note, { once: true });
  }, rows);
  const pdf = await page.pdf({ format: 'A4' });
  const [drawn, scheme] = (await page.title()).split(' ');
  return {
    sheets: pdf.toString('latin1').match(/\/Type \/Page\b(?!s)/g)?.length ?? 0,
    drawn: Number(drawn),
    scheme: scheme ?? null,
  };
}

test('a run that is printed ends with the window, in white on white', async () => {
  await rota.server.addProcess({
    name: 'Talker',
    command: 'node',
    args: ['-e', 'for (let line = 1; line <= 400; line++) console.log("line", line)'],
  });
  const { run } = await rota.server.console<{ run: { id: string } }>('POST', '/api/processes/Talker/run', {
    values: {},
  });
  await ended(rota.server, run.id);
  const { page } = await rota.open(`/runs/${run.id}?tab=log`);
  await page.locator('[data-line]').first().waitFor();
  const { sheets, drawn, scheme } = await printed(page, '[data-line]');
  assert.ok(drawn >= 400, `${drawn} lines`);
  assert.ok(sheets >= 4, `${sheets} sheets`);
  assert.equal(scheme, 'light');
  await page.waitForFunction(() => document.documentElement.dataset['mantineColorScheme'] === 'dark');
  await page.close();
});

test('a list that is printed ends with the window', async () => {
  for (let number = 1; number <= 60; number++) {
    const draft = { name: `Call ${number}`, process: 'OneStepNotepadRunner', values: { userName: 'Ada' } };
    await rota.server.console('POST', '/api/schedules', { ...draft, plan: { kind: 'call', timezone: 'UTC' } });
  }
  const { page } = await rota.open('/schedules');
  await page.locator('tbody tr[data-key]').first().waitFor();
  const { sheets, drawn } = await printed(page, 'tbody tr[data-key]');
  assert.equal(drawn, 61);
  assert.ok(sheets >= 2, `${sheets} sheets`);
  await page.close();
});
