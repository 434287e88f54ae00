import type { Dictionary } from '../../translatable.ts';

/** Sentences about units of systemd that are imported. */
export const systemdTr: Dictionary = {
  'must be the text of the units': 'birimlerin metni olmalı',
  'systemd units': 'systemd birimleri',
  'there is neither a [Timer] nor a [Path] in this text: give what "systemctl cat NAME.timer NAME.service" prints':
    'bu metinde ne [Timer] ne [Path] var: “systemctl cat AD.timer AD.service” çıktısını verin',
  'its service {0} is not in this text: add what "systemctl cat {1}" prints':
    'hizmeti {0} bu metinde yok: “systemctl cat {1}” çıktısını ekleyin',
  'starts {0}, which is no service': '{0} birimini başlatıyor, bu bir hizmet değil',
  '"{0}" is no time that systemd could read': '“{0}” systemd’nin okuyabileceği bir zaman değil',
  '"{0}" is one moment: give the schedule that time by hand': '“{0}” tek bir an: zamanlamaya bu zamanı elle verin',
  'runs at a fraction of a second, which no plan of Rota does':
    'saniyenin kesrinde çalışıyor; Rota’nın hiçbir planı bunu yapmaz',
  'wants a weekday that is also a certain day of the month, which Quartz cannot say':
    'ayın belirli bir gününe denk gelen bir hafta günü istiyor; Quartz bunu söyleyemez',
  'counts several days from the end of a month, which Quartz cannot say':
    'ayın sonundan birkaç gün sayıyor; Quartz bunu söyleyemez',
  'counts from the end of the run before (OnUnitInactiveSec), which no plan of Rota does':
    'önceki çalıştırmanın bitişinden sayıyor (OnUnitInactiveSec); Rota’nın hiçbir planı bunu yapmaz',
  '{0}={1} is no wait of at most a day': '{0}={1} en çok bir günlük bir bekleme değil',
  '{0} counts from the start of Rota here': '{0} burada Rota’nın açılışından sayılır',
  'runs when the clock or its zone is changed ({0}), which no trigger of Rota does':
    'saat ya da saat dilimi değişince çalışıyor ({0}); Rota’nın hiçbir tetikleyicisi bunu yapmaz',
  'has no time at all': 'hiçbir zamanı yok',
  'OnUnitActiveSec={0} is no length of time': 'OnUnitActiveSec={0} bir süre değil',
  'runs every {0} s, which are no whole minutes': '{0} saniyede bir çalışıyor; bu tam dakika değil',
  'OnUnitActiveSec counts from the run before there; here it runs at even distances from now on':
    'OnUnitActiveSec orada önceki çalıştırmadan sayılır; burada şimdiden başlayarak eşit aralıklarla çalışır',
  'DirectoryNotEmpty ran it as long as the folder was not empty; here each file makes one run':
    'DirectoryNotEmpty klasör boşalana dek çalıştırıyordu; burada her dosya için bir kez çalışır',
  'PathExists ran it as long as the file was there; here the file makes one run each time it is written anew':
    'PathExists dosya durdukça çalıştırıyordu; burada dosya her yeniden yazıldığında bir kez çalışır',
  'PathExistsGlob ran it as long as a file was there; here each file makes one run':
    'PathExistsGlob bir dosya durdukça çalıştırıyordu; burada her dosya için bir kez çalışır',
  'each file that arrives or is written anew makes one run':
    'gelen ya da yeniden yazılan her dosya için bir kez çalışır',
  '{0} is taken for a file; if it is a folder, write it as the folder of the trigger':
    '{0} dosya sayıldı; klasörse tetikleyicinin klasörü olarak yazın',
  'names no path': 'hiçbir yol belirtmiyor',
  'has "{0}" in {1}, which only systemd fills in: write the whole path':
    '{1} içinde “{0}” var; bunu yalnızca systemd doldurur: tam yolu yazın',
  '{0}={1} is no whole path': '{0}={1} tam bir yol değil',
  '{0}={1} has signs that a folder or a file name cannot have here':
    '{0}={1} içinde, burada klasör ya da dosya adında olamayacak işaretler var',
  'starts no program (ExecStart)': 'hiçbir program başlatmıyor (ExecStart)',
  'has variables (Environment) that cannot be read': 'okunamayan değişkenleri var (Environment)',
  'left out: {0}': 'alınmadı: {0}',
  'its failure counted as success there (a "-" before its command); here it is a failure':
    'başarısızlığı orada başarı sayılıyordu (komutun önündeki “-”); burada başarısızlıktır',
  'its working folder {0} is left out: write the whole path': 'çalışma klasörü {0} alınmadı: tam yolu yazın',
  'goes on running there as a service; here a run lasts until its program ends':
    'orada hizmet olarak sürüp gidiyor; burada çalıştırma, programı bitene dek sürer',
  'has quotes in its command that are not closed': 'komutunda kapanmamış tırnak var',
  'has several commands in one line; write them into a script':
    'bir satırda birkaç komut var; bunları bir betiğe yazın',
  'has "{0}" in its command, which only systemd fills in: write what it stands for':
    'komutunda “{0}” var; bunu yalnızca systemd doldurur: yerine ne geliyorsa onu yazın',
  'has "{0}" in its command, whose value is not in the unit: write it out':
    'komutunda “{0}” var; değeri birimde yok: açıkça yazın',
};
