import type { Dictionary } from '../../translatable.ts';

/** The sentences about a fleet's database in Turkish. */
export const fleetTr: Dictionary = {
  'it is not an address': 'bir adres değil',
  'it has "{0}", which is not known here': 'içinde burada bilinmeyen "{0}" var',
  'it names no host': 'bilgisayar adı yok',
  'it names no database': 'veritabanı adı yok',
  'it names no user': 'kullanıcı adı yok',
  'its sslmode is "{0}"; it can be disable, verify-ca or verify-full':
    'sslmode değeri "{0}"; disable, verify-ca ya da verify-full olabilir',
  'it has a "%" that stands for nothing: write %25': 'içinde karşılığı olmayan bir "%" var: %25 yazın',
  '{0} cannot be read: {1}. It is postgres://USER:PASSWORD@HOST:5432/DATABASE, with %40 for an @ in the password and so on.':
    '{0} okunamıyor: {1}. Biçimi şudur: postgres://KULLANICI:PAROLA@BİLGİSAYAR:5432/VERİTABANI; paroladaki @ yerine %40 yazılır, öbürleri de böyle.',
  "The certificate of the database (sslrootcert) cannot be read: {0}. Name the file with the certificate of the authority that made the database's.":
    'Veritabanının sertifikası (sslrootcert) okunamıyor: {0}. Veritabanının sertifikasını veren kurumun sertifika dosyasını yazın.',
  'The database {0} refuses the password of {1}: put the right one into its address.':
    '{0} veritabanı {1} kullanıcısının parolasını kabul etmiyor: doğrusunu adresine yazın.',
  'The database does not let {0} in ({1}): let it in, in pg_hba.conf, or name another user in its address.':
    'Veritabanı {0} kullanıcısını içeri almıyor ({1}): pg_hba.conf dosyasında izin verin ya da adresine başka bir kullanıcı yazın.',
  'There is no database {0} at {1}: create it, or name another one in the address.':
    '{1} adresinde {0} adlı bir veritabanı yok: oluşturun ya da adrese başka birini yazın.',
  'The user {0} has not the right to do that in the database {1} ({2}): give it the rights that docs/fleet.md names.':
    '{0} kullanıcısının {1} veritabanında buna yetkisi yok ({2}): docs/fleet.md dosyasında yazan yetkileri verin.',
  'The tables of Rota are not in the database {0} ({1}): name the right database in the address, or restore its backup.':
    'Rota’nın tabloları {0} veritabanında yok ({1}): adrese doğru veritabanını yazın ya da yedeğini geri yükleyin.',
  'The disk of the database {0} is full: free some space there. Nothing was changed; try again then.':
    '{0} veritabanının diski dolu: orada yer açın. Hiçbir şey değişmedi; yer açılınca yeniden deneyin.',
  'The database {0} has no connection left ({1}): raise its max_connections; each computer of the fleet needs about five.':
    '{0} veritabanında boş bağlantı kalmadı ({1}): max_connections değerini yükseltin; filodaki her bilgisayar beş kadar bağlantı ister.',
  'The database {0} is read-only, as a copy is: name the server that is written to in its address.':
    '{0} veritabanı, bir kopya gibi, salt okunur: adresine yazılabilen sunucuyu yazın.',
  'The database {0} was too slow ({1}). Nothing was changed; try again.':
    '{0} veritabanı çok yavaş kaldı ({1}). Hiçbir şey değişmedi; yeniden deneyin.',
  'The database {0} does not answer ({1}). Rota goes on by itself once it is back.':
    '{0} veritabanı yanıt vermiyor ({1}). Geri geldiğinde Rota kendiliğinden sürdürür.',
  'The database {0} cannot be used now: {1}': '{0} veritabanı şu anda kullanılamıyor: {1}',
  'The certificate of the database {0} is not trusted ({1}): name the file of the authority that made it, with sslrootcert=FILE in its address.':
    '{0} veritabanının sertifikasına güvenilmiyor ({1}): sertifikayı veren kurumun dosyasını adresine sslrootcert=DOSYA diye yazın.',
  'The certificate of the database {0} is for another host ({1}): name the host as the certificate does, or use sslmode=verify-ca in its address.':
    '{0} veritabanının sertifikası başka bir bilgisayar için ({1}): bilgisayarı sertifikada yazdığı gibi yazın ya da adresinde sslmode=verify-ca kullanın.',
  'The certificate of the database {0} cannot be trusted: {1}. Nothing was sent there.':
    '{0} veritabanının sertifikasına güvenilemiyor: {1}. Oraya hiçbir şey gönderilmedi.',
  'The database {0} is not encrypted: turn ssl on there, or, in a network you trust, add sslmode=disable to its address.':
    '{0} veritabanı şifreli bağlantı vermiyor: orada ssl ayarını açın ya da güvendiğiniz bir ağda adresinin sonuna sslmode=disable ekleyin.',
  'The database {0} went away just then: whether this was kept is not known. Look before you do it again.':
    '{0} veritabanı tam o anda gitti: bunun saklanıp saklanmadığı bilinmiyor. Yinelemeden önce bakın.',
  "The fleet's database was changed by a newer Rota (version {0}, this one knows {1}): install that Rota here. Until then this computer starts no new runs; active ones are finished.":
    'Filonun veritabanını daha yeni bir Rota değiştirmiş (sürüm {0}, buradaki {1} sürümünü biliyor): o Rota’yı buraya kurun. O zamana dek bu bilgisayar yeni çalıştırma almaz; sürenler tamamlanır.',
  "the fleet's database has not answered since {0}: what runs goes on, nothing new is started":
    'filonun veritabanı {0} zamanından beri yanıt vermiyor: süren çalıştırmalar devam ediyor, yenisi başlatılmıyor',
  "a newer Rota has changed the fleet's database: install that Rota here; until then this computer starts no new runs":
    'filonun veritabanını daha yeni bir Rota değiştirmiş: o Rota’yı buraya kurun; o zamana dek bu bilgisayar yeni çalıştırma almaz',
  "The fleet's database is PostgreSQL {0}: Rota needs 13 or later.":
    'Filonun veritabanı PostgreSQL {0}: Rota 13 ya da sonrasını ister.',
  "The fleet's database keeps its text as {0}: create it with ENCODING 'UTF8', or names and outputs could not be kept.":
    "Filonun veritabanı metinleri {0} olarak saklıyor: ENCODING 'UTF8' ile oluşturun; yoksa adlar ve çıktılar saklanamaz.",
  'Rota is stopping: nothing more is read': 'Rota duruyor: artık bir şey okunmuyor',
  'this Rota cannot read {0}; a newer one may have written it':
    'bu Rota şunu okuyamıyor: {0}; daha yeni bir Rota yazmış olabilir',
  "The fleet's configuration cannot be used: {0}. Install that Rota here; until then the last version stays in use.":
    'Filonun yapılandırması kullanılamıyor: {0}. O Rota’yı buraya kurun; o zamana dek son geçerli sürüm kullanılır.',
  'Others change the configuration all the time: try again.':
    'Başkaları yapılandırmayı durmadan değiştiriyor: yeniden deneyin.',
  'What this fleet remembers is in PostgreSQL: back it up there, with pg_dump (docs/fleet.md says how).':
    'Bu filonun kayıtları PostgreSQL içinde: yedeğini orada, pg_dump ile alın (nasıl olduğu docs/fleet.md dosyasında).',
  'The key in {0} (secret.key) is not the key of this fleet: stop Rota here, put the secret.key of a computer that belongs to the fleet in its place, and start it again. Nothing was changed.':
    '{0} içindeki anahtar (secret.key) bu filonun anahtarı değil: buradaki Rota’yı durdurun, yerine filodaki bir bilgisayarın secret.key dosyasını koyun ve Rota’yı yeniden başlatın. Hiçbir şey değişmedi.',
  'The address of the database': 'Veritabanı adresi',
  'this is the address of a database, not a join code: "rota fleet create" makes a fleet there, "rota fleet status --code" of a computer in the fleet shows its code':
    'bu bir katılım kodu değil, bir veritabanı adresi: orada filo oluşturmak için "rota fleet create", kodu görmek için filodaki bir bilgisayarda "rota fleet status --code" yazın',
  'this is not a join code: it begins with {0}. Ask a computer of the fleet for it with "rota fleet status --code", or in its Settings, Fleet':
    'bu bir katılım kodu değil: kod {0} ile başlar. Filodaki bir bilgisayarda "rota fleet status --code" ile ya da Ayarlar, Filo bölümünde görebilirsiniz',
  'this join code was made by another Rota (version {0}, this one reads {1}): install that Rota here':
    'bu katılım kodunu başka bir Rota oluşturmuş (sürüm {0}, bu Rota {1} sürümünü okur): o Rota’yı buraya da kurun',
  'this join code is mistyped or not whole: copy all of it once more, from {0} to its end':
    'bu katılım kodu yanlış yazılmış ya da eksik: {0} ile başlayıp sonuna kadar tamamını yeniden kopyalayın',
  '{0} is damaged: join the fleet again ("rota fleet join"), or delete the file to go on alone.':
    '{0} bozulmuş: filoya yeniden katılın ("rota fleet join") ya da tek başına sürdürmek için dosyayı silin.',
  '{0}, the key of the fleet, is missing: restore it from a backup, join the fleet again ("rota fleet join"), or delete {1} to go on alone.':
    'Filonun anahtarı {0} yok: yedekten geri yükleyin, filoya yeniden katılın ("rota fleet join") ya da tek başına sürdürmek için {1} dosyasını silin.',
  'The user {0} may not make tables in the database {1}: give it a schema of its own there, "CREATE SCHEMA rota AUTHORIZATION {2}" (docs/fleet.md says all of it).':
    '{0} kullanıcısı {1} veritabanında tablo oluşturamaz: orada ona kendi şemasını verin, "CREATE SCHEMA rota AUTHORIZATION {2}" (tamamı docs/fleet.md dosyasında).',
  'The user {0} may not read and write everything of Rota in the database {1} ({2}): give it the rights that docs/fleet.md names.':
    '{0} kullanıcısı {1} veritabanında Rota’nın her şeyini okuyup yazamaz ({2}): docs/fleet.md dosyasında yazan yetkileri verin.',
  'The tables in the database {0} are older than this Rota, and the user {1} may not make them newer: start this Rota once as the user that made them.':
    '{0} veritabanındaki tablolar bu Rota’dan eski ve {1} kullanıcısı onları yenileyemez: bu Rota’yı bir kez, tabloları oluşturan kullanıcıyla başlatın.',
  'The key in {0} ({1}) is not the key of this fleet: join it again with a code of one of its computers ("rota fleet join"). Nothing was changed.':
    '{0} klasöründeki anahtar ({1}) bu filonun anahtarı değil: filodaki bir bilgisayarın koduyla yeniden katılın ("rota fleet join"). Hiçbir şey değişmedi.',
  'There is no fleet in the database {0}: the code is of another one, or it was deleted there. Nothing was changed.':
    '{0} veritabanında filo yok: kod başka bir filonun ya da filo oradan silinmiş. Hiçbir şey değişmedi.',
  'The key in this join code is not that of the fleet in {0}: take a new code from one of its computers. Nothing was changed.':
    'Bu katılım kodundaki anahtar {0} içindeki filonun anahtarı değil: bilgisayarlarının birinden yeni bir kod alın. Hiçbir şey değişmedi.',
  'This computer is in no fleet': 'Bu bilgisayar bir filoda değil',
  'ROTA_DATABASE says that this computer is in a fleet: take the variable away and start Rota again':
    'Bu bilgisayarın filoda olduğunu ROTA_DATABASE söylüyor: değişkeni kaldırın ve Rota’yı yeniden başlatın',
  'This computer is in a fleet already, or will be with the next start: leave that one first':
    'Bu bilgisayar zaten bir filoda ya da bir sonraki başlatmada olacak: önce ondan ayrılın',
  'In the database {0} there is a fleet already, "{1}": join it with a code of one of its computers, or name another database.':
    '{0} veritabanında zaten bir filo var, "{1}": bilgisayarlarının birinden alacağınız kodla katılın ya da başka bir veritabanı yazın.',
  'In the database {0} there is a fleet already: join it with a code of one of its computers, or name another database.':
    '{0} veritabanında zaten bir filo var: bilgisayarlarının birinden alacağınız kodla katılın ya da başka bir veritabanı yazın.',
  '{0} was made by another version of Rota: leave the fleet, start this Rota once, join again.':
    '{0} Rota’nın başka bir sürümüyle oluşturulmuş: filodan ayrılın, bu Rota’yı bir kez başlatın, yeniden katılın.',
  'The fleet has {0} of these names with other content ({1}): say whether to keep theirs, take mine, or have both. Nothing was changed.':
    'Bu adlardan {0} tanesi filoda başka içerikle var ({1}): filodakiler mi kalsın, buradakiler mi alınsın, ikisi de mi olsun, söyleyin. Hiçbir şey değişmedi.',
  "This computer works with its own database still: bring it along once it uses the fleet's, after a restart":
    'Bu bilgisayar hâlâ kendi veritabanıyla çalışıyor: yeniden başlatılıp filonunkini kullanmaya başlayınca aktarın',
  "The fleet's configuration cannot be used: {0}.": 'Filonun yapılandırması kullanılamıyor: {0}.',
  'names: {0}, schedules: {1}, runs: {2}': 'ad: {0}, zamanlama: {1}, çalıştırma: {2}',
  'This cannot be brought into the fleet: {0}. Nothing was changed.':
    'Bu, filoya aktarılamıyor: {0}. Hiçbir şey değişmedi.',
  '"{0}" lies on {1} alone: all files of its run together were too much to be passed on, or it is too long ago. Open Rota on that computer to get it.':
    '"{0}" yalnızca {1} bilgisayarında: çalıştırmanın dosyaları birlikte aktarılamayacak kadar büyüktü ya da aradan çok zaman geçti. Almak için o bilgisayarda Rota\'yı açın.',
  '"{0}" lies on {1} alone: all files of its run together were too much to be passed on, or it is too long ago. Get it there: {2}':
    '"{0}" yalnızca {1} bilgisayarında: çalıştırmanın dosyaları birlikte aktarılamayacak kadar büyüktü ya da aradan çok zaman geçti. Oradan alın: {2}',
  "The fleet's database does not answer: Rota waits for it and starts by itself then.":
    'Filonun veritabanı yanıt vermiyor: Rota onu bekliyor, gelince kendiliğinden başlar.',
};
