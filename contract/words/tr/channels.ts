import type { Dictionary } from '../../translatable.ts';

/** Channels for messages: what is wrong with their settings, and why a message did not arrive. */
export const channelsTr: Dictionary = {
  'has a sign that cannot be part of it': 'burada olamayacak bir karakter içeriyor',
  'addresses at webhook.office.com are those of the Office 365 connectors, which Microsoft has switched off: in Teams make a workflow “Post to a channel when a webhook request is received” and enter its address':
    'webhook.office.com adresleri, Microsoft’un kapattığı Office 365 bağlayıcılarınındır: Teams’te “Bir web kancası isteği alındığında kanala gönder” iş akışını oluşturun ve onun adresini girin',
  'must not have a user or a password in it': 'içinde kullanıcı adı ya da parola olmamalı',
  'must begin with https://': 'https:// ile başlamalı',
  'is not an address of this service': 'bu hizmetin bir adresi değil',
  'is not a mail address': 'bir e-posta adresi değil',
  'must be the name or the address of a computer': 'bir bilgisayarın adı ya da adresi olmalı',
  'must be certificates in PEM form': 'PEM biçiminde sertifika olmalı',
  'needs at least one address': 'en az bir adres gerekli',
  'without encryption everybody on the way reads the mail and the password: choose STARTTLS or TLS, or say that this is meant':
    'şifreleme olmazsa yoldaki herkes e-postayı ve parolayı okuyabilir: STARTTLS ya da TLS seçin veya bunun bilerek istendiğini belirtin',
  'a token is only sent encrypted: choose STARTTLS or TLS':
    'belirteç yalnızca şifreli gönderilir: STARTTLS ya da TLS seçin',
  'is not the address of a Teams workflow: its host ends in logic.azure.com or environment.api.powerplatform.com':
    'bir Teams iş akışının adresi değil: sunucu adı logic.azure.com ya da environment.api.powerplatform.com ile biter',
  'is not the address of a Slack incoming webhook: it begins with https://hooks.slack.com/':
    'bir Slack gelen web kancasının adresi değil: https://hooks.slack.com/ ile başlar',
  'is not the address of a Discord webhook: it begins with https://discord.com/api/webhooks/':
    'bir Discord web kancasının adresi değil: https://discord.com/api/webhooks/ ile başlar',
  'is not the address of a Google Chat webhook: it begins with https://chat.googleapis.com/v1/spaces/':
    'bir Google Chat web kancasının adresi değil: https://chat.googleapis.com/v1/spaces/ ile başlar',
  'is not a bot token: BotFather gives one, as 123456:ABC…':
    'bir bot belirteci değil: BotFather verir, 123456:ABC… gibi görünür',
  'must be the number of the chat, or @name of a public channel':
    'sohbetin numarası ya da herkese açık bir kanalın @adı olmalı',
  'may only have letters (A to Z), digits, - and _': 'yalnızca harf (A–Z), rakam, - ve _ içerebilir',
  'needs a name': 'bir ad gerekli',
  'there is no channel with this id': 'bu kimlikte bir kanal yok',
  'the channel was changed meanwhile: look at it again': 'kanal bu arada değiştirildi: yeniden bakın',
  'message rules send through the channel "{0}", about {1}: give them another channel or delete them first':
    'ileti kuralları "{0}" kanalını kullanıyor, konuları: {1}. Önce onlara başka bir kanal verin ya da onları silin',
  everything: 'her şey',
  'something new': 'yeni bir şey',
  'the schedule that it is about is not here': 'konusu olan zamanlama burada yok',
  'the channel was deleted': 'kanal silinmiş',
  'the channel is switched off': 'kanal devre dışı',
  'is switched off until its passwords, tokens or address are entered: files never hold them':
    'parolası, belirteci ya da adresi girilene kadar devre dışı: dosyalarda bunlar bulunmaz',
  'has to be entered again: it would go to another server than the one that it was entered for':
    'yeniden girilmeli: girildiğinden başka bir sunucuya gönderilirdi',
  'could not be sent: {0}': 'gönderilemedi: {0}',
  'its settings cannot be used: {0}': 'ayarları kullanılamıyor: {0}',
  'its settings cannot be used: {0}: {1}': 'ayarları kullanılamıyor: {0}: {1}',
  'answered 404: there is no check with this address': '404 yanıtı geldi: bu adreste bir denetim yok',
  "answered 409: several checks have this name; use the address with the check's own id":
    '409 yanıtı geldi: bu adda birden çok denetim var; denetimin kendi kimliğini içeren adresi kullanın',
  'the mail server took the mail, but not for {0}': 'posta sunucusu e-postayı aldı, ama şunlar için almadı: {0}',
  'no token for the mail server: {0}': 'posta sunucusu için belirteç alınamadı: {0}',
  'no token for the mail server: answered {0} {1}': 'posta sunucusu için belirteç alınamadı: {0} yanıtı geldi: {1}',
  'answered {0}: {1}': '{0} yanıtı geldi: {1}',
  'it is signed by itself': 'kendi kendini imzalamış',
  'it was signed by a certificate that this computer does not know':
    'bu bilgisayarın tanımadığı bir sertifika tarafından imzalanmış',
  'it has expired': 'süresi dolmuş',
  'it is not valid yet': 'henüz geçerli değil',
  'it was revoked': 'iptal edilmiş',
  'it is for another name': 'başka bir ad için düzenlenmiş',
  'the certificate of {0} is not accepted: {1}. Enter the certificate that signed it, or use the name that it was made for':
    '{0} sertifikası kabul edilmiyor: {1}. Onu imzalayan sertifikayı girin ya da düzenlendiği adı kullanın',
  '{0} does not speak TLS from the first byte: choose STARTTLS, or the port for TLS (mostly 465)':
    '{0} bu bağlantı noktasında TLS kullanmıyor: STARTTLS’i ya da TLS’in bağlantı noktasını (çoğunlukla 465) seçin',
  'the encryption with {0} broke off: {1}': '{0} ile şifreleme yarıda kaldı: {1}',
  '{0} offers no STARTTLS: nothing was sent. Choose the port for TLS (mostly 465) if it has one':
    '{0} STARTTLS sunmuyor: hiçbir şey gönderilmedi. Varsa TLS’in bağlantı noktasını (çoğunlukla 465) seçin',
  '{0} wants a login first: {1}': '{0} önce oturum açılmasını istiyor: {1}',
  '{0} refused the mail: {1}': '{0} e-postayı reddetti: {1}',
  '{0} does not take the mail now: {1}': '{0} e-postayı şu anda almıyor: {1}',
  'Microsoft 365 does not take user name and password here any more: choose OAuth2 for the login ({0})':
    'Microsoft 365 burada artık kullanıcı adı ve parola kabul etmiyor: oturum için OAuth2 seçin ({0})',
  '{0} cannot check logins now: {1}': '{0} oturumları şu anda denetleyemiyor: {1}',
  '{0} offers no way of login that Rota can use': '{0} Rota’nın kullanabileceği bir oturum açma yolu sunmuyor',
  '{0} refused the login: {1}': '{0} oturumu reddetti: {1}',
  'the mail is larger than {0} takes': 'e-posta, {0} sunucusunun aldığından büyük',
  '{0} takes mail to none of the addresses': '{0} adreslerin hiçbirine e-posta almıyor',
  'nothing answers at {0}: the mail server is not running, or it has another port':
    '{0} yanıt vermiyor: posta sunucusu çalışmıyor ya da bağlantı noktası başka',
  '{0} ended the connection': '{0} bağlantıyı kesti',
  '{0} did not greet within 10 s: perhaps this port wants TLS from the first byte':
    '{0} 10 sn içinde karşılama göndermedi: bu bağlantı noktası TLS gerektiriyor olabilir',
  'no answer from {0} in time': '{0} zamanında yanıt vermedi',
  'Test from Rota': 'Rota’dan test',
  'This is a test: messages of Rota arrive here.': 'Bu bir testtir: Rota’nın iletileri buraya gelir.',
  'Rota writes when a rule says so, for instance when a run fails for good.':
    'Rota, bir kural öyle diyorsa yazar; örneğin bir çalıştırma başarısız olunca ve deneme kalmayınca.',
  Channel: 'Kanal',
  Worker: 'Makine',
};
