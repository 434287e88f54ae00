import type { Dictionary } from '../../translatable.ts';

/** Tags, folders, saved views, and what a search does not understand. */
export const orderTr: Dictionary = {
  'may hold letters, digits, "-", "_" and "/", and blanks inside':
    'harf, rakam, "-", "_", "/" ve içinde boşluk olabilir',
  'may hold anything but a backslash, a quote and a colon; "/" stands between folders':
    'ters eğik çizgi, tırnak ve iki nokta dışında her şey olabilir; klasörlerin arasında "/" durur',
  '"enabled:{0}" is neither yes nor no: write enabled:yes or enabled:no.':
    '"etkin:{0}" ne evet ne hayır: etkin:evet ya da etkin:hayır yazın.',
  '"since:{0}" is no time: write since:today, since:yesterday, since:24h, since:7d or since:2026-11-30.':
    '"başlangıç:{0}" bir zaman değil: başlangıç:bugün, başlangıç:dün, başlangıç:24sa, başlangıç:7g ya da başlangıç:30.11.2026 yazın.',
  '"{0}:" is no key of a search, so it is looked for as text.':
    '"{0}:" bir arama anahtarı değil, bu yüzden metin olarak aranıyor.',
  'tag, folder, state, process, schedule, client, worker, enabled, since':
    'etiket, klasör, durum, süreç, zamanlama, istemci, makine, etkin, başlangıç',
  'active, running, waiting, paused, ended, failing, succeeded, failed, timed-out, cancelled, interrupted, skipped, missed, blocked, expired':
    'zamanlandı, çalışıyor, bekliyor, duraklatıldı, sona-erdi, sorunlu, başarılı, başarısız, süre-aşıldı, iptal-edildi, yarıda-kaldı, atlandı, kaçırıldı, engellendi, süresi-doldu',
  '{0} The keys are {1}.': '{0} Anahtarlar: {1}.',
  '{0} Did you mean {1}?': '{0} Bunu mu demek istediniz: {1}?',
  '"{0}" is no state.': '"{0}" bir durum değil.',
  '{0} The states are {1}.': '{0} Durumlar: {1}.',
  'It would have {0} tags; {1} are the most.': '{0} etiketi olurdu; en fazla {1} olabilir.',
  'there are {0} views already: delete some that nobody needs':
    'zaten {0} görünüm var: kimsenin kullanmadığı birkaçını silin',
  'there is a view "{0}" already': '"{0}" adlı bir görünüm zaten var',
  'There is no view "{0}". It may have been deleted.': '"{0}" adlı bir görünüm yok. Silinmiş olabilir.',
};
