import type { Dictionary } from '../../translatable.ts';

/** Sentences about workers and groups in Turkish. */
export const workersTr: Dictionary = {
  'several workers are called "{0}": give the ID of one of them':
    '"{0}" adında birden çok makine var: birinin kimliğini verin',
  'there is no worker and no group "{0}"': '"{0}" adında bir makine ya da grup yok',
  'there is no worker and no group "{0}"; close to it: {1}':
    '"{0}" adında bir makine ya da grup yok; yakın olanlar: {1}',
  '"{0}" is the ID of the worker "{1}"': '"{0}", "{1}" makinesinin kimliği',
  'a worker is called "{0}" already': '"{0}" adında bir makine zaten var',
  'the worker "{0}" has the further name "{1}" already': '"{0}" adlı makinenin "{1}" diye bir takma adı zaten var',
  'a group is called "{0}" already': '"{0}" adında bir grup zaten var',
  '{0}; choose another name': '{0}; başka bir ad seçin',
  'There is no worker "{0}".': '"{0}" adında bir makine yok.',
  'There is no group "{0}".': '"{0}" adında bir grup yok.',
  'a group has a name of 1 to 100 characters': 'grup adı 1 ile 100 karakter arasında olmalı',
  'The worker "{0}" is there: stop its Rota first, then remove it.':
    '"{0}" adlı makine çalışıyor: önce oradaki Rota’yı durdurun, sonra kaldırın.',
  'The worker "{0}" has come back just now: it was not removed.': '"{0}" adlı makine az önce geri geldi: kaldırılmadı.',
  'No other computer reports under the ID of this one: it keeps it.':
    'Bu bilgisayarın kimliğini başka bir bilgisayar kullanmıyor: kimliği aynı kalır.',
  'runs that wait for it: {0}': 'onu bekleyen çalıştırma: {0}',
  'schedules that name it: {0}': 'onu seçen zamanlamalar: {0}',
  '"{0}" is still needed ({1}). Change or cancel these first, or remove it anyway: they wait until they are changed.':
    '"{0}" hâlâ gerekli ({1}). Önce bunları değiştirin ya da iptal edin; yine de kaldırırsanız, değiştirilene dek beklerler.',
};
