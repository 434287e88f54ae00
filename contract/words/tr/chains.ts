import type { Dictionary } from '../../translatable.ts';

/** What follows a run. */
export const chainsTr: Dictionary = {
  'Run "{0}" is over already, and so is all that follows it.':
    '"{0}" kimlikli çalıştırma ve ardından gelenler zaten bitti.',
  'values.{0}: an output of the run before names a secret of the vault or a stored file, which a robot cannot give':
    'values.{0}: önceki çalıştırmanın bir çıktısı kasadaki bir gizli değeri ya da saklanan bir dosyayı gösteriyor; bunu bir robot veremez',
  'a file cannot come from a text: give a file of the run before as {{values.NAME}}':
    'bir dosya metinden gelemez: önceki çalıştırmanın dosyasını {{values.AD}} olarak verin',
  'the process of "{0}", "{1}", is gone': '"{0}" zamanlamasının süreci ("{1}") artık yok',
  '"{0}" is none of {{outputs.NAME}}, {{values.NAME}} and {{run.FACT}}':
    '"{0}", {{outputs.AD}}, {{values.AD}} ya da {{run.BİLGİ}} biçiminde değil',
  '"{0}" is no fact of a run: there are {1}': '"{0}" bir çalıştırmanın bilgisi değil; olanlar: {1}',
  '"{0}" is no parameter of "{1}", which it follows': '"{0}", önceki süreç "{1}" için bir parametre değil',
  '"{0}" is no parameter of "{1}", which it follows; did you mean {2}?':
    '"{0}", önceki süreç "{1}" için bir parametre değil; şunu mu demek istediniz: {2}?',
  '"{0}" is a secret, which only a secret parameter may be given':
    '"{0}" gizli bir değer: yalnızca gizli bir parametreye verilebilir',
  'is not a parameter of "{0}"; did you mean {1}?':
    '"{0}" sürecinin bir parametresi değil; şunu mu demek istediniz: {1}?',
  'is not a parameter of "{0}"': '"{0}" sürecinin bir parametresi değil',
  'is a secret, which is not kept here: give {{values.NAME}} of a secret of the run before, or a reference to the vault':
    'gizli bir değer ve burada saklanmaz: önceki çalıştırmanın bir gizli değerini {{values.AD}} olarak ya da kasadan bir başvuru verin',
  'there is no schedule "{0}"': '"{0}" diye bir zamanlama yok',
  'several schedules are called "{0}": give the ID of one of them':
    '"{0}" adında birden çok zamanlama var: birinin kimliğini verin',
  'leads back to where it begins, so that it would never end: {0}': 'başladığı yere geri dönüyor, hiç bitmezdi: {0}',
  'is for schedules: a process has many of them': 'zamanlamalar içindir: bir sürecin birçok zamanlaması olabilir',
  'names the schedule itself, which it follows anyway':
    'zamanlamanın kendisini gösteriyor; zaten onun ardından çalışır',
};
