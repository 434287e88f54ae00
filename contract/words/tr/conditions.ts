import type { Dictionary } from '../../translatable.ts';

/** What looks at conditions have seen, and what is wrong with conditions. */
export const conditionsTr: Dictionary = {
  'must be the name or the address of a computer, without a port':
    'bir bilgisayarın adı ya da adresi olmalı, bağlantı noktası olmadan',
  'must not hold a name and a password': 'kullanıcı adı ve parola içermemeli',
  'must be the name of a program without its folder, such as excel.exe':
    'klasörü olmadan bir program adı olmalı, örneğin excel.exe',
  'is less than the least status': 'en küçük durum kodundan küçük',
  'needs GET: with HEAD no text comes': 'GET gerektirir: HEAD ile metin gelmez',
  'it is about to be looked at': 'birazdan bakılacak',
  "it could not be looked at: Rota's log says why": 'bakılamadı: nedeni Rota’nın günlüğünde',
  'it does not answer': 'yanıt vermiyor',
  '“{0}” is in {1} of {2}': '“{0}” konulu e-posta {2} kutusunun {1} klasöründe',
  'no mail that matches has come into {0} of {1} on the day of the run':
    'çalıştırmanın gününde {1} kutusunun {0} klasörüne koşula uyan e-posta gelmedi',
  'no mail that matches has come into {0} of {1} in the last {2} h':
    'son {2} saatte {1} kutusunun {0} klasörüne koşula uyan e-posta gelmedi',
  'the password cannot be taken from the vault: {0}': 'parola kasadan alınamıyor: {0}',
  '{0} did not answer in time': '{0} zamanında yanıt vermedi',
  '{0} refuses the login of {1}: correct the password in the vault':
    '{0}, {1} kullanıcısının oturum açmasını reddediyor: kasadaki parolayı düzeltin',
  'the mailbox of {0} cannot be looked at: {1}': '{0} posta kutusuna bakılamıyor: {1}',
  'no computer looked at it': 'hiçbir bilgisayar bakmadı',
  '{0} is in {1}': '{0}, {1} klasöründe',
  '{0} in {1} has not been the same for {2} s yet': '{1} klasöründeki {0} henüz {2} saniyedir aynı kalmadı',
  'no file matches {0}': '{0} desenine uyan dosya yok',
  'no folder matches {0}': '{0} desenine uyan klasör yok',
  'the folder {0} is not there': '{0} klasörü yok',
  '{0} is no folder': '{0} bir klasör değil',
  'the folder {0} may not be read by the user that Rota runs as':
    'Rota’yı çalıştıran kullanıcının {0} klasörünü okuma izni yok',
  'the folder {0} cannot be read ({1})': '{0} klasörü okunamıyor ({1})',
  '{0} answers': '{0} yanıt veriyor',
  '{0} does not answer: {1}': '{0} yanıt vermiyor: {1}',
  '{0} was not asked: {1}': '{0} adresine sorulmadı: {1}',
  '{0} answers {1}': '{0} şu kodla yanıt veriyor: {1}',
  '{0} answers {1}, without the text that is looked for': '{0} şu kodla yanıt veriyor: {1}; ama aranan metin yok',
  '{0} leads on more than {1} times': '{0} {1} kereden çok yönlendiriyor',
  'connection refused': 'bağlantı reddedildi',
  'the connection was broken off': 'bağlantı koptu',
  'its name is not known': 'adı bulunamadı',
  'no way leads there ({0})': 'oraya ulaşılamıyor ({0})',
  'no answer in time': 'zamanında yanıt gelmedi',
  'the connection failed ({0})': 'bağlantı kurulamadı ({0})',
  'its certificate has expired': 'sertifikasının süresi dolmuş',
  'its certificate is for another name': 'sertifikası başka bir ad için verilmiş',
  'its certificate is not trusted on this computer ({0})': 'sertifikasına bu bilgisayarda güvenilmiyor ({0})',
  'this computer does not tell which programs run': 'bu bilgisayar hangi programların çalıştığını bildirmiyor',
  '{0} runs': '{0} çalışıyor',
  '{0} does not run': '{0} çalışmıyor',
  'several schedules are called "{0}"': '"{0}" adında birden çok zamanlama var',
  'there is no schedule "{0}" any more': '"{0}" diye bir zamanlama artık yok',
  '"{0}" has not run to its end today': '"{0}" bugün henüz bir çalıştırmayı bitirmedi',
  'the last run of "{0}" today succeeded': '"{0}" zamanlamasının bugünkü son çalıştırması başarılı',
  'the last run of "{0}" today did not succeed': '"{0}" zamanlamasının bugünkü son çalıştırması başarısız',
  "this computer does not tell when mouse and keyboard were last used: Rota's desktop app has to run there":
    'bu bilgisayar fare ve klavyenin en son ne zaman kullanıldığını bildirmiyor: orada Rota’nın masaüstü uygulaması çalışmalı',
  'mouse and keyboard have not been used for {0} min': 'fare ve klavye {0} dakikadır kullanılmıyor',
  'mouse and keyboard have not been used for {0} min, not yet for {1}':
    'fare ve klavye {0} dakikadır kullanılmıyor; {1} dakika gerekiyor',
};
