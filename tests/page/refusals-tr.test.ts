import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import type { Page } from 'playwright-core';
import type { ScheduleRow } from '../../contract/schedule.ts';
import { openRotaPage, settle, type RotaPage } from './support/rota-page.ts';

let rota: RotaPage;
let id: string;

before(async () => {
  rota = await openRotaPage();
  await rota.server.addProcess({
    name: 'Fatura',
    command: process.execPath,
    args: ['-e', '0'],
    parameters: {
      type: 'object',
      properties: { limit: { type: 'integer', title: 'Sınır', minimum: 1, maximum: 500 } },
    },
  });
  const plan = { kind: 'cron', quartz: '0 0 9 * * ?', timezone: 'UTC' };
  const draft = { name: 'Her sabah', process: 'Fatura', plan };
  id = (await rota.server.console<{ row: ScheduleRow }>('POST', '/api/schedules', draft)).row.id;
  await rota.set({ language: 'tr' });
});
after(() => rota.close());

/** Errors that only the server finds: the request is changed from `right` to `wrong`, which the page itself would refuse. */
async function swap(page: Page, path: string, right: RegExp, wrong: string): Promise<void> {
  await page.route(`**${path}`, async (route) => {
    const sent = route.request().postData() ?? '';
    if (route.request().method() === 'GET') return route.continue();
    assert.match(sent, right);
    return route.continue({ postData: sent.replace(right, wrong) });
  });
}

const english = /\b(?:is|are|must|not|use|out of range|parameter of|between|write)\b/i;

test('an expression that only the server finds broken is refused in the words that the form has for it, in Turkish', async () => {
  const { page } = await rota.open(`/schedules/${id}/edit`);
  await swap(page, `/api/schedules/${id}`, /0 0 9 \* \* \?/, '0 0 25 * * ?');
  await page.getByRole('button', { name: 'Değişiklikleri kaydet' }).click();
  const refused = page.locator('form [role=alert]');
  await refused.getByText('Saat: “25” aralık dışında. 0 ile 23 arasında bir sayı yazın.').waitFor();
  assert.doesNotMatch(await refused.innerText(), english);
  await page.close();
});

test('what only the server finds wrong with the time zone of a schedule is said in Turkish', async () => {
  const { page } = await rota.open(`/schedules/${id}/edit`);
  await swap(page, `/api/schedules/${id}`, /"timezone":"UTC"/, '"timezone":"Mars/Base"');
  await page.getByRole('button', { name: 'Değişiklikleri kaydet' }).click();
  const refused = page.locator('form [role=alert]');
  await refused.getByText('"Mars/Base" bir saat dilimi değil.').waitFor();
  assert.doesNotMatch(await refused.innerText(), english);
  await page.close();
});

test('a value that only the server finds out of range is refused at its field, in Turkish', async () => {
  const { page } = await rota.open(`/schedules?run=${id}`);
  await swap(page, `/api/schedules/${id}/run`, /"limit":7/, '"limit":700');
  await page.fill('#run-values-limit', '7');
  await page.keyboard.press('Control+Enter');
  await page.getByText('en çok 500 olmalı').waitFor();
  assert.doesNotMatch(await page.locator('[role=dialog]').innerText(), english);
  await page.close();
});

test('a process definition that means nothing is refused in Turkish, each fault by the label of its field', async () => {
  const { page } = await rota.open('/processes/Fatura');
  await settle(page);
  await page.getByLabel('Bağımsız değişken 2', { exact: true }).fill('{{nobody}}');
  await page.getByRole('button', { name: 'Kaydet', exact: true }).click();
  await page.getByRole('button', { name: 'Yine de kaydet' }).click();
  const refused = page.locator('main [role=alert][data-kind=refused]');
  await refused.getByText('Bağımsız değişkenler: "{{nobody}}" bu sürecin bir parametresi değil').waitFor();
  await page.getByLabel('Bağımsız değişken 2', { exact: true }).fill('x');
  await page.getByLabel('Çıktı kodlaması').fill('martian');
  await page.getByRole('button', { name: 'Çıkış kodu ekle' }).click();
  await page.getByLabel('Çıkış kodu', { exact: true }).fill('0');
  await page.getByRole('button', { name: 'Kaydet', exact: true }).click();
  await page.getByRole('button', { name: 'Yine de kaydet' }).click();
  await refused.getByText('Çıkış kodu 0: her zaman başarı demektir').waitFor();
  await refused.getByText('Çıktı kodlaması: "martian" bilinmiyor').waitFor();
  assert.doesNotMatch(await refused.innerText(), english);
  await page.close();
});
