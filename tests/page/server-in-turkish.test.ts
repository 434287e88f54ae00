import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { openRotaPage, type RotaPage } from './rota-page.ts';

let rota: RotaPage;

before(async () => {
  rota = await openRotaPage();
  await rota.set({ language: 'tr' });
});
after(() => rota.close());

test('what would keep a process from working is said in Turkish, not in the English of the server', async () => {
  await rota.server.addProcess({
    name: 'Aktarım',
    command: 'no-such-program',
    args: [],
    cwd: '/no/such/folder',
    env: { ROTA_RUN_ID: '1' },
    parameters: { type: 'object', required: ['gone'], properties: { 'a b': {}, 'a-b': {} } },
  });
  const { page, complaints } = await rota.open('/processes/Aktarım');
  await page.getByRole('textbox', { name: 'Başlık' }).first().fill('Aktarım 2');
  await page.keyboard.press('Control+s');
  const problems = page.locator('main [role=alert][data-kind=check] li');
  await problems.first().waitFor();
  assert.deepEqual(await problems.allInnerTexts(), [
    'ROTA_RUN_ID: her çalıştırmada Rota tarafından verilir, buradaki değer kullanılmaz',
    'Parametreler: "gone" gerekli, ama bu adda bir parametre yok',
    'Parametreler: "a b" ve "a-b" aynı değişkeni kullanıyor: INPUT_A_B; robot orada bunlardan yalnızca birini görür',
    'Çalışma klasörü: böyle bir klasör yok: /no/such/folder',
    'Program: PATH içinde bu adda bir program bulunamadı: "no-such-program"',
  ]);
  assert.deepEqual(complaints, []);
  await page.close();
});
