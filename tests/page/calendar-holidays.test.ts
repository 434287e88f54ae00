import assert from 'node:assert/strict';
import path from 'node:path';
import test, { after, before } from 'node:test';
import type { Locator } from 'playwright-core';
import type { Calendar } from '../../contract/calendar.ts';
import { axeViolations, openRotaPage, settle, type RotaPage } from './support/rota-page.ts';

let rota: RotaPage;
before(async () => {
  rota = await openRotaPage();
  await rota.server.console('PUT', '/api/calendars/Bank', { name: 'Bank', country: 'GB' });
});
after(() => rota?.close());

const kept = async (): Promise<Calendar | undefined> =>
  (await rota.server.console<{ calendars: Calendar[] }>('GET', '/api/calendars')).calendars.find(
    ({ name }) => name === 'Bank',
  );

/** The list begins with the current year. */
async function turnTo(holidays: Locator, year: number, [before, after]: readonly [string, string]): Promise<void> {
  const steps = year - new Date().getFullYear();
  for (let step = 0; step < Math.abs(steps); step += 1) {
    await holidays.getByRole('button', { name: steps < 0 ? before : after }).click();
  }
  await holidays.getByText(String(year), { exact: true }).waitFor();
}

test('the form says where each holiday comes from and whether it was checked, and one click corrects a day', async () => {
  const { page, complaints } = await rota.open('/settings/calendars');
  await page.getByRole('button', { name: 'Edit Bank' }).click();
  const holidays = page.getByRole('region', { name: 'Public holidays' });
  await holidays.getByText(/Compared on .*days differ/).waitFor();
  await holidays.getByRole('combobox', { name: 'Region' }).click();
  await page.getByRole('option', { name: 'Scotland' }).click();
  const rowOf = (day: string) => holidays.getByRole('row', { name: new RegExp(day) });
  await turnTo(holidays, 2026, ['Year before', 'Year after']);
  await rowOf('15 Jun 2026').getByText('Corrected by law').waitFor();
  await rowOf('30 Nov 2026')
    .getByRole('button', { name: /Make it a working day/ })
    .click();
  await rowOf('30 Nov 2026').getByText('Working day (corrected here)').waitFor();
  await rowOf('15 Jun 2026')
    .getByRole('button', { name: /Make it a working day/ })
    .click();
  await rowOf('15 Jun 2026').getByRole('button', { name: /Undo/ }).click();
  assert.deepEqual(await axeViolations(page), []);
  if (process.env['ROTA_PICTURES'] !== undefined) {
    await page.screenshot({ path: path.join(process.env['ROTA_PICTURES'], 'holidays.png'), fullPage: true });
  }
  await page.getByRole('button', { name: 'Save calendar' }).click();
  await page.getByRole('button', { name: 'Edit Bank' }).waitFor();
  const calendar = await kept();
  assert.equal(calendar?.country, 'GB-SCT');
  assert.deepEqual(calendar?.on, ['2026-11-30']);
  assert.deepEqual(complaints, []);
  await page.close();
});

test('a day that only another list has is offered as a day off, in the reader’s language', async () => {
  await rota.set({ language: 'tr' });
  await rota.server.console('PUT', '/api/calendars/Bank', { name: 'Bank', country: 'US' });
  const { page } = await rota.open('/settings/calendars');
  await page.getByRole('button', { name: 'Düzenle: Bank' }).click();
  const holidays = page.getByRole('region', { name: 'Resmî tatiller' });
  await holidays.getByText(/tarihinde karşılaştırıldı/).waitFor();
  await turnTo(holidays, 2028, ['Önceki yıl', 'Sonraki yıl']);
  const row = holidays.getByRole('row', { name: /Veterans Day \(observed\)/ });
  await row.getByText('Yalnızca karşılaştırılan listede').waitFor();
  await row.getByRole('button', { name: /Tatil yap/ }).click();
  await row.getByText('Tatil (burada düzeltildi)').waitFor();
  if (process.env['ROTA_PICTURES'] !== undefined) {
    await page.screenshot({ path: path.join(process.env['ROTA_PICTURES'], 'holidays-tr.png'), fullPage: true });
  }
  await page.getByRole('button', { name: 'Takvimi kaydet' }).click();
  await page.getByRole('button', { name: 'Düzenle: Bank' }).waitFor();
  assert.deepEqual((await kept())?.off, [{ day: '2028-11-10', name: 'Veterans Day (observed)' }]);
  await settle(page);
  await page.close();
});
