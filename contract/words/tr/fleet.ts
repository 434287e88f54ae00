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
  'ROTA_DATABASE cannot be read: {0}. It is postgres://USER:PASSWORD@HOST:5432/DATABASE, with %40 for an @ in the password and so on.':
    'ROTA_DATABASE okunamıyor: {0}. Biçimi şudur: postgres://KULLANICI:PAROLA@BİLGİSAYAR:5432/VERİTABANI; paroladaki @ yerine %40 yazılır, öbürleri de böyle.',
  "The certificate of ROTA_DATABASE (sslrootcert) cannot be read: {0}. Name the file with the certificate of the authority that made the database's.":
    'ROTA_DATABASE içindeki sertifika (sslrootcert) okunamıyor: {0}. Veritabanının sertifikasını veren kurumun sertifika dosyasını yazın.',
  'The database {0} refuses the password of {1}: put the right one into ROTA_DATABASE.':
    '{0} veritabanı {1} kullanıcısının parolasını kabul etmiyor: doğrusunu ROTA_DATABASE içine yazın.',
  'The database does not let {0} in ({1}): let it in, in pg_hba.conf, or name another user in ROTA_DATABASE.':
    'Veritabanı {0} kullanıcısını içeri almıyor ({1}): pg_hba.conf dosyasında izin verin ya da ROTA_DATABASE içine başka bir kullanıcı yazın.',
  'There is no database {0} at {1}: create it, or name another one in ROTA_DATABASE.':
    '{1} adresinde {0} adlı bir veritabanı yok: oluşturun ya da ROTA_DATABASE içine başka birini yazın.',
  'The user {0} has not the right to do that in the database {1} ({2}): give it the rights that docs/fleet.md names.':
    '{0} kullanıcısının {1} veritabanında buna yetkisi yok ({2}): docs/fleet.md dosyasında yazan yetkileri verin.',
  'The tables of Rota are not in the database {0} ({1}): name the right database in ROTA_DATABASE, or restore its backup.':
    'Rota’nın tabloları {0} veritabanında yok ({1}): ROTA_DATABASE içine doğru veritabanını yazın ya da yedeğini geri yükleyin.',
  'The disk of the database {0} is full: free some space there. Nothing was changed; try again then.':
    '{0} veritabanının diski dolu: orada yer açın. Hiçbir şey değişmedi; yer açılınca yeniden deneyin.',
  'The database {0} has no connection left ({1}): raise its max_connections; each computer of the fleet needs about five.':
    '{0} veritabanında boş bağlantı kalmadı ({1}): max_connections değerini yükseltin; filodaki her bilgisayar beş kadar bağlantı ister.',
  'The database {0} is read-only, as a copy is: name the server that is written to in ROTA_DATABASE.':
    '{0} veritabanı, bir kopya gibi, salt okunur: ROTA_DATABASE içine yazılabilen sunucuyu yazın.',
  'The database {0} was too slow ({1}). Nothing was changed; try again.':
    '{0} veritabanı çok yavaş kaldı ({1}). Hiçbir şey değişmedi; yeniden deneyin.',
  'The database {0} does not answer ({1}). Rota goes on by itself once it is back.':
    '{0} veritabanı yanıt vermiyor ({1}). Geri geldiğinde Rota kendiliğinden sürdürür.',
  'The database {0} cannot be used now: {1}': '{0} veritabanı şu anda kullanılamıyor: {1}',
  'The certificate of the database {0} is not trusted ({1}): name the file of the authority that made it, with sslrootcert=FILE in ROTA_DATABASE.':
    '{0} veritabanının sertifikasına güvenilmiyor ({1}): sertifikayı veren kurumun dosyasını ROTA_DATABASE içine sslrootcert=DOSYA diye yazın.',
  'The certificate of the database {0} is for another host ({1}): name the host as the certificate does, or use sslmode=verify-ca in ROTA_DATABASE.':
    '{0} veritabanının sertifikası başka bir bilgisayar için ({1}): bilgisayarı sertifikada yazdığı gibi yazın ya da ROTA_DATABASE içinde sslmode=verify-ca kullanın.',
  'The certificate of the database {0} cannot be trusted: {1}. Nothing was sent there.':
    '{0} veritabanının sertifikasına güvenilemiyor: {1}. Oraya hiçbir şey gönderilmedi.',
  'The database {0} is not encrypted: turn ssl on there, or, in a network you trust, add sslmode=disable to ROTA_DATABASE.':
    '{0} veritabanı şifreli bağlantı vermiyor: orada ssl ayarını açın ya da güvendiğiniz bir ağda ROTA_DATABASE sonuna sslmode=disable ekleyin.',
  'The database {0} went away just then: whether this was kept is not known. Look before you do it again.':
    '{0} veritabanı tam o anda gitti: bunun saklanıp saklanmadığı bilinmiyor. Yinelemeden önce bakın.',
  "The fleet's database was changed by a newer Rota (version {0}, this one knows {1}): install that Rota here. Until then this computer takes nothing new; what runs is finished.":
    'Filonun veritabanını daha yeni bir Rota değiştirmiş (sürüm {0}, buradaki {1} sürümünü biliyor): o Rota’yı buraya kurun. O zamana dek bu bilgisayar yeni iş almaz; çalışanlar tamamlanır.',
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
};
