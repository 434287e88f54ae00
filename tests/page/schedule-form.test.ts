import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import type { Page } from 'playwright-core';
import type { ScheduleRow } from '../../contract/schedule.ts';
import { fillExpression, openParts } from './support/form-parts.ts';
import { axeViolations, openRotaPage, type RotaPage } from './support/rota-page.ts';

let rota: RotaPage;

before(async () => {
  rota = await openRotaPage();
  await rota.server.addProcess({
    name: 'Kinds',
    title: 'Every kind',
    command: process.execPath,
    args: ['-e', 'process.exit(process.env.INPUT_PIN === "s3cret" ? 0 : 4)'],
    parameters: {
      type: 'object',
      required: ['city', 'pin', 'isDry'],
      properties: {
        city: { type: 'string', title: 'City' },
        note: { type: 'string', title: 'Note' },
        due: { type: 'string', format: 'date-time', title: 'Due' },
        mapping: { type: 'object', title: 'Mapping', properties: { column: { type: 'integer' } } },
        pin: { type: 'string', format: 'password', title: 'PIN' },
        isDry: { type: 'boolean', title: 'Only look' },
        count: { type: 'integer', title: 'Count' },
      },
    },
  });
  await rota.server.addProcess({
    name: 'Other',
    command: process.execPath,
    args: ['-e', '0'],
    parameters: {
      type: 'object',
      properties: { city: { type: 'string', title: 'City' }, count: { type: 'string', title: 'Count' } },
    },
  });
});
after(() => rota.close());

const values = { city: 'İzmir', pin: 's3cret', isDry: false };
const create = async (draft: Record<string, unknown>): Promise<ScheduleRow> => {
  const body = { process: 'Kinds', values, plan: { kind: 'call', timezone: 'UTC' }, ...draft };
  return (await rota.server.console<{ row: ScheduleRow }>('POST', '/api/schedules', body)).row;
};
const onServer = async (id: string) =>
  (await rota.server.console<{ row: ScheduleRow }>('GET', `/api/schedules/${id}`)).row;
const saved = (page: Page) => page.waitForFunction(() => location.hash === '#/schedules');
const summary = (page: Page) => page.locator('form [role=alert]');
const save = (page: Page) => page.keyboard.press('Control+s');

test('a day and time that were picked are not refused by the server', async () => {
  const { id } = await create({ name: 'Picked' });
  const { page } = await rota.open(`/schedules/${id}/edit`);
  await page.locator('button#values-due').click();
  await page.locator('.mantine-Popover-dropdown:visible [aria-label^="15 "]').click();
  assert.deepEqual(await axeViolations(page), [], 'the calendar');
  await page.keyboard.press('Escape');
  await save(page);
  await saved(page);
  const { due } = (await onServer(id)).values;
  assert.match(String(due), /^\d{4}-\d\d-15T00:00:00\+03:00$/);
  await page.goto(`${rota.server.url}/#/schedules/${id}/edit`);
  await page.locator('#values-due', { hasText: /15 .* 00:00/ }).waitFor();
  await page.close();
});

test('JSON that is broken is not left out in silence, nor lost by looking at the form', async () => {
  const { id } = await create({ name: 'Broken' });
  const { page } = await rota.open(`/schedules/${id}/edit`);
  await page.fill('#values-mapping', '{ "column": 1');
  await save(page);
  await summary(page)
    .getByText(/^Mapping: This is not JSON: look at line 1/)
    .waitFor();
  await page.waitForFunction(() => document.activeElement?.id === 'values-mapping');
  await page.fill('#values-mapping', '{ "column": "one" }');
  await summary(page).getByText('Mapping: column: This is not a whole number.').waitFor();
  await page.fill('#values-mapping', '{ "column": 1 }');
  await summary(page).waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Edit as JSON' }).click();
  await page.fill('#values-json', '{ "city": ');
  await page.getByRole('button', { name: 'Edit as a form' }).click();
  assert.equal(await page.inputValue('#values-json'), '{ "city": ');
  await save(page);
  await summary(page)
    .getByText(/^Values as JSON: The JSON breaks off/)
    .waitFor();
  await page.fill('#values-json', '{ "city": "Van", "pin": "••••", "isDry": true, "old": [1] }');
  await page.getByRole('button', { name: 'Edit as a form' }).click();
  await page.getByText('No longer in the process').waitFor();
  await save(page);
  await saved(page);
  assert.deepEqual((await onServer(id)).values, { city: 'Van', pin: '••••', isDry: true, old: [1] });
  await page.close();
});

test('what is wrong is not shown in an order of its own, and a box without a tick is an answer', async () => {
  const { page } = await rota.open('/schedules/new?process=Kinds');
  await page.fill('#values-mapping', '{');
  await openParts(page, 'more');
  await page.fill('#callbackUrl', 'erp');
  await save(page);
  const told = await summary(page).getByRole('button').allInnerTexts();
  assert.deepEqual(
    told.map((line) => line.split(':')[0]),
    ['City', 'Mapping', 'PIN', 'Callback URL'],
  );
  await page.close();
});

test('the values of one process are not sent to another, and are there again when it is chosen again', async () => {
  const { page } = await rota.open('/schedules/new?process=Kinds');
  await page.fill('#values-city', 'Bursa');
  await page.fill('#values-count', '5');
  await page.fill('#values-note', 'kept');
  const choose = async (name: string) => {
    await page.locator('#process').click();
    await page.getByRole('option', { name }).click();
  };
  await choose('Other');
  assert.equal(await page.inputValue('#values-city'), 'Bursa');
  assert.equal(await page.inputValue('#values-count'), '', 'a number is not a text');
  assert.equal(await page.getByText('No longer in the process').count(), 0);
  await choose('Every kind');
  assert.equal(await page.inputValue('#values-note'), 'kept');
  await page.close();
});

