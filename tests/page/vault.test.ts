import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import type { VaultAnswer } from '../../contract/vault.ts';
import { testEachLook } from './support/each-look.ts';
import { openRotaPage, type RotaPage } from './support/rota-page.ts';

let rota: RotaPage;
const day = 86_400_000;

before(async () => {
  rota = await openRotaPage();
  await rota.set({ language: 'en', theme: 'light' });
});
after(() => rota.close());

const vault = () => rota.server.console<VaultAnswer>('GET', '/api/vault');

test('a group and a key cannot be added on the page, or the value comes back to it', async () => {
  const { page, complaints } = await rota.open('/settings/vault');
  await page.getByText('The vault is empty.').waitFor();
  await page.getByRole('button', { name: 'Add group' }).click();
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Give the group a name.').waitFor();
  await page.getByLabel('Name').fill('Bank');
  await page.keyboard.press('Control+Enter');
  await page.getByRole('button', { name: 'Add key to Bank' }).click();
  await page.getByLabel('Name').fill('Portal');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Enter a value.').waitFor();
  await page.getByLabel('User', { exact: true }).fill('ayşe');
  await page.getByRole('textbox', { name: 'Password' }).fill('MARK-secret');
  await page.getByRole('textbox', { name: 'Seed of one-time codes' }).fill('JBSW');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('is no seed of one-time codes').waitFor();
  await page.getByRole('textbox', { name: 'Seed of one-time codes' }).fill('JBSW Y3DP EHPK 3PXP');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('{{vault:Bank/Portal.password}}').waitFor();
  await page.getByText('{{otp:Bank/Portal}}').waitFor();
  const { groups } = await vault();
  assert.deepEqual(groups[0]?.keys[0]?.has, ['user', 'password', 'seed']);

  await page.getByRole('button', { name: 'Edit Bank/Portal' }).click();
  assert.equal(await page.getByRole('textbox', { name: 'Password' }).inputValue(), '');
  await page.getByRole('textbox', { name: 'Password' }).fill('MARK-next');
  await page.getByRole('combobox', { name: /old value/ }).click();
  await page.getByRole('option', { name: '7 days' }).click();
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText(/old value valid for/).waitFor();
  assert.ok(!(await page.content()).includes('MARK'));
  // The server refused the seed once, which the browser notes by itself.
  assert.deepEqual(
    complaints.filter((one) => !/400/.test(one)),
    [],
  );
  await page.close();
});

test('a key that is used is deleted without its users being named', async () => {
  await rota.server.console('PUT', '/api/vault/Bank/Old', {
    kind: 'text',
    value: 'MARK-old',
    expiresAt: Date.now() - day,
  });
  await rota.server.addProcess({ name: 'Ask', command: process.execPath, env: { A: '{{vault:Bank/Portal.user}}' } });
  const { page } = await rota.open('/overview');
  await page.getByText('The secret Bank/Old has expired').waitFor();
  await page.getByRole('link', { name: 'Open the vault' }).click();
  await page.getByText('1 process').waitFor();
  await page.getByRole('button', { name: 'Edit Bank/Portal' }).click();
  await page.getByRole('button', { name: 'Delete key' }).click();
  await page.getByText('It is used by Ask.').waitFor();
  await page.getByRole('button', { name: 'Keep it' }).click();
  await page.getByRole('button', { name: 'Edit Bank/Old' }).click();
  await page.getByRole('button', { name: 'Delete key' }).click();
  await page.getByText('Nothing refers to it.').waitFor();
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await page.getByText('Deleted: Bank/Old').waitFor();
  assert.deepEqual(
    (await vault()).groups[0]?.keys.map(({ name }) => name),
    ['Portal'],
  );
  await page.close();
});

test('an import stores something before it was seen', async () => {
  const { page } = await rota.open('/settings/vault');
  await page.getByRole('button', { name: 'Import…' }).click();
  await page
    .locator('[role=dialog] input[type=file]')
    .first()
    .setInputFiles({
      name: 'x.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from('name,username,password\nMail,me,MARK-m\nEmpty,me,\n'),
    });
  await page.getByRole('button', { name: 'Check' }).click();
  await page.getByText('it has no password').waitFor();
  assert.equal((await vault()).groups[0]?.keys.length, 1);
  await page.getByRole('button', { name: 'Import 1 key' }).click();
  await page.getByText('Delete the file afterwards').waitFor();
  assert.deepEqual(
    (await vault()).groups[0]?.keys.map(({ name }) => name),
    ['Mail', 'Portal'],
  );
  await page.close();
});

testEachLook(
  [
    { name: 'Vault', place: () => '/settings/vault' },
    {
      name: 'Vault with the dialog of a key',
      place: () => '/settings/vault',
      act: async (page) => {
        await page.locator('main table button[aria-label*="Bank/Portal"]:not([aria-label*="{{"])').first().click();
        await page.waitForSelector('[role=dialog] input[type=date]');
      },
    },
  ],
  () => rota,
);
