import type { Dictionary } from '../said.ts';

/** What is said when a process is checked before it is saved. */
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
  '"{0}" is there, but may not be executed': '"{0}" yerinde, ama çalıştırma izni yok',
};
