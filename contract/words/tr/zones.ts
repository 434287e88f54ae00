import type { Dictionary } from '../../translatable.ts';

/** Sentences about time zone data in the data folder. */
export const zonesTr: Dictionary = {
  'the zone {0} {1}': '{0} dilimi {1}',
  'cannot be read': 'okunamıyor',
  'has more changes than offsets': 'için saat farkından çok değişiklik var',
  'has an offset that no clock has': 'için hiçbir saatte olmayan bir fark yazıyor',
  'has changes that are not in order': 'için değişiklikler sıralı değil',
  'it lacks {0}, so it is not whole': '{0} eksik, yani veri tam değil',
  'it ends in the year {0}: take an edition that is not cut to a range of years':
    '{0} yılında bitiyor: belirli yıllarla sınırlanmamış bir sürüm kullanın',
  'it is not JSON: {0}': 'JSON değil: {0}',
  'it is not zone data as in data/packed/latest.json of the package moment-timezone':
    'moment-timezone paketindeki data/packed/latest.json gibi saat dilimi verisi değil',
  'its "version" is "{0}", not one such as 2026f': '"version" değeri "{0}"; 2026f gibi bir sürüm değil',
  'nothing in it says which edition it is: copy the file tzdata.zi (or +VERSION) of the same edition into it':
    'hangi sürüm olduğunu söyleyen bir şey yok: aynı sürümün tzdata.zi (ya da +VERSION) dosyasını içine kopyalayın',
  'it is not there': 'orada değil',
  'it is no file': 'bir dosya değil',
  'it is larger than {0} MB': '{0} MB sınırından büyük',
};
