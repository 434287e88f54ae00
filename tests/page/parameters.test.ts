import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import type { Page } from 'playwright-core';
import type { ScheduleRow } from '../../contract/schedule.ts';
import { openRotaPage, type RotaPage } from './support/rota-page.ts';

let rota: RotaPage;
let place: string;

before(async () => {
  rota = await openRotaPage();
  await rota.server.addProcess({
    name: 'Login',
    command: process.execPath,
    args: ['-e', 'process.exit(process.env.INPUT_PIN === "s3cret" ? 0 : 4)'],
    parameters: {
      type: 'object',
      required: ['user', 'pin'],
      properties: { user: { type: 'string' }, pin: { type: 'string', format: 'password', title: 'PIN' } },
    },
  });
  const { row } = await rota.server.console<{ row: ScheduleRow }>('POST', '/api/schedules', {
    name: 'Log in',
    process: 'Login',
    values: { user: 'ayşe', pin: 's3cret' },
    plan: { kind: 'call', timezone: 'UTC' },
  });
  place = `/schedules/${row.id}/parameters`;
});
after(() => rota.close());

const open = async (): Promise<Page> => {
  const { page } = await rota.open(place);
  await page.waitForSelector('[role=dialog] pre');
  return page;
};
const dialog = (page: Page) => page.locator('[role=dialog]');
const result = (page: Page, isOk: boolean) => page.locator(`[data-ok=${isOk}]`);
const hasFocusInside = (page: Page) =>
  page.waitForFunction(() => document.activeElement?.closest('[role=dialog]') !== null);

test('a try does not log in with the word <secret>, and is possible by keyboard alone', async () => {
  const page = await open();
  await page.keyboard.press('Control+Enter');
  await page.waitForFunction(() => document.activeElement?.id === 'try-pin');
  await page.keyboard.press('Control+Enter');
  await result(page, false).waitFor();
  assert.match(await result(page, false).innerText(), /400[^]*refused[^]*pin/i);
  await page.waitForFunction(() => document.activeElement?.textContent === 'Start robot again');
  await page.keyboard.press('Control+Enter');
  await page.waitForFunction(() => document.activeElement?.id === 'try-pin');
  await page.keyboard.type('s3cret');
  await page.keyboard.press('Control+Enter');
  await result(page, true).waitFor();
  await page
    .getByText(/^Run succeeded: Log in|^Run succeeded: Login/)
    .first()
    .waitFor({ state: 'attached' });
  await hasFocusInside(page);
  assert.doesNotMatch(await page.locator('[role=dialog] pre').first().innerText(), /s3cret/);
  await page.close();
});

test('where the clipboard is refused, what was to be copied is selected', async () => {
  const page = await open();
  await page.evaluate(() => {
    const refuse = { writeText: () => Promise.reject(new Error('refused')) };
    Object.defineProperty(navigator, 'clipboard', { value: refuse });
  });
  const selected = () => page.evaluate(() => getSelection()?.toString() ?? '');
  await page.getByRole('button', { name: 'Copy URL' }).click();
  await page
    .getByText(/The text is selected/)
    .first()
    .waitFor({ state: 'attached' });
  assert.equal(await selected(), `${rota.server.url}/scheduler/connector-api/process/start`);
  await page.getByRole('button', { name: 'Copy process ID' }).click();
  await page.waitForFunction(() => getSelection()?.toString() === 'Login');
  await page.close();
});

test('a password that is shown once is not lost by Esc before somebody has it', async () => {
  const page = await open();
  await page.getByRole('button', { name: 'Create API client' }).click();
  await page.getByText('The password is shown only now.').waitFor();
  await page.keyboard.press('Escape');
  assert.equal(await dialog(page).count(), 1);
  await page.getByRole('button', { name: 'I stored it elsewhere' }).click();
  await page.keyboard.press('Escape');
  await dialog(page).waitFor({ state: 'detached' });
  await page.close();
});

test('a dialog that was opened by its address does not leave the keyboard nowhere: its row has the focus', async () => {
  const page = await open();
  await page.keyboard.press('Escape');
  await dialog(page).waitFor({ state: 'detached' });
  const key = place.split('/')[2];
  await page.waitForFunction((id) => document.activeElement?.matches(`tr[data-key="${id}"]`), key);
  await page.close();
  const { page: filtered } = await rota.open(`${place}?q=nothing%20like%20it`);
  await filtered.waitForSelector('[role=dialog] pre');
  await filtered.keyboard.press('Escape');
  await dialog(filtered).waitFor({ state: 'detached' });
  await filtered.waitForFunction(() => document.activeElement?.matches('main h1'));
  await filtered.close();
});
