import assert from 'node:assert/strict';
import { mkdtemp } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import test, { after, before } from 'node:test';
import type { Page } from 'playwright-core';
import { englishOn } from './support/foreign-words.ts';
import { fillExpression, formParts, openParts } from './support/form-parts.ts';
import { openRotaPage, settle, type RotaPage } from './support/rota-page.ts';
import { seedTroubles, startTroubles, type TurkishSeeds } from './support/turkish-seeds.ts';

let rota: RotaPage;
let seeds: TurkishSeeds;

before(async () => {
  const home = await mkdtemp(path.join(os.tmpdir(), 'rota-turkish-'));
  await seedTroubles(home);
  // Tall enough for every row of the lists.
  rota = await openRotaPage({ home, height: 3000 });
  await rota.set({ language: 'tr' });
  seeds = await startTroubles(rota.server);
});
after(() => rota.close());

interface Look {
  readonly place: string;
  /** The text of a place once it is rendered, and once `act` has taken effect. */
  readonly text: string;
  readonly act?: (page: Page) => Promise<unknown>;
}
const at = (place: string, text: string, act?: Look['act']): Look => ({ place, text, ...(act && { act }) });

/** The English text of places, visited one after the other in one tab. */
async function english(looks: readonly Look[]): Promise<readonly string[]> {
  const { page } = await rota.open('/settings/about');
  const found: string[] = [];
  try {
    for (const { place, text, act } of looks) {
      await page.goto(`${rota.server.url}/#${place}`);
      await act?.(page);
      await page.getByText(text).first().waitFor();
      await settle(page);
      found.push(...(await englishOn(page)).map((one) => `${place}: ${one}`));
      if (act) await page.reload();
    }
    return found;
  } finally {
    await page.close();
  }
}

const noneIsEnglish = async (looks: readonly Look[]) => assert.deepEqual(await english(looks), []);

test('no screen is left in English, whatever went wrong', () =>
  noneIsEnglish([
    at('/overview', 'Yapılandırma dosyası okunamadı (JSON değil'),
    at('/schedules', 'Her sabah'),
    at('/schedules?state=paused&q=yok', 'ile eşleşen'),
    at('/schedules/new?process=OneStepNotepadRunner', 'Tuşlar arası bekleme (ms)'),
    at(`/schedules/${seeds.schedule.id}/edit`, 'Önizleme'),
    at('/schedules/yok/edit', 'Bu zamanlama artık yok'),
    at(`/schedules/${seeds.schedule.id}?why=2020-01-06 09:00`, 'O zaman henüz yoktu'),
    at('/schedules/yok', 'Bu zamanlama artık yok'),
    at(`/runs/compare?a=${seeds.done.id}&b=${seeds.lost.id}`, 'yalnız solda'),
    at(`/runs/compare?b=${seeds.done.id}`, 'Hangi çalıştırmayla'),
    at('/runs', 'atlandı: önceki çalıştırma hâlâ sürüyordu'),
    at('/timeline', 'Süren'),
    at('/timeline?view=list', 'Hatalı'),
    at('/processes', 'Not Defteri örneği'),
    at('/processes/new', 'Komut'),
    at('/processes/Yok', 'Böyle bir süreç yok'),
    at('/workers', 'bu bilgisayar'),
    at('/workers?view=groups', 'Henüz grup yok'),
    at('/clients', 'Muhasebe'),
  ]));

test('no run is left in English', () =>
  noneIsEnglish([
    at(`/runs/${seeds.done.id}?tab=outputs`, 'faturalar.csv'),
    at(`/runs/${seeds.done.id}?tab=values`, 'olduğu gibi'),
    at(`/runs/${seeds.lost.id}`, 'başlatılmadı: çalışma klasörü'),
    at(`/runs/${seeds.lost.id}?tab=tries`, 'başlatılamadı'),
    at(`/runs/${seeds.lost.id}?tab=details`, 'Zamanlama kimliği'),
    at(`/runs/${seeds.unread.id}`, 'Çıktı dosyasının 1. satırı'),
    at(`/runs/${seeds.live.id}`, 'yazıyor'),
    at(`/runs/${seeds.waiting.id}`, 'sıraya giriş'),
    at('/runs/yok', 'Bu çalıştırma artık yok'),
  ]));

test('no section of the settings is left in English', () =>
  noneIsEnglish([
    at('/settings/general', 'Dil ve görünüm'),
    at('/settings/worker', 'Bu makine'),
    at('/settings/server', 'Erişim'),
    at('/settings/data', 'Saklama süreleri'),
    at('/settings/calendars', 'İş günleri'),
    at('/settings/messages', 'Henüz kanal yok'),
    at('/settings/webhooks', 'sonraki deneme'),
    at('/settings/activity', 'crontab: 4 değişiklikten 3 tanesi alındı'),
    at('/settings/shortcuts', 'Boşluk'),
    at('/settings/about', 'Saat dilimi'),
  ]));

test('nothing that opens is left in English', () =>
  noneIsEnglish([
    at(`/schedules/${seeds.schedule.id}/parameters`, 'Makine kimliği'),
    at(`/schedules?run=${seeds.schedule.id}`, 'Liste'),
    at('/schedules', 'Sil…', (page) => page.getByRole('button', { name: 'Diğer işlemler: Her sabah' }).click()),
    at('/schedules/new?process=Faturalar', 'Kaydetmeyi engelleyen', async (page) => {
      await fillExpression(page, '61 0 9 ? * XYZ');
      await openParts(page, ...formParts);
      await page.getByRole('button', { name: 'Zamanlama oluştur' }).click();
    }),
    at(`/runs/${seeds.done.id}`, 'Bununla bağlantılı yeni bir çalıştırma', async (page) => {
      await page.locator('main header button[aria-haspopup=menu]').click();
      await page.getByRole('menuitem', { name: 'Değerleri' }).click();
    }),
    at('/processes/Programsız', 'bu adda bir program bulunamadı', async (page) => {
      await page.getByRole('textbox', { name: 'Başlık' }).first().fill('Programsız iki');
      await page.getByRole('button', { name: 'Kaydet', exact: true }).click();
    }),
    at('/processes/Faturalar?test=1', 'Test çalıştırması', (page) =>
      page.getByRole('button', { name: 'Parametre ekle' }).waitFor(),
    ),
    at('/clients?new=1', 'API istemcisi oluştur'),
    at('/settings/webhooks', 'adres bu bilgisayarda ya da ağında', async (page) => {
      await page.getByRole('textbox', { name: 'Adres' }).fill('http://127.0.0.1:9/x');
      await page.getByRole('button', { name: 'Test gönder' }).click();
    }),
    at('/settings/calendars', 'Yarım günler', (page) => page.locator('main table button').first().click()),
    at('/settings/data', 'Çalıştırmaların günlükleri ve dosyaları kalır.', async (page) => {
      await page.getByRole('button', { name: 'Şimdi yedekle' }).click();
      await page.getByRole('button', { name: /^Yedeği geri yükle/ }).click();
    }),
    at('/quick-run', 'Faturalar'),
  ]));

test('what is looked for would be found', async () => {
  await rota.set({ language: 'en' });
  const found = await english([at('/overview', 'The configuration file could not be read')]);
  assert.ok(found.length > 20, found.join('\n'));
});
