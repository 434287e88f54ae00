import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import type { Page } from 'playwright-core';
import type { Calendar } from '../../contract/calendar.ts';
import type { ProcessRow } from '../../contract/console.ts';
import { axeViolations, openRotaPage, type RotaPage } from './support/rota-page.ts';

let rota: RotaPage;
const robot = { name: 'Robot', command: process.execPath, args: ['-e', '0'] };
const office = { name: 'Office', weekend: [6, 7] };

before(async () => {
  rota = await openRotaPage();
  await rota.server.addProcess(robot);
  await rota.server.console('PUT', '/api/calendars/Office', office);
});
after(() => rota.close());

const notice = (page: Page) => page.getByRole('alert').filter({ hasText: 'Changed elsewhere' });
const robotNow = async () => {
  const { processes } = await rota.server.console<{ processes: ProcessRow[] }>('GET', '/api/processes');
  return processes.find(({ process }) => process.name === 'Robot')?.process;
};
const officeNow = async () =>
  (await rota.server.console<{ calendars: Calendar[] }>('GET', '/api/calendars')).calendars[0];

test('a process that somebody else has saved meanwhile is not written over unasked', async () => {
  const { page } = await rota.open('/processes/Robot');
  await page.getByLabel('Description').first().fill('mine');
  await rota.server.addProcess({ ...robot, description: 'theirs', timeoutSeconds: 90 });
  const save = page.getByRole('button', { name: 'Save', exact: false }).first();
  await save.click();
  await notice(page).and(page.locator(':focus')).waitFor();
  assert.deepEqual(await notice(page).getByRole('listitem').allInnerTexts(), ['Description', 'Time limit (s)']);
  assert.deepEqual(await axeViolations(page), []);
  assert.equal((await robotNow())?.description, 'theirs');
  await page.getByRole('button', { name: 'Load the newer version' }).click();
  await notice(page).waitFor({ state: 'detached' });
  assert.equal(await page.getByLabel('Description').first().inputValue(), 'theirs');

  await page.getByLabel('Description').first().fill('mine again');
  await rota.server.addProcess({ ...robot, description: 'theirs again' });
  await save.click();
  await page.getByRole('button', { name: 'Save mine over it' }).click();
  await notice(page).waitFor({ state: 'detached' });
  await page.getByText('Saved: Robot').waitFor();
  assert.equal((await robotNow())?.description, 'mine again');
  // Two saves in a row are no conflict.
  await page.getByLabel('Description').first().fill('mine once more');
  const stored = page.waitForResponse((response) => response.request().method() === 'PUT');
  await save.click();
  assert.equal((await stored).status(), 200);
  await page.close();
});

test('a calendar that somebody else has saved meanwhile is not written over unasked', async () => {
  const { page } = await rota.open('/settings/calendars');
  await page
    .getByRole('button', { name: 'Edit calendar Office' })
    .or(page.getByRole('button', { name: /Office/ }))
    .click();
  await page.getByLabel('Extra working days').fill('2026-12-26');
  await rota.server.console('PUT', '/api/calendars/Office', { ...office, weekend: [5, 6] });
  await page.getByRole('button', { name: 'Save calendar' }).click();
  await notice(page).and(page.locator(':focus')).waitFor();
  assert.deepEqual(await notice(page).getByRole('listitem').allInnerTexts(), ['Non-working days of the week']);
  assert.deepEqual((await officeNow())?.weekend, [5, 6]);
  await page.getByRole('button', { name: 'Load the newer version' }).click();
  await notice(page).waitFor({ state: 'detached' });
  assert.equal(await page.getByLabel('Friday').isChecked(), true);
  await page.getByLabel('Extra working days').fill('2026-12-27');
  await page.getByRole('button', { name: 'Save calendar' }).click();
  await page.getByRole('button', { name: 'Add calendar' }).waitFor();
  assert.deepEqual([(await officeNow())?.weekend, (await officeNow())?.on], [[5, 6], ['2026-12-27']]);
  await page.close();
});

test('a new calendar does not take the place of one that has its name', async () => {
  const { page } = await rota.open('/settings/calendars');
  await page.getByRole('button', { name: 'Add calendar' }).click();
  await page.getByLabel('Name').fill('Office');
  await page.getByRole('button', { name: 'Save calendar' }).click();
  await page.getByText('there is a calendar "Office" already', { exact: false }).waitFor();
  await page.close();
});
