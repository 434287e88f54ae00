import type { Dictionary } from '../../translatable.ts';

/** What `rota doctor` says. */
export const doctorTr: Dictionary = {
  ok: 'iyi',
  look: 'bakın',
  WRONG: 'SORUN',
  '{0}': '{0}',
  '{0} {1}': '{0} {1}',
  '{0} {1} ({2})': '{0} {1} ({2})',
  configuration: 'yapılandırma',
  key: 'anahtar',
  'key of the fleet': 'filonun anahtarı',
  'database of the fleet': 'filonun veritabanı',
  'PostgreSQL {0} at {1} answers within {2} ms': '{1} adresindeki PostgreSQL {0}, {2} ms içinde yanıt veriyor',
  'PostgreSQL {0} at {1} answers within {2} ms; the connection is not encrypted':
    '{1} adresindeki PostgreSQL {0}, {2} ms içinde yanıt veriyor; bağlantı şifreli değil',
  '{0} is missing: without it the secrets of the fleet cannot be opened here. Join it again ("rota fleet leave", "rota fleet join")':
    '{0} yok: o olmadan filonun gizli değerleri burada çözülemez. Filoya yeniden katılın ("rota fleet leave", "rota fleet join")',
  'others may read {0} (rights {1}), which opens the secrets of the fleet: chmod 600 {2}':
    '{0} dosyasını başkaları okuyabiliyor (yetkiler {1}); bu dosya filonun gizli değerlerini çözer: chmod 600 {2}',
  '{0} is not the key of the fleet in that database: join it again with a code of one of its computers ("rota fleet leave", "rota fleet join")':
    '{0} o veritabanındaki filonun anahtarı değil: bilgisayarlarından birinin koduyla filoya yeniden katılın ("rota fleet leave", "rota fleet join")',
  certificate: 'sertifika',
  database: 'veritabanı',
  disk: 'disk',
  port: 'bağlantı noktası',
  desktop: 'masaüstü',
  editor: 'düzenleyici',
  browser: 'tarayıcı',
  clock: 'saat',
  Node: 'Node',
  'data folder': 'veri klasörü',
  'time zone data': 'saat dilimi verisi',
  'not used': 'kullanılmıyor',
  'not checked': 'denetlenmedi',
  'in order': 'sorunsuz',
  'a check could not be made: {0}': 'bir denetim yapılamadı: {0}',
  '{0} is not the key of {1}': '{0}, {1} sertifikasının anahtarı değil',
  '{0} cannot be used: {1}': '{0} kullanılamıyor: {1}',
  '{0} is too old: Rota needs 20.19 or newer, best 24':
    '{0} çok eski: Rota için 20.19 ya da yenisi, en iyisi 24 gerekli',
  '{0} gets no repairs any more: install Node 24': '{0} artık düzeltme almıyor: Node 24 kurun',
  '{0} (docs/operating.md says what to do)': '{0} (ne yapılacağı docs/operating.md içinde)',
  '{0} is not there yet: the first start makes it': '{0} henüz yok: ilk başlatmada oluşturulur',
  '{0} is no folder: move it away, or set ROTA_HOME to another place':
    '{0} bir klasör değil: başka yere taşıyın ya da ROTA_HOME ile başka bir yer verin',
  'others may look into it (rights {0}), its key among that: chmod 700 {1}':
    'içine, anahtarı da dahil, başkaları bakabiliyor (izinler {0}): chmod 700 {1}',
  'the disk of the data folder is {0} s apart from this computer: is it a share of another one?':
    'veri klasörünün diski bu bilgisayardan {0} sn farklı: başka bir bilgisayarın paylaşımı mı?',
  '{0} can be written': '{0} yazılabiliyor',
  '{0} cannot be written: {1}. Give this user the right, or free some space':
    '{0} yazılamıyor: {1}. Bu kullanıcıya izin verin ya da yer açın',
  '{0} MB are free, and runs wait below {1} MB: free some space':
    '{0} MB boş; {1} MB altında çalıştırmalar bekler: yer açın',
  'only {0} MB are free: free some space soon': 'yalnızca {0} MB boş: yakında yer açın',
  '{0} GB are free': '{0} GB boş',
  'Rota answers at {0}': 'Rota {0} adresinde yanıt veriyor',
  'Rota does not run; {0}, port {1} is free for it': 'Rota çalışmıyor; {0}, bağlantı noktası {1} onun için boş',
  'Rota does not run, and {0}, port {1} is taken by {2}: end that, or choose another with ROTA_PORT':
    'Rota çalışmıyor ve {0}, bağlantı noktası {1} kullanımda ({2}): onu kapatın ya da ROTA_PORT ile başka bir bağlantı noktası seçin',
  'this user may not use port {0}: choose one above 1023 with ROTA_PORT':
    'bu kullanıcı {0} numaralı bağlantı noktasını kullanamaz: ROTA_PORT ile 1023’ten büyük bir numara seçin',
  '{0} is no address of this computer: choose another with ROTA_HOST':
    '{0} bu bilgisayarın adresi değil: ROTA_HOST ile başka bir adres seçin',
  'robots that need the screen wait: unlock it, or connect it again':
    'ekran isteyen robotlar bekliyor: kilidi açın ya da ekranı yeniden bağlayın',
  'a session of this user': 'bu kullanıcının oturumu',
  'X11, {0}': 'X11, {0}',
  'Wayland without X11: robots that type into windows need Xwayland':
    'X11’siz Wayland: pencerelere yazan robotlar için Xwayland gerekli',
  'no screen here (DISPLAY is not set): robots that need one cannot work, others can':
    'burada ekran yok (DISPLAY ayarlı değil): ekran isteyen robotlar çalışamaz, diğerleri çalışır',
  'no text editor that OneStepNotepadRunner knows: install mousepad (Debian: apt install mousepad xdotool)':
    'OneStepNotepadRunner’ın bildiği bir metin düzenleyici yok: mousepad kurun (Debian: apt install mousepad xdotool)',
  '{0}, but not xdotool, with which it is typed into: install xdotool':
    '{0} var, ama ona yazmayı sağlayan xdotool yok: xdotool kurun',
  'none was found here: "rota open" prints a link for the browser of another program or computer':
    'burada bulunamadı: "rota open", başka bir bilgisayarın tarayıcısı için bağlantı yazar',
  'from the data folder': '(veri klasöründen)',
  'that came with Rota': '(Rota ile gelen)',
  'of the operating system': '(işletim sisteminin)',
  'of the JavaScript runtime': '(JavaScript çalışma ortamının)',
  '{0}, of {1} ({2} days old)': '{0}, {1} tarihli ({2} günlük)',
  '{0}. That is old: put a newer edition into the data folder (docs/operating.md)':
    '{0}. Eski: veri klasörüne daha yeni bir sürüm koyun (docs/operating.md)',
  '{0} cannot be used: {1}. Correct or delete it.': '{0} kullanılamıyor: {1}. Düzeltin ya da silin.',
  'only its owner may read it': 'yalnızca sahibi okuyabilir',
  'others may read it, its secrets among that ({0}): move it into your profile, or take their rights away (docs/windows.md)':
    'içindekileri, gizli değerler de dahil, başkaları okuyabiliyor ({0}): profilinize taşıyın ya da izinlerini kaldırın (docs/windows.md)',
  'it lies in a folder that OneDrive copies away ({0}), its database while it is written and its key: end Rota, move it out, and start Rota with ROTA_HOME set to the new place (docs/windows.md)':
    'OneDrive’ın kopyaladığı bir klasörde ({0}); veritabanı yazılırken, anahtarı da: Rota’yı kapatın, klasörü dışarı taşıyın ve ROTA_HOME yeni yeri gösterecek biçimde başlatın (docs/windows.md)',
  '{0} UTC, zone {1}': '{0} UTC, saat dilimi {1}',
  '{0}; no Rota runs in this data folder': '{0}; bu veri klasöründe çalışan Rota yok',
  '{0}; the running Rota has the same': '{0}; çalışan Rota’da da aynı',
  '{0}; the running Rota is {1} s apart: restart it': '{0}; çalışan Rota {1} sn farklı: yeniden başlatın',
};
