import type { Dictionary } from '../../translatable.ts';

/** Sentences about the entries of an imported document. */
export const importTr: Dictionary = {
  'has {0} entries; at most {1} are taken in at once: split it':
    '{0} öğe içeriyor; bir seferde en çok {1} öğe alınır: dosyayı bölün',
  'is longer than {0} million signs: split it': '{0} milyon karakterden uzun: dosyayı bölün',
  'body: it is larger than {0} MB: split it': 'body: {0} MB sınırını aşıyor: dosyayı bölün',
  'body: it is larger than 2 MB and not in UTF-8; send it in UTF-8':
    'body: 2 MB sınırını aşıyor ve UTF-8 değil; UTF-8 olarak gönderin',
  '{0} January {1}': '{0} Ocak {1}',
  '{0} February {1}': '{0} Şubat {1}',
  '{0} March {1}': '{0} Mart {1}',
  '{0} April {1}': '{0} Nisan {1}',
  '{0} May {1}': '{0} Mayıs {1}',
  '{0} June {1}': '{0} Haziran {1}',
  '{0} July {1}': '{0} Temmuz {1}',
  '{0} August {1}': '{0} Ağustos {1}',
  '{0} September {1}': '{0} Eylül {1}',
  '{0} October {1}': '{0} Ekim {1}',
  '{0} November {1}': '{0} Kasım {1}',
  '{0} December {1}': '{0} Aralık {1}',
  '{0}: {1} does not exist in {2}, for the clock goes forward from {3} to {4}':
    '{0}: {2} saat diliminde {1} diye bir saat yok, saatler ileri alınır ({3} iken {4})',
  '{0}; it does not run at that time': '{0}; o saatte çalışmaz',
  '{0}; the run at {1} stands for it': '{0}; yerine {1} çalıştırması geçer',
  '{0}; it runs at {1} instead': '{0}; yerine {1} olunca çalışır',
  '{0}: {1} comes twice in {2}, for the clock goes back from {3} to {4}':
    '{0}: {2} saat diliminde {1} iki kez yaşanır, saatler geri alınır ({3} iken {4})',
  '{0}; it runs both times': '{0}; ikisinde de çalışır',
  '{0}; it runs only the second time': '{0}; yalnızca ikincisinde çalışır',
  '{0}: the time from {1} to {2} comes twice in {3}; it runs only the second time, so nothing runs for {4} minutes, unless both times are chosen':
    '{0}: {3} saat diliminde {1} ile {2} arası iki kez yaşanır; yalnızca ikincisinde çalışır, bu yüzden ikisi birden seçilmedikçe {4} dakika boyunca hiç çalışmaz',
  '{0}; {1}': '{0}; {1}',
  '{0}: {1}': '{0}: {1}',
  'line {0}': 'satır {0}',
  'ran as the user {0}; Rota runs it as its own user':
    '{0} kullanıcısıyla çalışıyordu; Rota kendi kullanıcısıyla çalıştırır',
  '"{0}" cannot be said in Quartz: {1}': '"{0}" Quartz ile söylenemiyor: {1}',
  'task {0}': 'görev {0}',
  'runs when an event is logged, which no trigger of Rota does':
    'bir olay kaydedilince çalışıyor; Rota’nın hiçbir tetikleyicisi bunu yapmaz',
  'runs when the event {0} of {1} is logged, which no trigger of Rota does':
    '{1} kaynağının {0} olayı kaydedilince çalışıyor; Rota’nın hiçbir tetikleyicisi bunu yapmaz',
  'runs after another task; in Rota the schedule that goes first says what follows it (Then), or this one starts when its run ends':
    'başka bir görevin ardından çalışıyor; Rota’da önce çalışan zamanlama ardından ne çalışacağını söyler (Ardından) ya da bu zamanlama onun çalıştırması bitince başlar',
  'ran at the event {0} of {1}, which is that': '{1} kaynağının {0} olayında çalışıyordu; bu aynı şeydir',
  'runs when the task is registered, which no trigger of Rota does':
    'görev kaydedilince çalışıyor; Rota’nın hiçbir tetikleyicisi bunu yapmaz',
  'runs when a session changes ({0}), and Rota only knows its unlocking':
    'oturumun durumu değişince çalışıyor ({0}); Rota yalnızca kilidinin açılmasını bilir',
  'waits {0} after that, which is no wait of at most a day':
    'sonrasında {0} bekliyor; bu en çok bir günlük bir bekleme değil',
  'ran when the computer starts; here it runs when Rota starts':
    'bilgisayar açılınca çalışıyordu; burada Rota açılınca çalışır',
  'ran for the user {0} alone; here for everybody':
    'yalnızca {0} kullanıcısı için çalışıyordu; burada herkes için çalışır',
  'has a trigger of a kind that is not known ({0})': 'bilinmeyen türde bir tetikleyicisi var ({0})',
  'has a trigger that is switched off': 'kapalı bir tetikleyicisi var',
  'has a trigger without a start that can be read': 'başlangıcı okunamayan bir tetikleyicisi var',
  'repeats every {0}, which has no fixed length': '{0} aralığıyla yineleniyor; bunun sabit bir süresi yok',
  'its random delay is left out': 'rastgele gecikmesi alınmadı',
  'would need more than 20 Quartz expressions': '20’den çok Quartz ifadesi gerektirir',
  'names no day of the month that can be read': 'ayın okunabilen bir gününü vermiyor',
  'names no week or weekday that can be read': 'okunabilen bir hafta ya da hafta günü vermiyor',
  'repeats in steps that are not whole minutes': 'tam dakika olmayan aralıklarla yineleniyor',
  'repeats in steps that do not divide a day, so that its times differ from day to day':
    'günü tam bölmeyen aralıklarla yineleniyor; saatleri günden güne değişir',
  'repeats past midnight': 'gece yarısından sonra da yineleniyor',
  'repeats at times that no few Quartz expressions can say':
    'birkaç Quartz ifadesiyle söylenemeyen saatlerde yineleniyor',
  'is switched off there, so it comes paused': 'orada kapalı, bu yüzden duraklatılmış olarak gelir',
  'does something that is no program ({0})': 'program olmayan bir şey yapıyor ({0})',
  'starts no program': 'hiçbir program başlatmıyor',
  'starts {0} programs one after the other; write them into one script and import again':
    'art arda {0} program başlatıyor; bunları tek bir betiğe yazıp yeniden içe aktarın',
  'starts a program without a name': 'adı olmayan bir program başlatıyor',
  'has "{{" in its arguments, which would be read as a value': 'bağımsız değişkenlerinde “{{” var; bir değer sanılırdı',
  'has %…% in its command, which Rota does not fill in: write the whole path':
    'komutunda %…% var, Rota bunu doldurmaz: tam yolu yazın',
  'ran with the highest rights; Rota runs it with its own':
    'en yüksek yetkilerle çalışıyordu; Rota kendi yetkileriyle çalıştırır',
  'there is no <Task> in this XML; export a task from the Task Scheduler':
    'bu XML’de <Task> yok; Görev Zamanlayıcı’dan bir görev dışa aktarın',
  'XML with a DOCTYPE is not taken': 'DOCTYPE içeren XML kabul edilmez',
  'this is not well-formed XML': 'bu, düzgün biçimli bir XML değil',
  'this is not XML': 'bu, XML değil',
  'cannot be read': 'okunamıyor',
  'is not JSON': 'JSON değil',
  'must be the text of the crontab': 'crontab metni olmalı',
  'must be the text of the task’s XML': 'görevin XML metni olmalı',
  'has quoted signs in its command line that would get another meaning; write the line into a .cmd file and start that':
    'komut satırında, başka anlama gelecek tırnaklı işaretler var; satırı bir .cmd dosyasına yazıp onu başlatın',
  'is ended after 72 hours, as Windows does where nothing is written':
    '72 saat sonra sonlandırılır; süre yazılmamışsa Windows da öyle yapar',
  'its time limit {0} has no fixed length and is left out': '{0} süre sınırının sabit bir uzunluğu yok, alınmadı',
  'its schedules never run side by side: the second waits for the first':
    'planları hiç yan yana çalışmaz: ikincisi birincisini bekler',
  'its conditions are left out: {0}': 'koşulları alınmadı: {0}',
  'what still runs at the end of its repetitions is not ended by that; give the process a time limit':
    'yinelemeleri bitince çalışmakta olan sonlandırılmaz; sürece bir süre sınırı verin',
  'starts at {0} whatever the zone: where clocks change, it moves by that, as Windows has it':
    'dilim ne olursa olsun {0} anına bağlıdır: saatler değişince, Windows’taki gibi, o kadar kayar',
  'has a trigger with an end that cannot be read': 'bitişi okunamayan bir tetikleyicisi var',
  'begins at an offset that no zone has, on another day than in UTC; give it a start without an offset':
    'hiçbir dilimde olmayan bir farkla ve UTC’dekinden başka bir günde başlıyor; farksız bir başlangıç verin',
  'has an empty {0}, which names no days': 'boş bir {0} öğesi var, hiçbir gün söylemiyor',
  'repeats for longer than a day from chosen days on': 'seçilmiş günlerden başlayıp bir günden uzun yineleniyor',
  'has an interval of days or weeks that cannot be read': 'okunamayan bir gün ya da hafta aralığı var',
  'runs every {0} weeks and leaves open whether weeks begin on Sunday or on Monday; give each of its weekdays a trigger of its own that begins on that day':
    '{0} haftada bir çalışıyor, ama haftanın Pazar mı Pazartesi mi başladığını söylemiyor; her gün için o gün başlayan ayrı bir tetikleyici verin',
  'off already: {0}': 'zaten tatil: {0}',
  'left out because they take no whole day: {0}': 'tam bir günü kaplamadığı için alınmadı: {0}',
  'left out because they are called off: {0}': 'iptal edildiği için alınmadı: {0}',
  'left out because they have no day between {0} and {1}: {2}': '{0} ile {1} arasında günü olmadığı için alınmadı: {2}',
  'worked, for only a part of them is off: {0}; write them down as days off if they are':
    'yalnızca bir bölümü tatil olduğu için çalışılıyor: {0}; tatilse gün olarak yazın',
  'events: {0}, days added: {1}': 'olay: {0}, eklenen gün: {1}',
};
