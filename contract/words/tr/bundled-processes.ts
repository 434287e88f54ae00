import type { Dictionary } from '../../translatable.ts';

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
};

/** The texts of bundled processes, by their English; in one dictionary with the sentences. */
export const bundledProcessesTr: Dictionary = Object.fromEntries(
  Object.entries(texts).map(([english, turkish]) => [`box:${english}`, turkish]),
);
