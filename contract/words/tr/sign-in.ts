import type { Dictionary } from '../../translatable.ts';

/** Sentences about sign-in, and refusals of requests. */
export const signInTr: Dictionary = {
  'This Rota cannot end itself: end the program that started it':
    'Bu Rota kendini kapatamıyor: onu başlatan programı kapatın',
  'Rota has as many connections open as this computer lets it have: nothing was done. Call again in a moment.':
    'Rota’nın bu bilgisayarda açabileceği kadar bağlantısı var: hiçbir şey yapılmadı. Birazdan yeniden çağırın.',
  'The computer has no open files, processes or memory left for this now: nothing was done. Call again in a moment.':
    'Bilgisayarda bunun için şu anda açık dosya, süreç ya da bellek kalmadı: hiçbir şey yapılmadı. Birazdan yeniden çağırın.',
  'holds characters that are not seen, or none that are':
    'görünmeyen karakterler içeriyor ya da görünen hiçbir karakter yok',
  '"{0}" is what Rota calls a person or itself: choose a name that tells which program it is':
    '"{0}", Rota’nın bir kişi ya da kendisi için kullandığı bir ad: hangi program olduğunu anlatan bir ad seçin',
  '"manage" reaches everything, also by way of new processes: it cannot be limited to some. Leave the scope out, or the limit':
    '"manage" yetkisi, yeni süreçler yoluyla da her şeye erişir: bazı süreçlerle sınırlanamaz. Ya bu yetkiyi ya da sınırı bırakın',
  'The right that this call came with has ended while it waited: sign in anew, or send credentials that are valid':
    'Bu isteğin geldiği hak, beklerken sona erdi: yeniden oturum açın ya da geçerli kimlik bilgileri gönderin',
  'What this client may see was changed while the call waited: ask again':
    'İstek beklerken bu istemcinin görebilecekleri değiştirildi: yeniden sorun',
  'Too many wrong sign-ins with this name from this address: try again in {0} s':
    'Bu adresten bu adla çok sayıda hatalı oturum açma denemesi oldu: {0} sn sonra yeniden deneyin',
  'Too many wrong sign-in links from this address: try again in {0} s, or ask for a new link with "rota open"':
    'Bu adresten çok sayıda hatalı oturum açma bağlantısı geldi: {0} sn sonra yeniden deneyin ya da "rota open" ile yeni bir bağlantı isteyin',
  'shares the variable {0} with "{1}"': '{0} değişkenini "{1}" ile paylaşıyor',
  '{0} share the variable {1}, so that one would be taken for the other: name them further apart':
    '{0} aynı değişkeni paylaşıyor: {1}. Biri ötekinin yerine geçerdi; daha farklı adlar verin',
  'The file has changed since: it is not the one that the call names.':
    'Dosya bu arada değişti: isteğin belirttiği dosya değil.',
  'The file has no such range: Content-Range says how long it is.':
    'Dosyada böyle bir bölüm yok: uzunluğunu Content-Range söyler.',
};
