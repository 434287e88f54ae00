import type { Dictionary } from '../../translatable.ts';

/** Sentences of the check before a process is saved. */
export const checksTr: Dictionary = {
  '{0} and {1}': '{0} ve {1}',
  'is set by Rota for each run and would be replaced':
    'her çalıştırmada Rota tarafından verilir, buradaki değer kullanılmaz',
  '"{0}" is required, and no parameter has that name': '"{0}" gerekli, ama bu adda bir parametre yok',
  '{0} share the variable {1}; a robot sees only one of them there':
    '{0} aynı değişkeni kullanıyor: {1}; robot orada bunlardan yalnızca birini görür',
  'there is no folder {0}': 'böyle bir klasör yok: {0}',
  'there is no file {0}': 'böyle bir dosya yok: {0}',
  'no program "{0}" was found at that path': 'bu yolda program yok: "{0}"',
  'no program "{0}" was found on the PATH': 'PATH içinde bu adda bir program bulunamadı: "{0}"',
  'no program "{0}" was found in the folder it would run in': 'çalışacağı klasörde bu program bulunamadı: "{0}"',
  'no program "{0}" was found in {1}': '"{0}" programı şu klasörde bulunamadı: {1}',
  '"{0}" is a document, which Windows does not start: give the program that reads it, and the file as the first argument':
    '"{0}" bir belge; Windows onu başlatmaz: onu okuyan programı, ilk bağımsız değişkene de dosyayı yazın',
  'a value in a line of cmd.exe would be run as commands: give the batch file itself as "command" and the values as "args"; Rota quotes them':
    'cmd.exe satırındaki bir değer komut olarak çalışırdı: “Program” alanına toplu iş dosyasının kendisini, bağımsız değişkenlere değerleri yazın; tırnakları Rota koyar',
  'a value inside the text that {0} runs would be run as commands: let it read the variable INPUT_… or the file named by ROTA_INPUT instead':
    '{0} ile çalıştırılan metnin içindeki bir değer komut olarak çalışırdı: bunun yerine INPUT_… değişkenini ya da ROTA_INPUT ile belirtilen dosyayı okusun',
  '"{0}" is there, but may not be executed': '"{0}" yerinde, ama çalıştırma izni yok',
};
