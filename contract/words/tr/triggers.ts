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
  'Only the desktop app is told when the screen is unlocked: start Rota as the desktop app on this computer.':
    'Ekran kilidinin açıldığı yalnız masaüstü uygulamasına bildirilir: Rota’yı bu bilgisayarda masaüstü uygulaması olarak başlatın.',
  'This computer does not tell for how long nobody has used it: start Rota as the desktop app, or in a desktop session that says so.':
    'Bu bilgisayar ne kadar süredir kullanılmadığını bildirmiyor: Rota’yı masaüstü uygulaması olarak ya da bunu bildiren bir masaüstü oturumunda başlatın.',
  'Another trigger has the ID "{0}".': '"{0}" kimliği başka bir tetikleyicide kullanılıyor.',
  'The process has no parameter "{0}". Choose one of its own.':
    'Süreçte "{0}" adında bir parametre yok. Süreçteki parametrelerden birini seçin.',
  '"{0}" is a secret: a path does not go there.': '"{0}" gizli bir değer: dosya yolu oraya yazılmaz.',
  'Files that are done cannot go where they come from. Choose another folder.':
    'İşi biten dosyalar geldikleri klasöre taşınamaz. Başka bir klasör seçin.',
  'Choose the computer: a folder, and the start of Rota, belong to one computer, not to any or to a group.':
    'Bilgisayarı seçin: klasör de Rota’nın açılışı da tek bir bilgisayara aittir; “herhangi biri” ya da grup seçilemez.',
};
