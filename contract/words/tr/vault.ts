import type { Dictionary } from '../../translatable.ts';

/** Sentences about the vault. */
export const vaultTr: Dictionary = {
  'may hold letters, digits, blanks and . _ @ + & -, and begins with a letter or digit':
    'harf, rakam, boşluk ve . _ @ + & - içerebilir; harf ya da rakamla başlar',
  'must not end in .user, .password, .value, .previous or .file: a reference means a part of a key by that':
    '.user, .password, .value, .previous ya da .file ile bitmemeli: başvurularda bunlar anahtarın bir parçasını belirtir',
  '"{0}" would stand in an argument, which others on the computer can see: give it by "env", or give the path of a file that holds it, with .file at its end':
    '"{0}" bir bağımsız değişkende yer alırdı ve bunları bilgisayardaki başkaları görebilir: "env" ile verin ya da sonuna .file yazarak onu içeren dosyanın yolunu verin',
  '"{0}" is no reference to the vault: write {1}, {2} or {3}':
    '"{0}" bir kasa başvurusu değil: {1}, {2} ya da {3} yazın',
  '{0} and {1} more': '{0} ve {1} tane daha',
  'there is no group "{0}" in the vault; did you mean {1}?':
    'kasada "{0}" adlı bir grup yok; şunu mu demek istediniz: {1}?',
  'there is no group "{0}" in the vault': 'kasada "{0}" adlı bir grup yok',
  'the group "{0}" of the vault has no key "{1}"; did you mean {2}?':
    'kasadaki "{0}" grubunda "{1}" adlı bir anahtar yok; şunu mu demek istediniz: {2}?',
  'the group "{0}" of the vault has no key "{1}"': 'kasadaki "{0}" grubunda "{1}" adlı bir anahtar yok',
  'process "{0}" may not use the group "{1}" of the vault: no process may':
    '"{0}" süreci kasadaki "{1}" grubunu kullanamaz: bu grup hiçbir sürece açık değil',
  'process "{0}" may not use the group "{1}" of the vault: it is for {2}':
    '"{0}" süreci kasadaki "{1}" grubunu kullanamaz; grubu kullanabilenler: {2}',
  'this client may not use the group "{0}" of the vault: a person has to allow it there':
    'bu istemci kasadaki "{0}" grubunu kullanamaz: bir kişinin orada izin vermesi gerekir',
  '"{0}" asks for what a text does not have: write .value, .previous, .file or nothing at its end':
    '"{0}" bir metinde olmayan bir şey istiyor: sonuna .value, .previous, .file yazın ya da hiçbir şey yazmayın',
  '"{0}" asks for what this user and password do not have: write .user, .password, .previous or .file at its end':
    '"{0}" bu kullanıcı ve parolada olmayan bir şey istiyor: sonuna .user, .password, .previous ya da .file yazın',
  '"{0}" asks for what a file does not have: write .file or nothing at its end':
    '"{0}" bir dosyada olmayan bir şey istiyor: sonuna .file yazın ya da hiçbir şey yazmayın',
  '"{0}" asks for the seed of one-time codes, which is never given: write {1} for the code of the moment':
    '"{0}" tek kullanımlık kodların gizli anahtarını istiyor; o hiçbir zaman verilmez: o anki kod için {1} yazın',
  '"{0}" has nothing to give: nothing was entered for it':
    '"{0}" için verilecek bir şey yok: kasaya bir değer girilmemiş',
  '"{0}" asks for a one-time code, and the key has no seed for one':
    '"{0}" tek kullanımlık kod istiyor, ama anahtarda bunun için gizli anahtar yok',
  '"{0}" is over: the value before the last change is not valid any more':
    '"{0}" artık geçerli değil: son değişiklikten önceki değerin süresi doldu',
  'would stand in an argument of the process ({0}), which others on the computer can see: refer to a file (.file at its end), or let the program read it from its environment':
    'sürecin bir bağımsız değişkeninde ({0}) yer alırdı ve bunları bilgisayardaki başkaları görebilir: bir dosyaya başvurun (sonuna .file yazın) ya da programın onu ortamından okumasını sağlayın',
  '"{0}" in the vault cannot be opened with this computer\'s key: enter it again':
    'Kasadaki "{0}" bu bilgisayarın anahtarıyla açılamıyor: yeniden girin',
  'is no seed of one-time codes: give at least 8 letters and digits of Base32 (A–Z, 2–7), or the whole otpauth:// address':
    'tek kullanımlık kodların gizli anahtarı değil: en az 8 Base32 harf ve rakamı (A–Z, 2–7) ya da otpauth:// adresinin tamamını verin',
  'it counts uses (HOTP), and only codes that go by the time (TOTP) can be made':
    'kullanım sayısına göre kod veriyor (HOTP); yalnızca zamana göre olanlar (TOTP) üretilebilir',
  'does not belong to a key of this kind': 'bu türden bir anahtara ait değil',
  'is empty': 'boş',
  'has {0} bytes; the vault takes files of at most {1}': '{0} bayt; kasa en çok {1} baytlık dosyaları alır',
  'is needed for a key of this kind': 'bu türden bir anahtar için gerekli',
  'there is a group "{0}" already': '"{0}" adlı bir grup zaten var',
  'there is a key "{0}" already': '"{0}" adlı bir anahtar zaten var',
  'is no name': 'bir ad değil',
  "the vault's key is referred to by {0}: change these first, or delete it anyway":
    'kasadaki bu anahtara başvuranlar var: {0}. Önce bunları değiştirin ya da yine de silin',
  '{0} keys from {1}': '{0} anahtar, kaynak: {1}',
  '{0}: process "{1}", run {2}, attempt {3}': '{0}: süreç "{1}", çalıştırma {2}, deneme {3}',
  '{0} is kept by the operating system for the desktop app: start that, or switch it off there first (Settings, Vault).':
    '{0} masaüstü uygulaması için işletim sistemince saklanıyor: uygulamayı başlatın ya da önce orada kapatın (Ayarlar, Kasa).',
  '{0} was sealed by the operating system, which does not open it: sign in as the user who ran Rota before and unlock the password store, or restore a backup that was made with a passphrase.':
    '{0} işletim sistemince mühürlendi, ama sistem onu açmıyor: Rota’yı daha önce çalıştıran kullanıcı olarak oturum açıp parola deposunun kilidini açın ya da parolalı bir yedeği geri yükleyin.',
  '{0} does not hold a key': '{0} bir anahtar içermiyor',
  'it is empty': 'boş',
  'holds no line as NAME=value': 'AD=değer biçiminde bir satır içermiyor',
  'is not text in UTF-8: save it so, or export it again': 'UTF-8 metin değil: öyle kaydedin ya da yeniden dışa aktarın',
  'has no heading with the columns that are needed: "name" and "password" (or "value"); "group", "user", "totp" and "note" may be there':
    'gerekli sütunları içeren bir başlık satırı yok: "name" ve "password" (ya da "value"); "group", "user", "totp" ve "note" da bulunabilir',
  'it has no password': 'parolası yok',
  'is not CSV: line {0} cannot be read': 'CSV değil: {0}. satır okunamıyor',
  'it does not open this database: check capitals, and whether a key file is needed':
    'bu veritabanını açmıyor: büyük harfleri ve bir anahtar dosyası gerekip gerekmediğini denetleyin',
  'is no KeePass database that can be read (KDBX 3 or 4)': 'okunabilen bir KeePass veritabanı değil (KDBX 3 ya da 4)',
  'is sealed with Argon2, which this Rota cannot compute: save a copy in KeePass with AES-KDF':
    'bu Rota’nın hesaplayamadığı Argon2 ile mühürlenmiş: KeePass’te AES-KDF ile bir kopyasını kaydedin',
  'asks for more memory or time to open than is given here':
    'açılması için burada verilenden çok bellek ya da zaman istiyor',
};
