import type { Dictionary } from '../../translatable.ts';

const templates: Dictionary = {
  'Invoice download': 'Fatura indirme',
  'Downloads a file from a web address into a folder, under a name made from a pattern.':
    'Bir web adresindeki dosyayı, bir kalıptan oluşan adla bir klasöre indirir.',
  'Web address': 'Web adresi',
  'Where the file is downloaded from.': 'Dosyanın indirildiği adres.',
  'Target folder': 'Hedef klasör',
  'Full path; it is created if it does not exist.': 'Tam yol; yoksa oluşturulur.',
  'File name': 'Dosya adı',
  '{date} is the day, {time} the time, {name} the name that the server gives.':
    '{date} gün, {time} saat, {name} ise sunucunun verdiği addır.',
  'Access token': 'Erişim belirteci',
  'Sent as “Authorization: Bearer”, if the server needs one.':
    'Sunucu istiyorsa “Authorization: Bearer” olarak gönderilir.',
  'Replace an existing file': 'Var olan dosyayı değiştir',
  'Otherwise a number is added to the name.': 'Kapalıysa ada bir numara eklenir.',
  'Nightly backup': 'Gece yedeği',
  'Packs a folder into an archive (tar.gz) with the time in its name, checks it, and keeps the latest ones.':
    'Bir klasörü, adında zamanı olan bir arşive (tar.gz) koyar, arşivi denetler ve en yenilerini saklar.',
  'Folder to back up': 'Yedeklenecek klasör',
  'Full path.': 'Tam yol.',
  'Folder of the backups': 'Yedeklerin klasörü',
  'Full path, outside of the folder to back up; it is created if it does not exist.':
    'Tam yol, yedeklenecek klasörün dışında; yoksa oluşturulur.',
  'Backups to keep': 'Saklanacak yedek sayısı',
  'Older ones of this folder are deleted once the new one is complete.':
    'Yenisi tamamlanınca bu klasörün daha eski yedekleri silinir.',
  'Report by mail': 'E-postayla rapor',
  'Collects the runs of the last hours from Rota’s API and sends them by mail, with all runs as a CSV file.':
    'Son saatlerin çalıştırmalarını Rota’nın API’sinden toplar ve tümünü CSV dosyası olarak ekleyip e-postayla gönderir.',
  'Hours to report': 'Rapor edilecek saat',
  'Runs of this many hours, up to now.': 'Şu ana kadarki bu kadar saatin çalıştırmaları.',
  'Address of Rota': 'Rota’nın adresi',
  'As under Settings, Server.': 'Ayarlar, Sunucu bölümündeki gibi.',
  'Client ID': 'İstemci kimliği',
  'Of an API client that may read.': 'Okuma yetkisi olan bir API istemcisinin kimliği.',
  'Secret of the API client': 'API istemcisinin parolası',
  'Best as a reference to the vault.': 'En iyisi kasaya bir başvuru.',
  'Mail server': 'Posta sunucusu',
  'Host name of the SMTP server.': 'SMTP sunucusunun adı.',
  'Port of the mail server': 'Posta sunucusunun bağlantı noktası',
  '587 for STARTTLS, 465 for TLS.': 'STARTTLS için 587, TLS için 465.',
  Encryption: 'Şifreleme',
  'With “none” mail and password are sent unencrypted.': '“none” seçilirse e-posta ve parola şifrelenmeden gönderilir.',
  'User at the mail server': 'Posta sunucusundaki kullanıcı',
  'Empty: without signing in.': 'Boşsa oturum açılmaz.',
  'Password at the mail server': 'Posta sunucusundaki parola',
  From: 'Gönderen',
  'The sender’s address.': 'Gönderenin adresi.',
  To: 'Alıcılar',
  'One or more addresses, separated by commas.': 'Virgülle ayrılmış bir ya da birkaç adres.',
  'CA certificate': 'CA sertifikası',
  'PEM text, only if the certificate of the mail server is not publicly trusted.':
    'PEM metni; yalnızca posta sunucusunun sertifikasına genel olarak güvenilmiyorsa.',
  'Web form': 'Web formu',
  'Opens a web page with Playwright, fills in its form, submits it, and keeps a picture of the answer.':
    'Playwright ile bir web sayfasını açar, formunu doldurup gönderir ve yanıtın görüntüsünü saklar.',
  'Page with the form': 'Formun bulunduğu sayfa',
  'Empty: the sample page that comes with Rota.': 'Boşsa Rota ile gelen örnek sayfa.',
  Fields: 'Alanlar',
  'What to enter, by the label of the field.': 'Alanın etiketine göre girilecek değer.',
  Button: 'Düğme',
  'The text of the button that submits the form.': 'Formu gönderen düğmenin metni.',
  'Text to wait for': 'Beklenen metin',
  'Shown once the form was accepted. Empty: nothing is waited for.': 'Form kabul edilince görünür. Boşsa beklenmez.',
  'Folder with Playwright': 'Playwright’ın klasörü',
  'Where “npm install playwright” was run. Empty: the home folder of the user.':
    '“npm install playwright” komutunun çalıştırıldığı klasör. Boşsa kullanıcının ana klasörü.',
  'Program of the browser': 'Tarayıcının programı',
  'Empty: the one that Playwright has installed.': 'Boşsa Playwright’ın kurduğu tarayıcı.',
};

const texts: Dictionary = {
  'Notepad demo': 'Not Defteri örneği',
  "Opens the computer's plain text editor, types a user's full name into its window, saves the file, closes the editor and gives the full name back as output x.":
    'Bilgisayarın düz metin düzenleyicisini açar, penceresine bir kullanıcının tam adını yazar, dosyayı kaydeder, düzenleyiciyi kapatır ve tam adı x çıktısı olarak verir.',
  'First name': 'Adı',
  "The user's first name. One of the two names is enough.": 'Kullanıcının adı. Ad ile soyadından biri yeter.',
  Surname: 'Soyadı',
  "The user's surname. One of the two names is enough.": 'Kullanıcının soyadı. Ad ile soyadından biri yeter.',
  'First name (Turkish key)': 'Adı (Türkçe anahtar)',
  'The same as userName, under the key that Turkish callers send.':
    'userName ile aynı; Türkçe anahtarla çağıranlar için.',
  'Surname (Turkish key)': 'Soyadı (Türkçe anahtar)',
  'The same as userSurname, under the key that Turkish callers send.':
    'userSurname ile aynı; Türkçe anahtarla çağıranlar için.',
  'Keep the editor open': 'Düzenleyici açık kalsın',
  'Leave the editor window open when the robot is done.': 'Robot bitince düzenleyicinin penceresi açık kalır.',
  'Pause between keys (ms)': 'Tuşlar arası bekleme (ms)',
  'How long the robot waits after each key, in milliseconds.': 'Robotun her tuştan sonra kaç milisaniye beklediği.',
  ...templates,
};

/** The texts of bundled processes, by their English; in one dictionary with the sentences. */
export const bundledProcessesTr: Dictionary = Object.fromEntries(
  Object.entries(texts).map(([english, turkish]) => [`box:${english}`, turkish]),
);
