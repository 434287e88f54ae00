import type { Dictionary } from '../../translatable.ts';

/** Why a schedule ran, or did not, at a time. */
export const whyTr: Dictionary = {
  '"{0}" is no time. Write 09:00, yesterday 09:00, 2026-11-30 09:00 or 30.11.2026 09:00.':
    '"{0}" bir zaman değil. Şöyle yazın: 09:00, dün 09:00, 2026-11-30 09:00 ya da 30.11.2026 09:00.',
  'It succeeded.': 'Başarılı oldu.',
  'It failed.': 'Başarısız oldu.',
  'It took too long and was stopped.': 'Süresini aştı ve durduruldu.',
  'It was cancelled.': 'İptal edildi.',
  'It was interrupted.': 'Yarıda kaldı.',
  'It did not end as it should.': 'Beklendiği gibi bitmedi.',
  'It is still running.': 'Hâlâ çalışıyor.',
  'It was due at {0} and did not run.': 'Zamanı {0} idi, ama çalışmadı.',
  'It was due at {0} and still waits.': 'Zamanı {0} idi, hâlâ bekliyor.',
  'It ran on time: it was due at {0}.': 'Zamanında çalıştı: {0}.',
  'It ran, {0} late: it was due at {1} and started at {2}.': '{0} geç çalıştı: zamanı {1} idi, {2} olunca başladı.',
  'The run before it was still active until {0}.': 'Önceki çalıştırma {0} anına kadar sürüyordu.',
  '{0} min': '{0} dk',
  '{0} h': '{0} sa',
  'That time did not exist on that day: the clock went forward over it.':
    'O gün böyle bir saat yoktu: saatler ileri alındı.',
  'It is paused: as long as it is, none of its times runs.': 'Şu anda duraklatılmış: sürdürülene kadar çalışmaz.',
  'That is still to come, and it is not due then.': 'O zaman henüz gelmedi, planında da yok.',
  'That is still to come: it is due then.': 'O zaman henüz gelmedi: planına göre o zaman çalışacak.',
  'It was not there yet: it was created at {0}.': 'O zaman henüz yoktu: oluşturulma zamanı {0}.',
  'By its plan it was due then, but nothing is recorded of it.':
    'Planına göre o zaman çalışacaktı, ama buna ilişkin kayıt yok.',
  'Runs are kept for {0} days, and that was before.': 'Çalıştırmalar {0} gün saklanır, bu daha eski.',
  'It was changed at {0}, after that ({1}): what its plan was before is not known.':
    'Bundan sonra, {0} anında değiştirildi ({1}): önceki planı bilinmiyor.',
  'By its plan it would have been due then.': 'Planına göre o zaman çalışacaktı.',
  'It has no times: it runs only when it is called or triggered.':
    'Belirli zamanları yok: yalnız çağrılınca ya da tetiklenince çalışır.',
  'It was made for one run at once.': 'Hemen yapılacak tek bir çalıştırma için oluşturuldu.',
  'Its plan never comes due: no time of it lies between its start and its end.':
    'Planının zamanı hiç gelmez: başlangıcı ile bitişi arasında zamanı yok.',
  'It was not due then: its only time is {0}.': 'O zaman planda yoktu: tek zamanı {0}.',
  'Its plan begins only at {0}.': 'Planı ancak şu anda başlıyor: {0}.',
  'Its plan ended at {0}.': 'Planı şu anda bitti: {0}.',
  'It was not due then: the times nearest to it are {0} and {1}.':
    'O zaman planda yoktu: en yakın zamanlar {0} ve {1}.',
  'It was not due then: the last time before it is {0}.': 'O zaman planda yoktu: ondan önceki son zaman {0}.',
  'It was not due then: the first time after it is {0}.': 'O zaman planda yoktu: ondan sonraki ilk zaman {0}.',
  'It was not due then.': 'O zaman planda yoktu.',
};
