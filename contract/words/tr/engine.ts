import type { Dictionary } from '../../translatable.ts';

/** Refusals of engine, store and HTTP server. */
export const engineTr: Dictionary = {
  'There is no schedule "{0}". It may have been deleted.': '"{0}" kimlikli bir zamanlama yok. Silinmiş olabilir.',
  'It was changed elsewhere since you opened it. Review the newer version.':
    'Siz açtıktan sonra başka bir yerde değiştirildi. Yeni sürüme bakın.',
  '"{0}" is no time zone': '"{0}" bir saat dilimi değil',
  '"{0}" has ended: there is nothing to pause.': '"{0}" sona erdi: duraklatılacak bir şey yok.',
  'this time has passed. Choose a later one, or none.': 'bu zaman geçti. Daha sonrasını seçin ya da boş bırakın.',
  '"{0}" is not an IANA time zone such as Europe/Istanbul': '"{0}" Europe/Istanbul gibi bir IANA saat dilimi değil',
  'these are not settings': 'bunlar ayar değil',
  '{0} and {1} more': '{0} ve {1} tane daha',
  '"{0}" is needed by the schedule {1}: delete them or give them another process first':
    '"{0}" şu zamanlamada kullanılıyor: {1}. Önce zamanlamayı silin ya da ona başka bir süreç verin',
  '"{0}" is needed by the schedules {1}: delete them or give them another process first':
    '"{0}" şu zamanlamalarda kullanılıyor: {1}. Önce zamanlamaları silin ya da onlara başka bir süreç verin',
  'there is no client "{0}"': '"{0}" kullanıcı adlı bir istemci yok',
  'the client "{0}" is revoked: create a new one':
    '"{0}" adlı istemcinin erişimi kaldırılmış: yeni bir istemci oluşturun',
  'the client "{0}" was changed meanwhile: try again': '"{0}" adlı istemci bu arada değiştirildi: yeniden deneyin',
  'Royal Proclamation under the Banking and Financial Dealings Act 1971: Scotland, 15 June 2026':
    '1971 tarihli Banking and Financial Dealings Act uyarınca Kraliyet bildirisi: İskoçya, 15 Haziran 2026',
  'Labour Code, article 154; decision of the Council of Ministers on 2 January 2026':
    'İş Kanunu, madde 154; 2 Ocak 2026 için Bakanlar Kurulu kararı',
  'Public Official Election Act, article 34: second Wednesday of April 2028':
    'Kamu Görevlileri Seçim Kanunu, madde 34: Nisan 2028’in ikinci çarşambası',
  'Decree of the Minister for National Economy on the order of working days around holidays in 2026':
    '2026 tatilleri çevresindeki iş günleri düzenine ilişkin Ulusal Ekonomi Bakanlığı kararnamesi',
  'Memorial Days and Holidays Implementation Act of 28 May 2025, with the days in lieu that it prescribes':
    '28 Mayıs 2025 tarihli Anma Günleri ve Tatiller Uygulama Kanunu ve öngördüğü telafi günleri',
  'Labour Code, article 154: 26 December and Holy Saturday; days in lieu of those on a weekend, Easter apart':
    'İş Kanunu, madde 154: 26 Aralık ve Kutsal Cumartesi; Paskalya dışında hafta sonuna gelenlerin telafi günleri',
  'Regulation on public holidays in the wording of the State Council decree 795, in force since 1 January 2025':
    '1 Ocak 2025’ten beri yürürlükteki 795 sayılı Devlet Konseyi kararıyla değişen resmî tatil yönetmeliği',
  'Green Monday is 48 days before the Orthodox Easter, and Pentecost Monday 50 days after it is a public holiday':
    'Temiz Pazartesi, Ortodoks Paskalyasından 48 gün öncedir; 50 gün sonraki Pantekost Pazartesisi de resmî tatildir',
  'Regulation on public holidays of government offices: Seollal begins the day before; Labour Day since 2026':
    'Kamu kurumlarının tatil yönetmeliği: Seollal bir gün önce başlar; 2026’dan beri İşçi Bayramı',
  'Presidency of Religious Affairs, days of the feasts 2024 to 2030; law 2429 on half days':
    'Diyanet İşleri Başkanlığı, 2024–2030 bayram günleri; yarım günler için 2429 sayılı kanun',
  'no holidays are known for "{0}"; use a code such as TR or DE-BY, or none':
    '"{0}" için bilinen tatil yok; TR ya da DE-BY gibi bir kod kullanın ya da boş bırakın',
  'is "{0}", but the path says "{1}"': '"{0}" verilmiş, ama adreste "{1}" yazıyor',
  'there is no calendar "{0}"': '"{0}" adlı bir takvim yok',
  'the calendar "{0}" is used by {1}': '"{0}" adlı takvim şuralarda kullanılıyor: {1}',
  'with these the calendar would have {0} days off; 5000 are the most':
    'bunlarla takvimde {0} tatil günü olurdu; en çok 5000 olabilir',
  '{0} repeats too often: give it an end, or take it out':
    '{0} çok sık yineleniyor: bir bitiş verin ya da dosyadan çıkarın',
  'this is not an iCalendar text, which begins with BEGIN:VCALENDAR ({0})':
    'bu, BEGIN:VCALENDAR ile başlayan bir iCalendar metni değil ({0})',
  '{0} cannot be read: {1}': '{0} okunamıyor: {1}',
  'This run left no such file.': 'Bu çalıştırma böyle bir dosya bırakmadı.',
  'There is no run "{0}". It may have been removed by retention.':
    '"{0}" kimlikli bir çalıştırma yok. Saklama süresi dolduğu için kaldırılmış olabilir.',
  'Run "{0}" has no attempt {1}.': '"{0}" kimlikli çalıştırmanın {1} numaralı denemesi yok.',
  '{0}, which holds the logs of ended runs of that day, cannot be used: {1}':
    'O günün bitmiş çalıştırmalarının günlüklerini saklayan {0} kullanılamıyor: {1}',
  'The log of this attempt is gone: it was removed, or could not be written.':
    'Bu denemenin günlüğü yok: silinmiş ya da yazılamamış.',
  'Run "{0}" is over already.': '"{0}" kimlikli çalıştırma zaten bitti.',
  'Nothing of "{0}" is waiting, running or planned.': '"{0}" için bekleyen, çalışan ya da planlanan bir şey yok.',
  'There is no process "{0}". Add it, or start another one.':
    '"{0}" adlı bir süreç yok. Ekleyin ya da başka bir süreç başlatın.',
  'Process "{0}" is disabled: enable it first.': '"{0}" adlı süreç devre dışı: önce etkinleştirin.',
  'This run exists already.': 'Bu çalıştırma zaten var.',
  'Run "{0}" was removed by retention.': '"{0}" kimlikli çalıştırma, saklama süresi dolunca kaldırıldı.',
  'there is no delivery with this id': 'bu kimlikte bir gönderim yok',
  'This sign-in link was used already or is too old: ask for a new one with "rota open"':
    'Bu oturum açma bağlantısı kullanılmış ya da çok eski: "rota open" ile yenisini isteyin',
  'This Rota cannot start itself again: close it and start it again':
    'Bu Rota kendini yeniden başlatamıyor: kapatıp yeniden açın',
  'Rota is restarting already': 'Rota zaten yeniden başlıyor',
  'Rota cannot listen on {0}, port {1} ({2}). {3}':
    'Rota {0} adresinde {1} numaralı bağlantı noktasını dinleyemiyor ({2}). {3}',
  'Windows keeps this port for itself or for another program ("netsh interface ipv4 show excludedportrange protocol=tcp" lists which): choose another with ROTA_PORT, or "port" in the settings.':
    'Windows bu bağlantı noktasını kendisi ya da başka bir program için ayırmış ("netsh interface ipv4 show excludedportrange protocol=tcp" hangileri olduğunu listeler): ayarlardan ya da ROTA_PORT ile başka bir numara seçin.',
  'This user may not use that port: choose one above 1023 with ROTA_PORT, or "port" in the settings.':
    'Bu kullanıcının o bağlantı noktasını kullanma izni yok: ayarlardan ya da ROTA_PORT ile 1023’ten büyük bir numara seçin.',
  'It is no address of this computer: choose another in the settings, or with ROTA_HOST.':
    'Bu adres bu bilgisayara ait değil: ayarlardan ya da ROTA_HOST ile başka bir adres seçin.',
  'Choose another address or port in the settings, or with ROTA_HOST and ROTA_PORT.':
    'Ayarlardan ya da ROTA_HOST ve ROTA_PORT ile başka bir adres ya da bağlantı noktası seçin.',
  'The address {0} can be reached by others, and without TLS passwords would travel in the clear. Listen on 127.0.0.1, or set ROTA_TLS=on (Rota makes a certificate), or give one of your own (ROTA_TLS_CERT, ROTA_TLS_KEY).':
    '{0} adresine başka bilgisayarlar da ulaşabilir ve TLS olmadan parolalar açıktan gider. 127.0.0.1 adresini kullanın ya da ROTA_TLS=on verin (Rota bir sertifika oluşturur) ya da kendi sertifikanızı verin (ROTA_TLS_CERT, ROTA_TLS_KEY).',
  'The TLS certificate {0} with the key {1} cannot be used: {2}':
    'TLS sertifikası {0} ve anahtarı {1} kullanılamıyor: {2}',
  'A TLS certificate cannot be kept in {0}: {1}': 'TLS sertifikası {0} klasöründe saklanamıyor: {1}',
  'another program': 'başka bir program',
  'another Rota': 'başka bir Rota',
  '{0} (process {1})': '{0} (işlem {1})',
  'Port {0} is in use by {1}. Choose another port: set ROTA_PORT, or "port" in the settings, to a free one (0 takes any).':
    '{0} numaralı bağlantı noktası kullanımda: {1}. Başka birini seçin: ROTA_PORT değişkenine ya da ayarlardaki bağlantı noktasına boş bir numara verin (0 herhangi birini alır).',
  'There is nothing at this path or with this id.': 'Bu adreste ya da bu kimlikte bir şey yok.',
  'An unexpected error; its incident id is {0}, look for it in the log of Rota':
    'Beklenmeyen bir hata oldu; olay kimliği {0}, Rota’nın günlüğünde bu kimliği arayın',
  'no holidays are known for "{0}"': '"{0}" için bilinen bir tatil listesi yok',
  'The TLS certificate ended on {0}: programs refuse it. {1}':
    'TLS sertifikasının süresi {0} tarihinde doldu: programlar onu kabul etmez. {1}',
  'The TLS certificate ends on {0}. {1}': 'TLS sertifikasının süresi {0} tarihinde doluyor. {1}',
  'The TLS certificate does not name {0}, by which this computer can be reached now: programs that call it so refuse it. To have one made with the present addresses, delete {1} and restart Rota; whoever trusts the old one needs the new one then.':
    'TLS sertifikasında {0} yok; bu bilgisayara şimdi bu adresle de ulaşılıyor ve onu böyle çağıran programlar sertifikayı kabul etmez. Şimdiki adreslerle yenisi oluşsun diye {1} dosyasını silip Rota’yı yeniden başlatın; eskisine güvenenlere yenisini verin.',
  'Rota makes a new one when it starts: restart it, and give the new one to the programs that trust it.':
    'Rota başlarken yenisini oluşturur: yeniden başlatın ve yenisini ona güvenen programlara verin.',
  'Replace {0} and restart Rota.': '{0} dosyasını yenileyip Rota’yı yeniden başlatın.',
  'The Host header is missing or not understood: call this server by the address that it printed at its start':
    'Host başlığı yok ya da anlaşılmıyor: bu sunucuyu, başlarken yazdığı adresle çağırın',
  'The Host header names port {0}, but Rota listens on {1}':
    'Host başlığı {0} numaralı bağlantı noktasını söylüyor, ama Rota {1} numarayı dinliyor',
  'The Host header names {0}, which is not known as a name of this server':
    'Host başlığındaki {0}, bu sunucunun adı olarak bilinmiyor',
  '{0}: call it by the address that it printed at its start. If a proxy, a relay or a container leads here, start Rota with ROTA_HOSTS={1}':
    '{0}: onu, başlarken yazdığı adresle çağırın. Arada bir vekil sunucu, aktarıcı ya da kapsayıcı varsa Rota’yı ROTA_HOSTS={1} ile başlatın',
  'The request comes from a page at {0}, but it was sent to {1}: a foreign web page may not reach this server. If a proxy stands between, let it hand on the Host header, and name that host in ROTA_HOSTS (docs/behind-a-proxy.md)':
    'İstek {0} adresindeki bir sayfadan geliyor, ama {1} adresine gönderilmiş: yabancı bir web sayfası bu sunucuya ulaşamaz. Arada bir vekil sunucu varsa Host başlığını olduğu gibi iletsin ve o ad ROTA_HOSTS içinde yazsın (docs/behind-a-proxy.md)',
  'The request comes from a foreign web page, which may not reach this server':
    'İstek başka bir web sayfasından geliyor; o sayfa bu sunucuya erişemez',
  "it is not the name in the path, '{0}'": "adresteki ad değil: '{0}'",
  'it is not a whole number from 1': '1 ya da daha büyük bir tam sayı değil',
  'the request is not understood': 'istek anlaşılamadı',
  'Rota is stopping: call again when it is back': 'Rota kapanıyor: yeniden açılınca tekrar deneyin',
  '{0} was edited by hand and cannot be read: {1}. Correct it, or put {2}.bak in its place; until then nothing is changed.':
    '{0} elle düzenlenmiş ve okunamıyor: {1}. Düzeltin ya da yerine {2}.bak dosyasını koyun; o zamana kadar hiçbir şey değiştirilmez.',
  'The disk is full: {0} cannot be written. Nothing was changed.':
    'Disk dolu: {0} yazılamıyor. Hiçbir şey değiştirilmedi.',
  '{0} cannot be written: {1}. Nothing was changed.': '{0} yazılamıyor: {1}. Hiçbir şey değiştirilmedi.',
  'Rota is stopping: the configuration is not changed any more.': 'Rota kapanıyor: yapılandırma artık değiştirilmiyor.',
  'it is empty': 'dosya boş',
  'it is not JSON: line {0}, column {1}': 'JSON değil: satır {0}, sütun {1}',
  'it is not a JSON object': 'bir JSON nesnesi değil',
  'settings.timezone: it is not a time zone': 'settings.timezone: bu bir saat dilimi değil',
  'version: is missing or not a whole number from 1': 'version: eksik ya da 1’den başlayan bir tam sayı değil',
  'it has version {0} and was written by a later Rota; this one reads up to version {1}':
    'sürümü {0}, daha yeni bir Rota yazmış; bu Rota en çok {1} sürümünü okur',
  'the file is missing': 'dosya yok',
  'is "whsec_" and at least 16 characters of base64': '"whsec_" ve en az 16 base64 karakteri olmalı',
  database: 'veritabanı',
  'database {0}': 'veritabanı {0}',
  'The database was made by a newer Rota (version {0}, this one knows {1}): start that one, or go back to what was there before: "rota backups" lists what was kept ("before-upgrade-…"), "rota restore NAME" puts one in place. What was done since then is not in it; what is there now is kept as a backup first. Nothing was changed.':
    'Veritabanını daha yeni bir Rota yazmış (sürüm {0}, bu Rota {1} sürümünü biliyor): onu başlatın ya da önceki duruma dönün: "rota backups" saklananları listeler ("before-upgrade-…"), "rota restore AD" birini yerine koyar. O zamandan beri yapılanlar onun içinde değildir; şimdi var olan önce yedek olarak saklanır. Hiçbir şey değiştirilmedi.',
  'Rota is stopping: nothing more is written': 'Rota kapanıyor: artık bir şey yazılmıyor',
  'The disk is full: free some space, then try again. Nothing was changed.':
    'Disk dolu: biraz yer açıp yeniden deneyin. Hiçbir şey değiştirilmedi.',
  'The database is damaged: something that was kept in it can no longer be read. It was left untouched: restore a backup with "rota restore", or move it away to start with an empty history.':
    'Veritabanı bozuk: içinde saklanan bir şey artık okunamıyor. Olduğu gibi bırakıldı: "rota restore" ile bir yedeği geri yükleyin ya da boş bir geçmişle başlamak için onu başka bir yere taşıyın.',
  'The {0} is damaged ({1}). It was left untouched: restore a backup with "rota restore", or move it away to start with an empty history.':
    'Veri dosyası bozuk: {0} ({1}). Dosyaya dokunulmadı: "rota restore" ile bir yedeği geri yükleyin ya da boş bir geçmişle başlamak için başka yere taşıyın.',
  'The {0} cannot be used now: {1}': 'Veri dosyası şu anda kullanılamıyor: {0} ({1})',
  "its stored secret cannot be opened with this computer's key; enter it again":
    'saklanan gizli değer bu bilgisayarın anahtarıyla açılamıyor; yeniden girin',
};
