import type { Dictionary } from '../../translatable.ts';

/** What triggers say of folders and files. */
export const triggersTr: Dictionary = {
  'must be a whole path, such as /home/me/in or C:\\in': '/home/me/gelen ya da C:\\gelen gibi tam bir yol olmalı',
  'The folder {0} is not there: create it, or connect its drive. It is looked for again.':
    '{0} klasörü yok: klasörü oluşturun ya da sürücüsünü bağlayın. Yeniden aranacak.',
  '{0} is no folder: choose another one.': '{0} bir klasör değil: başka bir klasör seçin.',
  'The folder {0} may not be used: give the user that Rota runs as the right to read and write it.':
    '{0} klasörüne izin yok: Rota’yı çalıştıran kullanıcıya bu klasör için okuma ve yazma izni verin.',
  'The disk of {0} is full: make room. It is tried again.': '{0} klasörünün diski dolu: yer açın. Yeniden denenecek.',
  'The folder {0} cannot be written: it is read-only.': '{0} klasörüne yazılamıyor: salt okunur.',
  'The folder {0} cannot be used ({1}): look whether its drive or network is there. It is tried again.':
    '{0} klasörü kullanılamıyor ({1}): sürücüsünün ya da ağın yerinde olup olmadığına bakın. Yeniden denenecek.',
  'The folder {0} does not answer: look whether its drive or network is there. It is tried again.':
    '{0} klasörü yanıt vermiyor: sürücüsünün ya da ağın yerinde olup olmadığına bakın. Yeniden denenecek.',
  'This computer does not tell who logs on: Rota finds neither loginctl nor who there, or runs as a service of Windows.':
    'Bu bilgisayar kimin oturum açtığını bildirmiyor: Rota ne loginctl ne de who bulabiliyor ya da Windows hizmeti olarak çalışıyor.',
  'Only the desktop app learns when the screen is unlocked: start Rota as the desktop app on this computer.':
    'Ekran kilidinin açıldığı yalnızca masaüstü uygulamasına bildirilir: Rota’yı bu bilgisayarda masaüstü uygulaması olarak başlatın.',
  'This computer does not tell for how long nobody has used it: start Rota as the desktop app, or in a desktop session that says so.':
    'Bu bilgisayar ne kadar süredir kullanılmadığını bildirmiyor: Rota’yı masaüstü uygulaması olarak ya da bunu bildiren bir masaüstü oturumunda başlatın.',
  'Another trigger has the ID "{0}".': '"{0}" kimliği başka bir tetikleyicide kullanılıyor.',
  'The process has no parameter "{0}". Choose one of its own.':
    'Süreçte "{0}" adında bir parametre yok. Süreçteki parametrelerden birini seçin.',
  '"{0}" is a secret: a path does not go there.': '"{0}" gizli bir değer: dosya yolu oraya yazılmaz.',
  'Files that are done cannot go where they come from. Choose another folder.':
    'İşi biten dosyalar geldikleri klasöre taşınamaz. Başka bir klasör seçin.',
  '"{0}" gets something else of the mail already. Choose another parameter.':
    '"{0}" e-postanın başka bir bilgisini zaten alıyor. Başka bir parametre seçin.',
  'Put the password into the vault and refer to it here, as {{vault:Group/Key}}: a schedule holds no password.':
    'Parolayı kasaya ekleyin ve burada ona {{vault:Grup/Anahtar}} biçiminde başvurun: zamanlama parola saklamaz.',
  'Mails that are done cannot go where they come from. Choose another folder.':
    'İşi biten e-postalar geldikleri klasöre taşınamaz. Başka bir klasör seçin.',
  'The certificate of {0} is not accepted: {1}. Enter the certificate that signed it, or the name that it was made for.':
    '{0} sunucusunun sertifikası kabul edilmiyor: {1}. Onu imzalayan sertifikayı ya da sertifikanın verildiği adı girin.',
  '{0} refused the login of {1}: correct the password in the vault, then choose “Look now”. It answered: {2}':
    '{0}, {1} kullanıcısının oturum açmasını reddetti: kasadaki parolayı düzeltin, ardından “Şimdi denetle” düğmesine basın. Sunucunun yanıtı: {2}',
  '{0} did not take the token for {1}: look at client, scope and the rights to the mailbox. It answered: {2}':
    '{0}, {1} için belirteci kabul etmedi: istemciye, kapsama ve posta kutusu izinlerine bakın. Sunucunun yanıtı: {2}',
  'A refresh token or a client secret is needed, as a reference to the vault.':
    'Kasaya başvuru olarak bir yenileme belirteci ya da istemci parolası gerekir.',
  '{0} does not speak TLS from the first byte: choose STARTTLS, or the port for TLS (mostly 993).':
    '{0} bu bağlantı noktasında TLS kullanmıyor: STARTTLS’i ya da TLS’in bağlantı noktasını (çoğunlukla 993) seçin.',
  '{0} offers no STARTTLS, so no password was sent: choose TLS, mostly with port 993.':
    '{0} STARTTLS sunmuyor, bu yüzden parola gönderilmedi: TLS’i seçin, bağlantı noktası çoğunlukla 993’tür.',
  '{0} did not do what it was asked for: {1}. It is tried again.':
    '{0} istenen işlemi yapmadı: {1}. Yeniden denenecek.',
  'The password of the mailbox cannot be taken from the vault: {0}': 'Posta kutusunun parolası kasadan alınamıyor: {0}',
  'The folder “{0}” of the mailbox cannot be opened: {1}': 'Posta kutusunun “{0}” klasörü açılamıyor: {1}',
  'The mailbox has no folder “{0}”: create it, or choose one that is there ({1}).':
    'Posta kutusunda “{0}” klasörü yok: klasörü oluşturun ya da var olanlardan birini seçin ({1}).',
  'The name of the mail server, {0}, is not known here: correct it, or look at the network. It is tried again.':
    '{0} adlı posta sunucusu buradan bulunamıyor: adı düzeltin ya da ağa bakın. Yeniden denenecek.',
  'Nothing answers at {0}: the mail server is not running, or it has another port. It is tried again.':
    '{0} adresinde yanıt veren yok: posta sunucusu çalışmıyor ya da başka bir bağlantı noktasında. Yeniden denenecek.',
  '{0} did not greet within 10 s: perhaps this port wants TLS from the first byte. It is tried again.':
    '{0} 10 sn içinde karşılama göndermedi: bu bağlantı noktası TLS gerektiriyor olabilir. Yeniden denenecek.',
  'No answer from {0}: look at the network, the host and the port. It is tried again.':
    '{0} yanıt vermiyor: ağa, sunucu adına ve bağlantı noktasına bakın. Yeniden denenecek.',
  '{0} ended the connection. It is tried again.': '{0} bağlantıyı kapattı. Yeniden denenecek.',
  'Mails cannot be marked as read: give {0} the right to change the folder “{1}”.':
    'E-postalar okundu olarak işaretlenemiyor: {0} kullanıcısına “{1}” klasörünü değiştirme izni verin.',
  'The mailbox has no folder “{0}” where mails are to go: create it, or choose one that is there ({1}). It is tried again.':
    'Posta kutusunda e-postaların taşınacağı “{0}” klasörü yok: klasörü oluşturun ya da var olanlardan birini seçin ({1}). Yeniden denenecek.',
  'A mail cannot be moved into the folder “{0}” of the mailbox: look at its rights and its quota. It is tried again.':
    'Bir e-posta posta kutusunun “{0}” klasörüne taşınamıyor: klasörün izinlerine ve kotasına bakın. Yeniden denenecek.',
  'The mailbox could not be looked at now: the log of Rota says why.':
    'Posta kutusuna şu anda bakılamadı: nedeni Rota’nın günlüğünde.',
  'The folder {0} could not be looked at now: the log of Rota says why.':
    '{0} klasörüne şu anda bakılamadı: nedeni Rota’nın günlüğünde.',
  'the mail cannot be read: look at it in the mailbox': 'e-posta okunamıyor: posta kutusunda ona bakın',
  '"{0}" has no trigger that looks for something: add one, or switch it on.':
    '"{0}" zamanlamasında dosya ya da e-posta bekleyen bir tetikleyici yok: bir tane ekleyin ya da var olanı etkinleştirin.',
  '"{0}" is not active: resume it, and it is looked again.': '"{0}" etkin değil: sürdürün, yeniden bakılmaya başlanır.',
  '"{0}" is not looked at yet: try again in a moment.': '"{0}" için henüz bakılmıyor: biraz sonra yeniden deneyin.',
  'Another computer looks for "{0}": ask there.': '"{0}" için başka bir bilgisayar bakıyor: orada deneyin.',
  'Choose the computer: a folder, a mailbox, a server with files, the desktop and the start of Rota belong to one computer, not to any or to a group.':
    'Bilgisayarı seçin: klasör, posta kutusu, dosya sunucusu, masaüstü ve Rota’nın açılışı tek bir bilgisayara aittir; “herhangi biri” ya da grup seçilemez.',
};
