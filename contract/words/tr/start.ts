import { errorDictionary } from '../../quartz/index.ts';
import type { Dictionary } from '../../translatable.ts';

/** Refusals of schedules and process definitions. Expressions have their own words, because the form uses them, too. */
export const startTr: Dictionary = {
  ...errorDictionary('tr'),
  'There is no process "{0}". Choose another one.': '"{0}" adlı bir süreç yok. Başka bir süreç seçin.',
  'There is no calendar "{0}".': '"{0}" adlı bir takvim yok.',
  '"{0}" is not a time zone. Choose one such as Europe/Istanbul.':
    '"{0}" bir saat dilimi değil. Europe/Istanbul gibi bir saat dilimi seçin.',
  'The end lies before the start.': 'Bitiş, başlangıçtan önce.',
  'This time has passed. Choose a later one.': 'Bu zaman geçti. Daha sonraki bir zaman seçin.',
  'No time of this plan lies inside its window. Change its days, the start or the end.':
    'Bu planın hiçbir zamanı başlangıç ile bitiş arasında değil. Günleri, başlangıcı ya da bitişi değiştirin.',
  'No time of "{0}" lies inside its window. Change the expression, the start or the end.':
    '"{0}" ifadesinin hiçbir zamanı aralığının içinde değil. İfadeyi, başlangıcı ya da bitişi değiştirin.',
  'must be an absolute path here, because it is not known what it would be relative to':
    'burada mutlak bir yol olmalı, çünkü neye göre göreli olacağı bilinmiyor',
  'has {0} parameters; a process can have {1}. Give many values as one, a list or an object':
    '{0} parametresi var; bir süreçte en çok {1} olabilir. Çok sayıda değeri tek bir liste ya da nesne olarak verin',
  'is not a usable JSON Schema: {0}': 'kullanılabilir bir JSON Schema değil: {0}',
  'uses "{0}", which is not followed here: name the schema with "$ref"':
    'burada izlenmeyen "{0}" sözcüğünü kullanıyor: şemayı "$ref" ile adlandırın',
  'must not hold a NUL character': 'NUL karakteri içermemeli',
  'is always success; give other codes': 'her zaman başarı demektir; başka kodlar verin',
  '"{0}" is not known; use "auto", "utf-8" or a name such as "windows-1254" or "cp857"':
    '"{0}" bilinmiyor; "auto", "utf-8" ya da "windows-1254" veya "cp857" gibi bir ad kullanın',
  'is not a process definition': 'bir süreç tanımı değil',
  'there is no process "{0}"': '"{0}" adlı bir süreç yok',
  'there is no process "{0}"; did you mean {1}?': '"{0}" adlı bir süreç yok; şunu mu demek istediniz: {1}?',
  'may hold letters, digits, blanks, dots, "_" and "-", and begins with a letter or digit':
    'harf, rakam, boşluk, nokta, "_" ve "-" içerebilir, harf ya da rakamla başlar',
  'is not a name that a variable can have': 'bir değişkenin alabileceği bir ad değil',
  'is not an exit code': 'bir çıkış kodu değil',
  'give either "command" or "script", and not both': '"command" ya da "script" verin, ikisini birden değil',
  '"{0}" is not a parameter of this process': '"{0}" bu sürecin bir parametresi değil',
  '"{0}" is a secret: secrets travel by environment only':
    '"{0}" gizli: gizli değerler yalnızca ortam değişkeniyle iletilir',
  'must be a time of day, written as 09:00 or 09:00:30': '09:00 ya da 09:00:30 gibi bir saat olmalı',
  'must not be 0': '0 olamaz',
  'must be a day, written as 2026-01-31': '2026-01-31 gibi yazılmış bir gün olmalı',
};
