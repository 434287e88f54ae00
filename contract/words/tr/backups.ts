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
  'No restore is waiting for the next start': 'Bir sonraki açılışı bekleyen bir geri yükleme yok',
};
