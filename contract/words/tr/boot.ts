import type { Dictionary } from '../../translatable.ts';

/** Why Rota could not start. */
export const bootTr: Dictionary = {
  '{0} cannot be used: {1}. Start that later Rota, or give this one another ROTA_HOME.':
    '{0} kullanılamıyor: {1}. Daha yeni olan Rota’yı başlatın ya da buna başka bir ROTA_HOME verin.',
  'there is no backup next to it': 'yanında yedeği yok',
  'its backup {0}.bak is broken, too: {1}': '{0}.bak adlı yedeği de bozuk: {1}',
  '{0} cannot be read: {1}; {2}. Nothing was changed: correct the file or put an older copy in its place, then start again.':
    '{0} okunamıyor: {1}; {2}. Hiçbir şey değiştirilmedi: dosyayı düzeltin ya da yerine daha eski bir kopyasını koyun, sonra yeniden başlatın.',
  '{0} cannot be read: {1}. Give this user the right to read it, then start again.':
    '{0} okunamıyor: {1}. Bu kullanıcıya okuma izni verip yeniden başlatın.',
  'it is missing, and {0}.bak with it; this is the one of the backup "{1}"':
    'dosya yok, {0}.bak da yok; bu, “{1}” yedeğindekidir',
  '{0} and its backup {1}.bak are missing next to a database that is in use: without them Rota would be another worker, without its processes and clients. Put one of them back, or move {2} away to begin anew. Nothing was changed.':
    'Kullanılan bir veritabanının yanında {0} ve yedeği {1}.bak yok: onlar olmadan Rota süreçleri ve istemcileri olmayan başka bir makine olurdu. Birini geri koyun ya da baştan başlamak için {2} dosyasını başka yere taşıyın. Hiçbir şey değiştirilmedi.',
  '{0} was removed or replaced while Rota runs, and nothing can be kept: put it back, or start Rota anew. What was not kept was not promised either.':
    '{0} Rota çalışırken silindi ya da değiştirildi, hiçbir şey saklanamıyor: dosyayı geri koyun ya da Rota’yı yeniden başlatın. Saklanamayan için söz de verilmedi.',
  'Another Rota': 'Başka bir Rota',
  'The data folder {0} cannot be used: {1}. Give this user the right to write there, or choose another folder with ROTA_HOME.':
    '{0} veri klasörü kullanılamıyor: {1}. Bu kullanıcıya o klasörde yazma izni verin ya da ROTA_HOME ile başka bir klasör seçin.',
  'Another Rota (on the computer {0}, since {1})': 'Başka bir Rota (bilgisayar: {0}, başlangıç {1})',
  'Another Rota (process {0}, since {1})': 'Başka bir Rota (işlem {0}, başlangıç {1})',
  'Another Rota (process {0}, since {1}, at {2})': 'Başka bir Rota (işlem {0}, başlangıç {1}, adres {2})',
  '{0} uses the data folder {1}. Stop it first, or give this one another folder with ROTA_HOME.':
    '{0} şu veri klasörünü kullanıyor: {1}. Önce onu durdurun ya da buna ROTA_HOME ile başka bir klasör verin.',
  '{0} cannot be locked: {1}': '{0} kilitlenemiyor: {1}',
  '{0} is not a key (32 bytes in base64). Put it back from a backup; without it stored secrets cannot be opened, and if you delete it they have to be entered again.':
    '{0} bir anahtar değil (base64 ile 32 bayt). Yedekten geri koyun; o olmadan saklanan gizli değerler açılamaz, silerseniz yeniden girilmeleri gerekir.',
  'Rota may have only {0} files open at a time here and needs {1} at least: raise the limit (ulimit -n 1024, or LimitNOFILE= of its service) and start it again.':
    'Rota burada aynı anda yalnızca {0} dosya açabiliyor, en az {1} gerekli: sınırı yükseltin (ulimit -n 1024 ya da hizmetinin LimitNOFILE= ayarı) ve yeniden başlatın.',
  'The data folder is read-only: Rota waits until it can be written and starts by itself then.':
    'Veri klasörü salt okunur: Rota yazılabilmesini bekliyor, sonra kendiliğinden başlar.',
  'The disk is full: Rota waits for room and starts by itself then. Free some space.':
    'Disk dolu: Rota yer açılmasını bekliyor, sonra kendiliğinden başlar. Yer açın.',
};
