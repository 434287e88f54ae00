import type { Dictionary } from '../../translatable.ts';

export const backupsTr: Dictionary = {
  'There is no backup "{0}" in {1}: take a name from the list of backups':
    '{1} klasöründe böyle bir yedek yok: "{0}". Yedekler listesinden bir ad kullanın',
  'The backup "{0}" cannot be restored: {1}. Nothing was changed: choose another backup':
    'Şu yedek geri yüklenemiyor: "{0}" ({1}). Hiçbir şey değiştirilmedi: başka bir yedek seçin',
  '{0} is missing': '{0} eksik',
  '{0} is not whole: rota.db-wal lies next to it': '{0} tam değil: yanında rota.db-wal duruyor',
  '{0} is not a sealed key of Rota': '{0} Rota’nın mühürlediği bir anahtar değil',
  'this backup is protected: enter its passphrase': 'bu yedek korumalı: parolasını girin',
  "it does not open this backup: nothing was changed. Check capitals and the keyboard's language, then try again":
    'bu yedeği açmıyor: hiçbir şey değiştirilmedi. Büyük harfleri ve klavye dilini kontrol edip yeniden deneyin',
  '{0} is not a key (32 bytes in base64)': '{0} bir anahtar değil (base64 ile 32 bayt)',
  '{0} cannot be read: {1}': '{0} okunamıyor: {1}',
  'it cannot be read: {0}': 'okunamıyor: {0}',
  '{0} was made by a newer Rota (version {1}, this one knows {2})':
    '{0} dosyasını daha yeni bir Rota yazmış (sürüm {1}, bu Rota {2} sürümünü biliyor)',
  '{0} is not a database of Rota': '{0} bir Rota veritabanı değil',
  '{0} is damaged ({1})': '{0} bozuk ({1})',
  '{0} cannot be read: {1}. It says which backup is to be restored: delete it to start with what is there.':
    '{0} okunamıyor: {1}. Hangi yedeğin geri yükleneceği burada yazar: var olanla başlamak için bu dosyayı silin.',
  'The backup in {0} cannot be restored: {1}': '{0} klasöründeki yedek geri yüklenemiyor: {1}',
  'its database is damaged ({0})': 'veritabanı bozuk ({0})',
  'restored there are {0} runs and {1} schedules in it, in the backup {2} and {3}':
    'geri yüklenince içinde {0} çalıştırma ve {1} zamanlama var, yedekte ise {2} ve {3}',
  'there are {0} runs and {1} schedules in it, in the database {2} and {3}':
    'içinde {0} çalıştırma ve {1} zamanlama var, veritabanında ise {2} ve {3}',
  'the key in it is not the one that Rota uses': 'içindeki anahtar Rota’nın kullandığı anahtar değil',
  '{0} is not a folder': '{0} bir klasör değil',
  '{0} is not there: create it, or connect the share': '{0} bulunamıyor: klasörü oluşturun ya da paylaşımı bağlayın',
  '{0} cannot be written by the user that Rota runs as': 'Rota’yı çalıştıran kullanıcı {0} klasörüne yazamıyor',
  '{0} is full': '{0} dolu',
  '{0} cannot be used ({1})': '{0} kullanılamıyor ({1})',
  '{0} has too little room: {1} MB are free, a copy takes {2} MB':
    '{0} klasöründe yer az: {1} MB boş, bir kopya {2} MB yer tutuyor',
  '{0} has too little room: {1} MB are free, a backup and its check take {2} MB':
    '{0} klasöründe yer az: {1} MB boş, bir yedek ve denemesi {2} MB yer tutuyor',
  '{0} does not hold what was written to it: check that disk or share':
    '{0} içinde yazılan veriler yok: o diski ya da paylaşımı kontrol edin',
  '{0} does not answer: is the share gone?': '{0} yanıt vermiyor: paylaşım bağlı mı?',
  'must be a full path, such as /mnt/backups or \\\\server\\share\\backups':
    'tam yol olmalı, örneğin /mnt/yedekler ya da \\\\sunucu\\paylaşım\\yedekler',
  "lies in Rota's data folder {0}: whatever takes that takes the copies, too. Choose another disk or a share":
    'Rota’nın {0} veri klasörünün içinde: o klasöre ne olursa kopyalara da olur. Başka bir disk ya da paylaşım seçin',
  'No restore is waiting for the next start': 'Bir sonraki açılışı bekleyen bir geri yükleme yok',
};
