import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import type { Page } from 'playwright-core';
import type { ScheduleRow } from '../../contract/schedule.ts';
import { fillExpression } from './support/form-parts.ts';
import { openRotaPage, type RotaPage } from './support/rota-page.ts';

let rota: RotaPage;

before(async () => {
  rota = await openRotaPage();
});
after(() => rota.close());

const field = (page: Page) => page.locator('#quartz');
const isFocused = (page: Page, selector: string) => page.locator(selector).and(page.locator(':focus')).waitFor();
const form = '/schedules/new?process=OneStepNotepadRunner';

for (const [unix, quartz] of [
  ['*/5 * * * *', '0 */5 * * * ?'],
  ['0 9 * * 7', '0 0 9 ? * SUN'],
  ['@daily', '0 0 0 * * ?'],
  [' @Weekly ', '0 0 0 ? * SUN'],
] as const) {
  test(`"${unix}" is not only refused: what Quartz writes for it is offered, and taken with the focus kept`, async () => {
    const { page } = await rota.open(form);
    await fillExpression(page, unix);
    await page.getByText(`This is a Unix expression. Use ${quartz}`).waitFor();
    await page.getByRole('button', { name: 'Use it' }).focus();
    await page.keyboard.press('Enter');
    await isFocused(page, '#quartz');
    assert.equal(await field(page).inputValue(), quartz);
    await page.close();
  });
}

test('a Unix expression that Quartz cannot say is not said to lack a field', async () => {
  const { page } = await rota.open(form);
  await fillExpression(page, '30 4 1,15 * 5');
  await page.locator('#quartz-error').getByText('Make two schedules, one for each.').waitFor();
  await page.close();
});

test('the first of a few choices is not nameless: it is found by its word, and its word can be clicked', async () => {
  await rota.server.addProcess({
    name: 'Choosy',
    command: 'node',
    parameters: { properties: { mode: { type: 'string', title: 'Mode', enum: ['new', 'all'], default: 'all' } } },
  });
  const { page } = await rota.open('/schedules/new?process=Choosy');
  const mode = page.getByRole('radiogroup', { name: 'Mode' });
  await mode.getByRole('radio', { name: 'all', checked: true }).waitFor();
  await mode.getByText('new').click();
  await mode.getByRole('radio', { name: 'new', checked: true }).waitFor();
  await page.getByRole('radiogroup', { name: 'When it runs' }).getByRole('radio', { name: 'Repeat' }).waitFor();
  await page.close();
});

test('an address with a process that is not there opens a form that says so, until another is chosen', async () => {
  const { page } = await rota.open('/schedules/new?process=Renamed');
  const told = page.locator('#process-error').getByText('Process “Renamed” no longer exists. Choose another.');
  await told.waitFor();
  await page.locator('#process').click();
  await page.getByRole('option', { name: 'Notepad demo' }).click();
  await told.waitFor({ state: 'detached' });
  assert.equal(await page.locator('[aria-invalid=true]').count(), 0, 'nothing else is blamed before anything is saved');
  await page.close();
});

test('Enter out of habit does not throw away what was typed', async () => {
  const { page } = await rota.open(form);
  await page.locator('#name').fill('Half done');
  await page.getByRole('link', { name: 'Runs' }).click();
  await page.getByRole('button', { name: 'Stay' }).and(page.locator(':focus')).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  assert.equal(await page.locator('#name').inputValue(), 'Half done');
  await page.close();
});

test('saving over a newer version does not seem to do nothing: the focus goes to what changed', async () => {
  const plan = { kind: 'call', timezone: 'UTC' };
  const draft = { name: 'Shared', process: 'OneStepNotepadRunner', values: { userName: 'Ada' }, plan };
  const { row } = await rota.server.console<{ row: ScheduleRow }>('POST', '/api/schedules', draft);
  const { page } = await rota.open(`/schedules/${row.id}/edit`);
  await page.locator('#name').fill('Mine');
  const body = { version: row.version, draft: { ...draft, name: 'Theirs' } };
  await rota.server.console('PUT', `/api/schedules/${row.id}`, body);
  await page.getByText('Changed elsewhere').waitFor();
  await page.locator('#name').focus();
  await page.keyboard.press('Control+s');
  await isFocused(page, '#stale');
  await page.close();
});
