import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { openRotaPage, type RotaPage } from './support/rota-page.ts';

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
    parameters: { type: 'object', required: ['gone'], properties: { 日本: {}, 中国: {} } },
  });
  const { page, complaints } = await rota.open('/processes/Aktarım');
  // The parameters, which stand before it, have titles, too.
  await page.getByRole('textbox', { name: 'Başlık', exact: true }).last().fill('Aktarım 2');
  await page.keyboard.press('Control+s');
  const problems = page.locator('main [role=alert][data-kind=check] li');
  await problems.first().waitFor();
  assert.deepEqual(await problems.allInnerTexts(), [
    'ROTA_RUN_ID: her çalıştırmada Rota tarafından verilir, buradaki değer kullanılmaz',
    'Parametreler: "gone" gerekli, ama bu adda bir parametre yok',
    'Parametreler: "日本" ve "中国" aynı değişkeni kullanıyor: INPUT___; robot orada bunlardan yalnızca birini görür',
    'Çalışma klasörü: böyle bir klasör yok: /no/such/folder',
    'Program: PATH içinde bu adda bir program bulunamadı: "no-such-program"',
  ]);
  assert.deepEqual(complaints, []);
  await page.close();
});

test('what an import would do and cannot do is said in Turkish, not in the English of the server', async () => {
  const { page, complaints } = await rota.open('/settings/data');
  const notes = page.locator('main [role=status] tbody td:last-child');
  async function check(kind: string, text: string): Promise<readonly string[]> {
    await page.getByRole('radio', { name: kind }).check();
    await page.locator('main textarea').fill(text);
    await notes.first().waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Neyin değişeceğini göster' }).click();
    await notes.first().waitFor();
    return (await notes.allInnerTexts()).filter((note) => note !== '');
  }
  const trigger = (inner: string) =>
    `<CalendarTrigger><StartBoundary>2026-01-05T08:30:00</StartBoundary>${inner}</CalendarTrigger>`;
  const task = `<Task><RegistrationInfo><URI>\\Rapor</URI></RegistrationInfo>
    <Triggers><EventTrigger/>${trigger('<RandomDelay>PT5M</RandomDelay>')}</Triggers>
    <Settings><Enabled>false</Enabled></Settings>
    <Actions><Exec><Command>%ROBOTS%\\a.exe</Command></Exec></Actions></Task>`;
  assert.deepEqual(await check('Windows görevi (XML)', task), [
    'bir olay kaydedilince çalışıyor; Rota’nın hiçbir tetikleyicisi bunu yapmaz',
    '72 saat sonra sonlandırılır; süre yazılmamışsa Windows da öyle yapar; komutunda %…% var, Rota bunu doldurmaz: tam yolu yazın',
    'rastgele gecikmesi alınmadı; orada kapalı, bu yüzden duraklatılmış olarak gelir',
  ]);
  assert.deepEqual(
    await check('Crontab', '@reboot /opt/a.sh\n0 0 13 * 5 /opt/b.sh\n61 * * * * /opt/c.sh\nne bu\n0 8 * * * /opt/d.sh'),
    [
      'satır 2: "0 0 13 * 5" Quartz ile söylenemiyor: günlerden herhangi biri demek; "0 0 0 ? * FRI" ile bir plan, "0 0 0 13 * ?" ile bir plan daha yapın; ikincisine FRI günü çalışılmayan bir takvim verin, yoksa her ikisine uyan günlerde ikisi de çalışır',
      'satır 3: "61 * * * *" Quartz ile söylenemiyor: cron “61” değerini kabul etmez (dakikalar: 0–59)',
      'satır 4: ne komutu olan bir zaman ne de bir değişken',
      'satır 1: @reboot; bilgisayar açılınca çalışıyordu; burada Rota açılınca çalışır',
      'satır 5: 0 8 * * *',
    ],
  );
  const exported = { rota: 1, processes: [{ name: 'Yarım', command: 'x', komut: 'x' }] };
  assert.deepEqual(await check('Rota’nın kaydettiği dosya', JSON.stringify(exported)), [
    'komut: bilinen bir anahtar değil',
  ]);
  assert.deepEqual(complaints, []);
  await page.close();
});
