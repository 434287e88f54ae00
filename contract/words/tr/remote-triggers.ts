import type { Dictionary } from '../../translatable.ts';

/** What triggers say of SFTP and FTP servers. */
export const remoteTriggersTr: Dictionary = {
  'must be the fingerprint of a host key, such as SHA256:… of ssh-keygen -l':
    'bir sunucu anahtarının parmak izi olmalı; örneğin ssh-keygen -l çıktısındaki SHA256:…',
  'The name of the server, {0}, is not known here: correct it, or look at the network. It is tried again.':
    'Sunucunun adı ({0}) burada bilinmiyor: adı düzeltin ya da ağa bakın. Yeniden denenecek.',
  'Nothing answers at {0}: the server is not running, or it has another port. It is tried again.':
    '{0} yanıt vermiyor: sunucu çalışmıyor ya da başka bir bağlantı noktasında. Yeniden denenecek.',
  '{0} has no folder {1}, or {2} may not read it: create it, or choose another one. It is tried again.':
    '{0} sunucusunda {1} klasörü yok ya da {2} onu okuyamıyor: klasörü oluşturun ya da başka birini seçin. Yeniden denenecek.',
  '{0} refused the login of {1}: correct the password or the key in the vault. It is tried again more and more seldom.':
    '{0}, {1} kullanıcısının oturumunu reddetti: kasadaki parolayı ya da anahtarı düzeltin. Gitgide daha seyrek yeniden denenecek.',
  '{0} did not do what it was asked for with {1}: {2}. It is tried again.':
    '{0}, {1} için isteneni yapmadı: {2}. Yeniden denenecek.',
  '{0} shows another host key than before: {1} ({2}) instead of {3}. Ask its administrator: if it was changed, enter the new one; if not, somebody may be in between. Nothing was sent.':
    '{0} öncekinden başka bir sunucu anahtarı gösteriyor: {3} yerine {1} ({2}). Yöneticisine sorun: anahtar değiştirildiyse yenisini yazın; değiştirilmediyse arada biri olabilir. Hiçbir şey gönderilmedi.',
  'The private key for {0} cannot be read: it must be in OpenSSH or PEM form, with its passphrase if it has one.':
    '{0} için özel anahtar okunamıyor: OpenSSH ya da PEM biçiminde olmalı; parolası varsa o da verilmeli.',
  '{0} offers no TLS, so no password was sent: choose another kind of encryption, or switch it on at the server.':
    '{0} TLS sunmuyor, bu yüzden parola gönderilmedi: başka bir şifreleme seçin ya da sunucuda TLS’yi açın.',
  'The server could not be looked at now: the log of Rota says why.':
    'Sunucuya şimdi bakılamadı: nedeni Rota’nın günlüğünde.',
  'What signs in at {0} cannot be taken from the vault: {1}': '{0} için oturum bilgisi kasadan alınamıyor: {1}',
  'A password or a private key is needed, as a reference to the vault.':
    'Parola ya da özel anahtar gerekli; kasadaki bir değer olarak verin.',
  'Say where files go whose run has succeeded.': 'Çalıştırması başarılı olan dosyaların nereye taşınacağını yazın.',
};
