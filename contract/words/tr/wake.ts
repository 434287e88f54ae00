import type { Dictionary } from '../../translatable.ts';

/** Why a computer cannot be woken from sleep. */
export const wakeTr: Dictionary = {
  'macOS lets only root set when a Mac wakes ("sudo pmset repeat wake MTWRFSU 05:58:00" does it for every day)':
    'macOS bir Mac’in ne zaman uyanacağını yalnızca root kullanıcısının ayarlamasına izin verir ("sudo pmset repeat wake MTWRFSU 05:58:00" bunu her gün için yapar)',
  'Rota knows no way to do that on this system': 'Rota bu sistemde bunun bir yolunu bilmiyor',
  'this computer has no clock that could wake it (nothing in {0} has an alarm)':
    'bu bilgisayarda onu uyandırabilecek bir saat yok ({0} içinde alarmı olan yok)',
  'Rota may not write {0}: give that right to its user (docs/operating.md shows the udev rule), or start it as one who has it':
    'Rota’nın {0} dosyasına yazma izni yok: bu izni kullanıcısına verin (docs/operating.md udev kuralını gösterir) ya da Rota’yı izni olan bir kullanıcıyla başlatın',
  'the clock refused its alarm ({0}: {1})': 'saat alarmını reddetti ({0}: {1})',
  'the native part of Rota is not loaded: {0}': 'Rota’nın yerel parçası yüklenemedi: {0}',
  'Windows gave no timer (error {0})': 'Windows zamanlayıcı vermedi (hata {0})',
  'this computer has no sleep that a timer can end': 'bu bilgisayarda bir zamanlayıcının bitirebileceği bir uyku yok',
  'the power plan of Windows does not allow it: set "Allow wake timers" to "Enable" (Control Panel, Power Options, Sleep)':
    'Windows güç planı buna izin vermiyor: "Uyandırma zamanlayıcılarına izin ver" seçeneğini "Etkinleştir" yapın (Denetim Masası, Güç Seçenekleri, Uyku)',
};
