import type { Dictionary } from '../../translatable.ts';

/** Sentences about crontabs, and about decoding uploaded files. */
export const crontabTr: Dictionary = {
  'is neither a time with a command nor a variable': 'ne komutu olan bir zaman ne de bir değişken',
  'cron ends the command at the first "%" and gives the rest on standard input, which Rota does not: write \\% where a percent sign is meant, or put the input into the command':
    'cron komutu ilk “%” işaretinde bitirir, kalanını standart girdiden verir; Rota bunu yapmaz: yüzde işareti isteniyorsa \\% yazın ya da girdiyi komutun içine koyun',
  '"{{" in the command would be read as a value; put the command into a script':
    'komuttaki “{{” bir değer sanılırdı; komutu bir betiğe koyun',
  minutes: 'dakikalar',
  hours: 'saatler',
  'days of the month': 'ayın günleri',
  months: 'aylar',
  'days of the week': 'haftanın günleri',
  '"{0}" is a time that cron chooses by chance; write a time of your own instead':
    '“{0}” cron’un rastgele seçtiği bir zaman; yerine kendi seçtiğiniz bir zaman yazın',
  'cron takes no "{0}" among the {1} ({2} to {3})': 'cron “{0}” değerini kabul etmez ({1}: {2}–{3})',
  'not every cron takes "{0}"; write {1}': '“{0}” her cron’da geçerli değil; {1} yazın',
  '"{0}" runs backwards: Debian’s cron takes it and never runs it; write a list, such as {1}':
    '“{0}” geriye doğru gidiyor: Debian’ın cron’u bunu kabul eder ama hiç çalıştırmaz; bir liste yazın, örneğin {1}',
  'it means days of the month that are also {0}; make a schedule with {1} and give it a calendar on which only {2} is worked':
    'aynı zamanda {0} olan ay günleri demek; {1} ile bir plan yapın ve ona yalnızca {2} günü çalışılan bir takvim verin',
  'it means days that are either; make a schedule with {0} and another with {1}, the latter with a calendar on which {2} is not worked, or both run on days that are both':
    'günlerden herhangi biri demek; {0} ile bir plan, {1} ile bir plan daha yapın; ikincisine {2} günü çalışılmayan bir takvim verin, yoksa her ikisine uyan günlerde ikisi de çalışır',
  'cron takes {0} in small letters with a command behind it':
    'cron {0} sözcüğünü küçük harflerle ve ardında bir komutla kabul eder',
  'cron knows no {0}': 'cron {0} diye bir zaman bilmez',
  'is "{0}" the user it runs as, as in /etc/crontab and /etc/cron.d, or the command? Say which kind of crontab this is':
    '“{0}”, /etc/crontab ve /etc/cron.d’deki gibi çalıştıran kullanıcı mı, yoksa komut mu? Bunun hangi tür crontab olduğunu söyleyin',
  'has no command behind the user': 'kullanıcının ardında komut yok',
  'CRON_TZ={0} stands above it: cronie takes the time in that zone, Debian’s cron in the zone of the computer; say which cron it is from':
    'üstünde CRON_TZ={0} var: cronie zamanı o dilimde, Debian’ın cron’u bilgisayarın diliminde okur; hangi cron’dan olduğunu söyleyin',
  'CRON_TZ={0} stands above it, which not every busybox knows; write the time in the zone of the computer':
    'üstünde CRON_TZ={0} var; bunu her busybox bilmez, zamanı bilgisayarın diliminde yazın',
  'CRON_TZ={0} is no time zone that is known': 'CRON_TZ={0} bilinen bir saat dilimi değil',
  'ends with "\\", and cron goes on in no other line: write it in one line':
    '“\\” ile bitiyor; cron bir sonraki satırda sürdürmez, tek satıra yazın',
  'has more than five fields of time before the command; cron has five':
    'komuttan önce beşten çok zaman alanı var; cron’da beş alan olur',
  'begins in the user’s home folder there and in a folder of its run here: write the whole path':
    'orada kullanıcının ev klasöründe, burada çalıştırmanın klasöründe başlar: tam yolu yazın',
  '{0}: {1}; ran as the user {2}; Rota runs it as its own user':
    '{0}: {1}; {2} kullanıcısıyla çalışıyordu; Rota kendi kullanıcısıyla çalıştırır',
  '{0}: Rota sends no mail to {1}; what a run writes is in its log, and failures can be announced (Settings)':
    '{0}: Rota {1} adresine posta göndermez; çalıştırmanın yazdıkları günlüğündedir, başarısızlıklar bildirilebilir (Ayarlar)',
  '{0}: TZ={1} is for the jobs; the times stay those of {2}, as cron itself takes them':
    '{0}: TZ={1} işlerin kendisi içindir; zamanlar, cron’un da okuduğu gibi, {2} dilimindedir',
  '"{0}" is not known; use "utf-8" or a name such as "windows-1254" or "cp857"':
    '“{0}” bilinmiyor; “utf-8” ya da “windows-1254”, “cp857” gibi bir ad kullanın',
  'line {0}, column {1}: a zero byte stands there, so this is no text file':
    'satır {0}, sütun {1}: orada bir sıfır baytı var; bu bir metin dosyası değil',
  'declares the encoding "{0}", which is not known; save it as UTF-8':
    '“{0}” kodlamasını bildiriyor; bu bilinmiyor, dosyayı UTF-8 olarak kaydedin',
  'line {0}, column {1}: it declares {2}, and its bytes are UTF-8; say which of them it is':
    'satır {0}, sütun {1}: {2} olduğunu bildiriyor, baytları ise UTF-8; hangisi olduğunu söyleyin',
  '{0}; save the file as UTF-8, or say its encoding, such as windows-1254':
    '{0}; dosyayı UTF-8 olarak kaydedin ya da kodlamasını söyleyin, örneğin windows-1254',
  '{0}; say its encoding: {1} or {2}': '{0}; kodlamasını söyleyin: {1} ya da {2}',
  'line {0}, column {1}: the bytes there are not {2}': 'satır {0}, sütun {1}: oradaki baytlar {2} değil',
  'line {0}, column {1}: a sign there could not be read where this text was made (U+FFFD); take it from the file itself, or save the file as UTF-8':
    'satır {0}, sütun {1}: oradaki bir işaret, bu metnin yapıldığı yerde okunamamış (U+FFFD); dosyanın kendisini verin ya da UTF-8 olarak kaydedin',
  'has a sign at {0} that could not be read where it comes from (U+FFFD); write it anew':
    '{0}. işareti geldiği yerde okunamamış (U+FFFD); yeniden yazın',
  '{0} has a sign that could not be read where it comes from (U+FFFD)':
    '{0} içinde, geldiği yerde okunamamış bir işaret var (U+FFFD)',
  'give either the text or the bytes': 'ya metni ya da baytları verin',
};
