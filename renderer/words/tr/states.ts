import type { Words } from '../en/index.ts';

export const states: Words['states'] = {
  schedule: {
    scheduled: 'Zamanlandı',
    running: 'Çalışıyor',
    waiting: 'Bekliyor',
    paused: 'Duraklatıldı',
    ended: 'Sona erdi',
    onCall: 'Yalnızca çağrıyla',
    onTrigger: 'Tetikleyici bekliyor',
    attention: 'Dikkat gerekiyor',
  },
  run: {
    queued: 'Bekliyor',
    running: 'Çalışıyor',
    cancelling: 'İptal ediliyor',
    retrying: 'Yeniden denemeyi bekliyor',
    succeeded: 'Başarılı',
    warned: 'Uyarıyla başarılı',
    failed: 'Başarısız',
    'timed-out': 'Süre aşıldı',
    cancelled: 'İptal edildi',
    interrupted: 'Yarıda kaldı',
    skipped: 'Atlandı',
    missed: 'Kaçırıldı',
    blocked: 'Engellendi',
    expired: 'Süresi doldu',
    none: 'Henüz çalışmadı',
  },
  people: { operator: 'operatör', 'command line': 'komut satırı', tray: 'tepsi', anyone: 'birisi' },
  worker: { idle: 'boşta', running: 'çalışıyor', paused: 'duraklatıldı', attention: 'dikkat gerekiyor' },
};
