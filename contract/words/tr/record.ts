import type { Dictionary } from '../../translatable.ts';

/** The objects in audit lines, and why a webhook could not be delivered. */
export const recordTr: Dictionary = {
  'until resumed': 'sürdürülene kadar',
  'runs: {0}': 'çalıştırma: {0}',
  'schedules: {0}, processes: {1}': 'zamanlama: {0}, süreç: {1}',
  '{0}: {1} of {2} taken': '{0}: {2} değişiklikten {1} tanesi alındı',
  'a file saved by Rota': 'Rota’nın kaydettiği dosya',
  'a crontab': 'crontab',
  'Windows tasks': 'Windows görevleri',
  'the host name is not known': 'bu adda bir bilgisayar bulunamadı',
  'the address is inside this computer or its network; allow that in the settings if it is meant':
    'adres bu bilgisayarda ya da ağında; bilerek verildiyse ayarlardan izin verin',
  'no answer within {0} s': '{0} sn içinde yanıt gelmedi',
  'could not be reached: {0}': 'ulaşılamadı: {0}',
  'the connection failed': 'bağlantı kurulamadı',
  'answered {0}': '{0} yanıtı geldi',
  'answered {0}: redirects are not followed': '{0} yanıtı geldi: yönlendirmeler izlenmez',
};