test('a copy does not take the dots for the secret', async () => {
  const { id } = await create({ name: 'Original' });
  const { page } = await rota.open(`/schedules/new?from=${id}`);
  assert.equal(await page.inputValue('#name'), 'Original (copy)');
  await save(page);
  await saved(page);
  const { rows } = await rota.server.console<{ rows: ScheduleRow[] }>('GET', '/api/schedules');
  const copy = rows.find(({ name }) => name === 'Original (copy)');
  await page.locator('tbody tr[data-key]', { hasText: 'Original (copy)' }).focus();
  await page.keyboard.press('r');
  await page
    .getByText(/^Run succeeded: Original \(copy\)/)
    .first()
    .waitFor({ state: 'attached' });
  assert.equal(copy?.values['pin'], '••••');
  await assert.rejects(
    rota.server.console('POST', '/api/schedules', {
      process: 'Kinds',
      values: { ...values, pin: '••••' },
      plan: { kind: 'call', timezone: 'UTC' },
    }),
    /pin/,
    'without an original there is no secret to keep',
  );
  await page.close();
});

test('a change made elsewhere is not shown only when it is too late', async () => {
  const { id } = await create({ name: 'Shared' });
  const [mine, theirs] = [await rota.open(`/schedules/${id}/edit`), await rota.open(`/schedules/${id}/edit`)];
  await mine.page.fill('#name', 'Mine');
  await rota.server.console('POST', `/api/schedules/${id}/pause`, {});
  await theirs.page.fill('#values-city', 'Rize');
  await openParts(theirs.page, 'fails');
  await theirs.page.fill('#retryCount', '2');
  await save(theirs.page);
  await saved(theirs.page);
  const notice = summary(mine.page).filter({ hasText: 'Changed elsewhere' });
  await notice.waitFor();
  assert.deepEqual(await notice.locator('dt').allInnerTexts(), ['City', 'Retries']);
  assert.match(await notice.innerText(), /“İzmir” → “Rize”/);
  await notice.getByRole('button', { name: 'Load the newer version' }).click();
  assert.equal(await mine.page.inputValue('#values-city'), 'Rize');
  await mine.page.fill('#name', 'After all');
  await save(mine.page);
  await saved(mine.page);
  assert.equal((await onServer(id)).name, 'After all');
  await mine.page.close();
  await theirs.page.close();
});

test('runs a few seconds apart do not look like one and the same', async () => {
  const { page } = await rota.open('/schedules/new?process=Other');
  await fillExpression(page, '0/20 * * * * ?');
  await page.getByText('It runs 3 times a minute.').waitFor();
  const lines = await page.locator('ol li').allInnerTexts();
  assert.equal(new Set(lines).size, 5);
  await page.close();
});

test('an expression that cannot be read is not explained in signs and positions', async () => {
  const { page } = await rota.open('/schedules/new?process=Other');
  await fillExpression(page, '0 0 9 ? * 8');
  await page.getByText('Day of week: “8” is out of range. Use 1 (Sunday) to 7 (Saturday) or SUN to SAT.').waitFor();
  await page.getByText('Fix the expression to see the next runs.').waitFor();
  await page.close();
});

test('a run with other values does not leave out JSON that is broken', async () => {
  const { id } = await create({ name: 'Other values' });
  const { page } = await rota.open(`/schedules?run=${id}`);
  await page.fill('#run-values-mapping', '{ "column": ');
  await page.keyboard.press('Control+Enter');
  await page.waitForFunction(() => document.activeElement?.id === 'run-values-mapping');
  await page.getByText(/^The JSON breaks off/).waitFor();
  const { runs } = await rota.server.console<{ runs: unknown[] }>('GET', `/api/runs?schedule=${id}`);
  assert.deepEqual(runs, []);
  await page.close();
});

test('a value that the process does not ask for any more can be taken out, and the keyboard is not lost with it', async () => {
  const shrunk = { name: 'Shrunk', command: process.execPath, args: ['-e', '0'] };
  const properties = { city: { type: 'string' }, old: { type: 'string' }, older: { type: 'string' } };
  await rota.server.addProcess({ ...shrunk, parameters: { type: 'object', properties } });
  const { row } = await rota.server.console<{ row: ScheduleRow }>('POST', '/api/schedules', {
    process: 'Shrunk',
    values: { city: 'İzmir', old: 'a', older: 'b' },
    plan: { kind: 'call', timezone: 'UTC' },
  });
  await rota.server.addProcess({ ...shrunk, parameters: { type: 'object', properties: { city: properties.city } } });
  const { page } = await rota.open(`/schedules/${row.id}/edit`);
  await page.getByText('No longer in the process').waitFor();
  await page.getByRole('button', { name: 'Remove old', exact: true }).press('Enter');
  await page.waitForFunction(() => document.activeElement?.id === 'values-older');
  await page.getByRole('button', { name: 'Remove older' }).press('Enter');
  await page.waitForFunction(() => document.activeElement?.textContent === 'Edit as JSON');
  await page.getByText('No longer in the process').waitFor({ state: 'detached' });
  await save(page);
  await saved(page);
  assert.deepEqual((await onServer(row.id)).values, { city: 'İzmir' });
  await page.close();
});
