import type { Dictionary } from '../../translatable.ts';

/** Sentences about the company's identity provider, one-time codes and passkeys. */
export const signInWaysTr: Dictionary = {
  // The identity provider, and the way to it.
  '{0} has no page for signing in (authorization_endpoint)':
    '{0} adresinin bir oturum açma sayfası yok (authorization_endpoint)',
  '{0} answers {1}: it is not the issuer of a provider. Copy "issuer" from the provider’s metadata':
    '{0} şu yanıtı veriyor: {1}. Bu, bir sağlayıcının issuer adresi değil. Sağlayıcının meta verilerindeki "issuer" değerini kopyalayın',
  '{0} cannot be reached ({1})': '{0} adresine ulaşılamıyor ({1})',
  '{0} cannot be reached: connection refused': '{0} adresine ulaşılamıyor: bağlantı reddedildi',
  '{0} cannot be reached: its name is not known': '{0} adresine ulaşılamıyor: adı bilinmiyor',
  '{0} did not sign you in: it was cancelled there, or it refused':
    '{0} oturumunuzu açmadı: işlem orada iptal edildi ya da reddedildi',
  '{0} does not accept the client ID or the client secret: copy both from the provider again':
    '{0} istemci kimliğini ya da istemci gizli anahtarını kabul etmiyor: ikisini de sağlayıcıdan yeniden kopyalayın',
  '{0} does not answer in time': '{0} zamanında yanıt vermiyor',
  '{0} does not work at the moment ({1}): try again later': '{0} şu anda çalışmıyor ({1}): daha sonra yeniden deneyin',
  '{0} does not work at the moment (it answers {1}): try again later':
    '{0} şu anda çalışmıyor (yanıtı: {1}): daha sonra yeniden deneyin',
  '{0} lacks something that Rota needs of a provider: {1}':
    '{0}, Rota’nın bir sağlayıcıdan beklediği bir şeyi sunmuyor: {1}',
  '{0} leads on to an address without https://, which is only allowed for a provider on this computer':
    '{0}, https:// kullanmayan bir adrese yönlendiriyor; buna yalnızca bu bilgisayardaki bir sağlayıcı için izin verilir',
  '{0} refused the sign-in: {1}': '{0} oturum açmayı reddetti: {1}',
  '{0} sent a proof that is not valid at this time: the clock of this computer, or of the provider, is wrong':
    '{0} şu anda geçerli olmayan bir belirteç gönderdi: bu bilgisayarın ya da sağlayıcının saati yanlış',
  '{0} takes this sign-in for used or too old ({1}): begin again':
    '{0} bu oturum açma işlemini kullanılmış ya da süresi geçmiş sayıyor ({1}): yeniden başlayın',
  '{0} sent no proof of who you are': '{0} kim olduğunuzu kanıtlayan bir belirteç göndermedi',
  'The answer of {0} does not belong to this sign-in, or was changed on its way: begin again':
    '{0} adresinin yanıtı bu oturum açma işlemine ait değil ya da yolda değiştirilmiş: yeniden başlayın',
  'The certificate of {0} is not accepted: {1}': '{0} adresinin sertifikası kabul edilmiyor: {1}',
  'What is at {0} is not an OpenID Connect provider: its answer is not JSON. Look whether the address is the issuer':
    '{0} adresindeki bir OpenID Connect sağlayıcısı değil: yanıtı JSON değil. Adresin issuer değeri olup olmadığına bakın',
  'The provider at {0} calls itself {1}: enter exactly this as its address':
    '{0} adresindeki sağlayıcı kendini {1} olarak tanıtıyor: adres olarak tam bunu girin',
  'The provider {0} was found, and offers what Rota needs': '{0} sağlayıcısı bulundu ve Rota’ya gerekenleri sunuyor',
  'The client ID and the client secret were accepted': 'İstemci kimliği ve istemci gizli anahtarı kabul edildi',
  'Whether the client secret is right shows only when somebody signs in':
    'İstemci gizli anahtarının doğru olup olmadığı ancak biri oturum açtığında anlaşılır',
  'The clock of this computer is {0} s ahead of the provider’s: set it right, or nobody can sign in':
    'Bu bilgisayarın saati sağlayıcınınkinden {0} sn ileri: düzeltin, yoksa kimse oturum açamaz',
  'The clock of this computer is {0} s behind the provider’s: set it right, or nobody can sign in':
    'Bu bilgisayarın saati sağlayıcınınkinden {0} sn geri: düzeltin, yoksa kimse oturum açamaz',
  'Signing in at the company’s identity provider is not set up here, or switched off':
    'Kurumsal kimlik sağlayıcısıyla oturum açma burada ayarlanmamış ya da kapatılmış',
  'Signing in failed unexpectedly: the log says more':
    'Oturum açma beklenmedik bir hatayla sonuçlandı: ayrıntılar günlükte',
  'This sign-in took too long, was used already, or was begun in another browser: begin again':
    'Bu oturum açma işlemi çok uzun sürdü, zaten kullanıldı ya da başka bir tarayıcıda başlatıldı: yeniden başlayın',
  'This invitation was used already or is too old: ask for a new one':
    'Bu davet zaten kullanıldı ya da süresi geçti: yenisini isteyin',
  'this works only at {0}: open the page there': 'bu yalnızca {0} adresinde çalışır: sayfayı orada açın',
  // Who somebody is.
  'This account at {0} belongs to another user here already': '{0} hesabınız burada zaten başka bir kullanıcıya bağlı',
  '{0} knows you as {1}, but nobody here is known by that: ask an administrator of this Rota for an invitation':
    '{0} sizi {1} olarak tanıyor, ancak burada bu adla bilinen biri yok: bu Rota’nın bir yöneticisinden davet isteyin',
  '{0} does not say that your e-mail address is verified, and this Rota lets in only certain addresses: ask its administrator':
    '{0} e-posta adresinizin doğrulandığını bildirmiyor; bu Rota ise yalnızca belirli adresleri kabul ediyor: yöneticisine başvurun',
  'This Rota does not let in people with addresses of {0}: ask its administrator':
    'Bu Rota {0} adresli kişileri kabul etmiyor: yöneticisine başvurun',
  '{0} does not say which groups you are in, and this Rota lets in only certain groups: ask its administrator':
    '{0} hangi gruplarda olduğunuzu bildirmiyor; bu Rota ise yalnızca belirli grupları kabul ediyor: yöneticisine başvurun',
  'You are in none of the groups of {0} that this Rota lets in: ask its administrator':
    '{0} içinde, bu Rota’nın kabul ettiği grupların hiçbirinde değilsiniz: yöneticisine başvurun',
  'Your user is disabled: ask an administrator of this Rota':
    'Kullanıcınız devre dışı bırakılmış: bu Rota’nın bir yöneticisine başvurun',
  'you work without a sign-in here: sign in as a user first':
    'burada oturum açmadan çalışıyorsunuz: önce bir kullanıcı olarak oturum açın',
  'it is the only way in which you can sign in: add another one first':
    'oturum açabileceğiniz tek yol bu: önce başka bir yol ekleyin',
  'there is no such way to sign in: {0}': 'böyle bir oturum açma yolu yok: {0}',
  'has to be entered again, because the provider or the client ID is another one':
    'yeniden girilmeli, çünkü sağlayıcı ya da istemci kimliği değişti',
  'must be a domain such as example.com': 'example.com gibi bir alan adı olmalı',
  'must be the plain address, without ?, # or a user': '?, # ya da kullanıcı içermeyen yalın adres olmalı',
  'must begin with https://; http:// is only for a provider on this computer':
    'https:// ile başlamalı; http:// yalnızca bu bilgisayardaki bir sağlayıcı içindir',
  // One-time codes.
  '{0} left': '{0} tane kaldı',
  'is not the present code: take the one that the app shows now, and look whether the clock of the phone is right':
    'geçerli kod değil: uygulamanın şu anda gösterdiğini girin ve telefonun saatinin doğru olup olmadığına bakın',
  'was used already: wait until the app shows the next one':
    'zaten kullanıldı: uygulama bir sonrakini gösterene kadar bekleyin',
  'is not a recovery code, or was used already': 'bir kurtarma kodu değil ya da zaten kullanıldı',
  'one-time codes are on already': 'tek kullanımlık kodlar zaten açık',
  'codes are asked for after a password, and you have none': 'kodlar paroladan sonra sorulur; sizin ise parolanız yok',
  'this took too long: begin again, with a new secret': 'bu çok uzun sürdü: yeni bir anahtarla yeniden başlayın',
  'This took too long: begin again with your name and password':
    'Bu çok uzun sürdü: kullanıcı adınız ve parolanızla yeniden başlayın',
  'Too many wrong codes: try again in {0} s, or use a recovery code':
    'Çok sayıda yanlış kod girildi: {0} sn sonra yeniden deneyin ya da bir kurtarma kodu kullanın',
  // Passkeys.
  'Browsers have passkeys only at "localhost" and at host names, not at an address of numbers: open the page there':
    'Tarayıcılar geçiş anahtarlarını yalnızca "localhost" ve ana bilgisayar adlarında kullanır, sayısal adreslerde kullanmaz: sayfayı orada açın',
  'Browsers have passkeys only over https://, or at "localhost": open the page there':
    'Tarayıcılar geçiş anahtarlarını yalnızca https:// üzerinden ya da "localhost" adresinde kullanır: sayfayı orada açın',
  'The passkey "{0}" seems to exist twice (its counter went back): sign in another way, remove it in your account, and make a new one':
    '"{0}" geçiş anahtarının bir kopyası var gibi görünüyor (sayacı geri gitti): başka bir yolla oturum açın, hesabınızdan onu kaldırın ve yenisini oluşturun',
  'The passkey was not accepted here: use another one, or another way to sign in':
    'Geçiş anahtarı burada kabul edilmedi: başka bir anahtar ya da başka bir oturum açma yolu kullanın',
  'This took too long, or was answered already: press the button again':
    'Bu çok uzun sürdü ya da zaten yanıtlandı: düğmeye yeniden basın',
  'is not valid for this page: try again, or with another device':
    'bu sayfa için geçerli değil: yeniden ya da başka bir aygıtla deneyin',
  'this passkey is in use already': 'bu geçiş anahtarı zaten kullanılıyor',
  'you have {0} passkeys already: remove one first': 'zaten {0} geçiş anahtarınız var: önce birini kaldırın',
  'you have no such passkey': 'böyle bir geçiş anahtarınız yok',
  'all of {0}': '{0}: tümü',
};
