import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import type { Page } from 'playwright-core';
import type { ProcessRow } from '../../contract/console.ts';
import { openRotaPage, type RotaPage } from './support/rota-page.ts';

let rota: RotaPage;

before(async () => {
  rota = await openRotaPage();
});
after(() => rota.close());

const parameters = {
  type: 'object' as const,
  $comment: 'kept',
  required: ['level'],
  properties: {
    level: { type: 'integer', enum: [1, 2, 3], title: 'Level', 'x-own': 'kept' },
    target: { anyOf: [{ type: 'string' }, { type: 'object', properties: { deep: { const: 1 } } }] },
  },
};

async function openProcess(name: string): Promise<{ page: Page; complaints: readonly string[] }> {
  await rota.server.addProcess({ name, command: 'node', args: ['-e', ''], parameters });
  return rota.open(`/processes/${name}`);
}
const show = (page: Page, view: 'Table' | 'JSON Schema') =>
  page.getByRole('radio', { name: view, exact: true }).check();
const kept = async (name: string) => {
  const { processes } = await rota.server.console<{ processes: ProcessRow[] }>('GET', '/api/processes');
  return processes.find(({ process }) => process.name === name)?.process.parameters;
};

test('a schema that the table cannot show goes through it unharmed, and choices that are numbers stay numbers', async () => {
  const { page, complaints } = await openProcess('Deep');
  await page.getByRole('combobox', { name: 'Choices' }).fill('4');
  await page.keyboard.press('Enter');
  await show(page, 'JSON Schema');
  const field = page.locator('#process-schema');
  await field.fill((await field.inputValue()).replace('"Level"', '"How deep"'));
  await show(page, 'Table');
  await page.locator('main input[value="How deep"]').waitFor();
  await page.keyboard.press('Control+s');
  await page.getByText('Saved: Deep').waitFor();
  assert.deepEqual(await kept('Deep'), {
    ...parameters,
    properties: {
      ...parameters.properties,
      level: { ...parameters.properties.level, title: 'How deep', enum: [1, 2, 3, 4] },
    },
  });
  assert.deepEqual(complaints, []);
  await page.close();
});

for (const [what, broken, said] of [
  ['JSON', '{ "type": "object", ', 'This is not JSON'],
  ['a schema', '{ "properties": { "mode": { "enum": "new" } } }', 'properties.mode.enum'],
] as const) {
  test(`text that is no longer ${what} breaks nothing, and is neither left out of what is saved nor lost`, async () => {
    const name = `Broken-${what.length}`;
    const { page, complaints } = await openProcess(name);
    await show(page, 'JSON Schema');
    const field = page.locator('#process-schema');
    await field.fill(broken);
    await page.locator('main').getByText(said).waitFor();
    await page.getByRole('radio', { name: 'Table', exact: true }).click({ force: true });
    await page.waitForFunction(() => document.activeElement?.id === 'process-schema');
    assert.equal(await field.inputValue(), broken);
    await page.keyboard.press('Control+s');
    await page.getByRole('link', { name: 'Runs', exact: true }).click();
    await page.locator('[role=dialog]').waitFor();
    await page.keyboard.press('Escape');
    await page.locator('[role=dialog]').waitFor({ state: 'detached' });
    assert.equal(await field.inputValue(), broken);
    assert.deepEqual(await kept(name), parameters);
    assert.deepEqual(complaints, []);
    await page.close();
  });
}

test('a default that is not of its kind is said at its field, and is neither left out of what is saved nor lost', async () => {
  const count = { type: 'object' as const, properties: { count: { type: 'integer', default: 2 } } };
  await rota.server.addProcess({ name: 'Counts', command: 'node', args: ['-e', ''], parameters: count });
  const { page, complaints } = await rota.open('/processes/Counts');
  const field = page.getByRole('textbox', { name: 'Default', exact: true });
  await field.fill('four');
  await page.locator('main').getByText('This is not a whole number.').waitFor();
  await page.keyboard.press('Control+s');
  await page.getByRole('radio', { name: 'JSON Schema', exact: true }).click({ force: true });
  await page.waitForFunction(() => document.activeElement?.matches('[data-default]'));
  assert.equal(await field.inputValue(), 'four');
  assert.deepEqual(await kept('Counts'), count);
  await page.getByRole('link', { name: 'Runs', exact: true }).click();
  await page.locator('[role=dialog]').waitFor();
  await page.keyboard.press('Escape');
  await page.locator('[role=dialog]').waitFor({ state: 'detached' });
  await field.fill('4');
  await page.locator('main').getByText('This is not a whole number.').waitFor({ state: 'detached' });
  await page.keyboard.press('Control+s');
  await page.getByText('Saved: Counts').waitFor();
  assert.deepEqual(await kept('Counts'), { type: 'object', properties: { count: { type: 'integer', default: 4 } } });
  assert.deepEqual(complaints, []);
  await page.close();
});
