import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import type { Page } from 'playwright-core';
import { fillExpression, openParts } from './support/form-parts.ts';
import { openRotaPage, type RotaPage } from './support/rota-page.ts';

let rota: RotaPage;
before(async () => {
  rota = await openRotaPage();
  await rota.set({ timezone: 'Europe/Berlin' });
});
after(() => rota.close());

const warnings = (page: Page) => page.locator('section[aria-labelledby=preview-title] ul li').allInnerTexts();

test('a new schedule loses the day on which its time does not exist, and the form does not say what it does', async () => {
  const { page, complaints } = await rota.open('/schedules/new?process=OneStepNotepadRunner');
  await fillExpression(page, '0 30 2 * * ?');
  await openParts(page, 'calendar');
  await page.locator('[role=status]').getByText('At 02:30, every day').waitFor();
  await page.getByText('It runs at 03:00 instead.').waitFor();
  assert.ok(await page.getByRole('radio', { name: /^Run at the first moment after .* run the second$/ }).isChecked());
  await page.getByRole('radio', { name: /^As Quartz/ }).check();
  await page.getByText('It does not run at that time.').waitFor();
  await page.getByRole('radio', { name: /both times/ }).check();
  await page.getByText('It runs both times.').waitFor();
  assert.equal((await warnings(page)).length, 2);

  await page.getByLabel('Name', { exact: true }).fill('Nightly');
  for (const [id, text] of [
    ['userName', 'Ada'],
    ['userSurname', 'Lovelace'],
  ])
    await page.fill(`#values-${id}`, text ?? '');
  await page.getByRole('button', { name: 'Create schedule' }).click();
  await page.getByText('Created: Nightly').waitFor();
  type Rows = { rows: { name: string; plan: { clockChange?: string } }[] };
  const { rows } = await rota.server.console<Rows>('GET', '/api/schedules?filter=all');
  assert.equal(rows.find(({ name }) => name === 'Nightly')?.plan.clockChange, 'both');
  assert.deepEqual(complaints, []);
  await page.close();
});

test('a list of days that is new in Quartz 2.5 is refused by the form, or taken without a word', async () => {
  const { page } = await rota.open('/schedules/new?process=OneStepNotepadRunner');
  await fillExpression(page, '0 0 9 1,15,L * ?');
  await page.getByText('At 09:00, on days 1 and 15 of the month and on the last day of the month').waitFor();
  await page.getByText("the list '1,15,L' is new in Quartz 2.5").waitFor();
  assert.equal(await page.getByRole('button', { name: /^Use it/ }).count(), 0);
  await fillExpression(page, '@daily');
  await page.getByRole('button', { name: 'Use it: 0 0 0 * * ?' }).click();
  await page.getByText('At 00:00, every day').waitFor();
  await page.close();
});

test('where the clock is never changed nobody is asked about it', async () => {
  const { page } = await rota.open('/schedules/new?process=OneStepNotepadRunner');
  await openParts(page, 'calendar');
  const question = page.getByText('On days on which the clock is changed');
  await question.waitFor();
  await page.locator('#timezone').fill('Europe/Istanbul');
  await page.getByRole('option', { name: 'Europe/Istanbul', exact: true }).click();
  await question.waitFor({ state: 'detached' });
  await page.close();
});
