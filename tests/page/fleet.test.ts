import assert from 'node:assert/strict';
import test from 'node:test';
import { cleanUpLater } from '../support/cleanup.ts';
import { skipUnlessPostgres, startPostgres } from '../support/postgres.ts';
import { openRotaPage } from './support/rota-page.ts';

const skip = skipUnlessPostgres;
const postgres = skip === false ? await startPostgres() : null!;

test('a fleet is not made in Settings, or a fault of its database is not told there', { skip }, async (t) => {
  const rota = await openRotaPage({ width: 375, height: 1000 });
  cleanUpLater(t, () => rota.close());
  const { page, complaints } = await rota.open('/settings/fleet');
  const shots = process.env['ROTA_SHOTS'];
  const shot = async (name: string) => {
    if (shots !== undefined) await page.screenshot({ path: `${shots}/${name}.png`, fullPage: true });
  };
  await page.getByRole('heading', { name: 'Join a fleet' }).waitFor();
  await shot('alone-375');
  await page.getByLabel('Address of the database').fill(postgres.url({ password: 'wrong', database: 'postgres' }));
  await page.getByRole('button', { name: 'Test the connection' }).click();
  await page.getByText(/refuses the password of admin/).waitFor();
  const url = await postgres.newDatabase();
  await page.getByLabel('Address of the database').fill(url);
  await page.getByRole('button', { name: 'Test the connection' }).click();
  await page.getByText(/a fleet can be made there/).waitFor();
  await page.getByLabel('Join code').fill('rota-fleet-1-abc');
  await page.getByRole('button', { name: 'Join', exact: true }).click();
  await page.getByText(/mistyped or not whole/).waitFor();
  await page.getByLabel('Name of the fleet').fill('Office');
  await page.getByLabel('Name of the fleet').press('Enter');
  await page.getByText(/From the next start on this computer uses admin@/).waitFor();
  await page.setViewportSize({ width: 1440, height: 900 });
  await shot('made-1440');
  assert.ok(!(await page.content()).includes(encodeURIComponent(decodeURIComponent(new URL(url).password))));
  // The browser itself notes the answer to the mistyped code.
  assert.deepEqual(
    complaints.filter((one) => !/status of 400/.test(one)),
    [],
  );
});
