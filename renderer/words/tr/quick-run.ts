import type { Words } from '../en/index.ts';

export const quickRun: Words['quickRun'] = {
  title: 'Şimdi çalıştır',
  search: 'Süreç ya da sık kullanılan',
  favourites: 'Sık kullanılanlar',
  processes: 'Süreçler',
  asks: 'değer sorar',
  empty: 'Henüz süreç yok. “Süreçler” sayfasından ekleyin.',
  none: '“{query}” ile eşleşen süreç ya da sık kullanılan yok.',
  results: { one: '{n} sonuç', other: '{n} sonuç' },
  keys: { move: 'seç', run: 'çalıştır', close: 'kapat' },
  form: 'Çalıştır: “{name}”',
  run: 'Çalıştır',
  noProcess: '“{name}” adlı bir süreç yok.',
  noSchedule: 'Bu zamanlama artık yok.',
  other: 'Başkasını seç',
};
