import type { Language } from '../contract/reasons.ts';

/** Everything the shell itself says. Placeholders stand in braces; Turkish glues no suffix to them. */
const en = {
  appName: 'Rota',
  open: 'Open Rota',
  settings: 'Settings…',
  copyWorkerId: 'Copy worker ID',
  quit: 'Quit',
  runAnother: 'Run another…',
  runNeedsValues: '{name}…',
  cancelMenu: 'Cancel',
  cancelling: '{name} (cancelling)',
  recentMenu: 'Recent',
  noRecent: 'Nothing has run yet',
  pauseAll: 'Pause all schedules',
  pauseUntilResume: 'Until I resume',
  pauseOneHour: 'For 1 hour',
  pauseUntilTomorrow: 'Until tomorrow',
  resumeAll: 'Resume schedules',
  resumeAllUntil: 'Resume schedules (paused until {time})',
  isRunning: '{name} is running',
  isRunningAt: '{name} is running — {percent} %',
  isCancelling: '{name} is being cancelled',
  moreRunning: '{count} more running',
  next: 'Next: {name}, {time}',
  noNext: 'Nothing is due',
  waitingLocked: 'Screen is locked; waiting: {count}',
  waitingAsleep: 'The computer was asleep; waiting: {count}',
  waitingDisconnected: 'No screen is connected; waiting: {count}',
  needAttention: 'Needs attention: {count}',
  noServer: 'The scheduler is not running',
  starting: 'Starting…',
  tipRunning: '{count} running',
  tipPaused: 'paused',
  tipAttention: 'needs attention: {count}',
  tipNext: 'next: {name} {time}',
  tipNoServer: 'not running',

  quitRunningTitle: 'Quit and stop what runs?',
  quitRunning: 'Running now: {count}. Quitting stops it; each run is kept as stopped because Rota was closed.',
  quitAndStop: 'Quit and stop',
  keepRunning: 'Keep running',
  closeFirst: 'Rota keeps running in the tray so schedules run on time.',
  closeStartAtLogin: 'Start Rota when I sign in to this computer',
  closeOk: 'OK',
  quitInstead: 'Quit instead',
  closeNoTray: 'This desktop shows no tray.',
  closeNoTrayDetail: 'Minimised, Rota keeps running so that schedules run on time. After quitting, nothing runs.',
  minimise: 'Minimise',

  linkTitle: 'Run “{name}”?',
  linkDetail: 'A link outside Rota asks for it. Run it only if you opened that link yourself.',
  linkRun: 'Run',
  linkLeave: 'Do not run',
  runQueued: 'Run queued',
  notFoundTitle: 'There is no “{name}” to run.',
  notFoundDetail: 'It is neither the name of a process nor of a schedule. Open Rota to see what there is.',
  actionFailed: 'That did not work',

  warnTitle: '“{name}” is about to take mouse and keyboard',
  warnSeconds: 'seconds',
  warnDetail: 'Take your hands off until it is done, or let it wait.',
  warnNow: 'Start now',
  warnLater: 'Later',

  troubleTitle: 'Rota could not start',
  troubleRetry: 'Try again',
  troubleFolder: 'Open the data folder',

  failedTitle: '{name} failed',
  timedOutTitle: '{name} timed out',
  interruptedTitle: '{name} was interrupted',
  succeededTitle: '{name} succeeded',
  endedTitle: '{name} ended',
  startedTitle: '{name} started',
  missedTitle: 'Missed runs: {count}',
  missedBody: 'They were due while Rota was closed or the computer was off.',
  noticeTitle: 'Rota needs attention',
  noticeBody: 'Open Rota to see what happened.',
  mergedTitle: 'Further messages: {count}',
  mergedBody: 'Open Rota to see them all.',
  notificationOpen: 'Open',
  notificationRetry: 'Retry',

  editMenu: 'Edit',
  viewMenu: 'View',
  windowMenu: 'Window',
  helpMenu: 'Help',
  dataFolder: 'Open the data folder',
  updateReady: 'Rota {version} is ready; it is installed when you quit.',
} as const;

export type Words = Readonly<Record<keyof typeof en, string>>;

const tr: Words = {
  appName: 'Rota',
  open: 'Rota’yı aç',
  settings: 'Ayarlar…',
  copyWorkerId: 'Worker kimliğini kopyala',
  quit: 'Çık',
  runAnother: 'Başka birini çalıştır…',
  runNeedsValues: '{name}…',
  cancelMenu: 'İptal et',
  cancelling: '{name} (iptal ediliyor)',
  recentMenu: 'Son çalıştırmalar',
  noRecent: 'Henüz bir şey çalışmadı',
  pauseAll: 'Tüm zamanlamaları duraklat',
  pauseUntilResume: 'Ben sürdürene kadar',
  pauseOneHour: '1 saat',
  pauseUntilTomorrow: 'Yarına kadar',
  resumeAll: 'Zamanlamaları sürdür',
  resumeAllUntil: 'Zamanlamaları sürdür (duraklatma sonu: {time})',
  isRunning: 'Çalışıyor: {name}',
  isRunningAt: 'Çalışıyor: {name} — %{percent}',
  isCancelling: 'İptal ediliyor: {name}',
  moreRunning: 'Çalışan {count} tane daha',
  next: 'Sıradaki: {name}, {time}',
  noNext: 'Sırada bir şey yok',
  waitingLocked: 'Ekran kilitli; bekleyen: {count}',
  waitingAsleep: 'Bilgisayar uykudaydı; bekleyen: {count}',
  waitingDisconnected: 'Bağlı ekran yok; bekleyen: {count}',
  needAttention: 'Dikkat gerekiyor: {count}',
  noServer: 'Zamanlayıcı çalışmıyor',
  starting: 'Başlıyor…',
  tipRunning: '{count} çalışıyor',
  tipPaused: 'duraklatıldı',
  tipAttention: 'dikkat gerekiyor: {count}',
  tipNext: 'sıradaki: {name} {time}',
  tipNoServer: 'çalışmıyor',

  quitRunningTitle: 'Çıkılsın ve çalışanlar durdurulsun mu?',
  quitRunning: 'Şu anda çalışan: {count}. Çıkınca durdurulur; çalıştırmalar “Rota kapatıldığı için durduruldu” diye saklanır.',
  quitAndStop: 'Çık ve durdur',
  keepRunning: 'Çalışmaya devam et',
  closeFirst: 'Zamanlamalar vaktinde çalışsın diye Rota tepside çalışmaya devam eder.',
  closeStartAtLogin: 'Bu bilgisayarda oturum açınca Rota başlasın',
  closeOk: 'Tamam',
  quitInstead: 'Bunun yerine çık',
  closeNoTray: 'Bu masaüstünde tepsi yok.',
  closeNoTrayDetail: 'Rota simge durumunda çalışmaya devam eder ve zamanlamalar vaktinde çalışır. Çıkınca hiçbir şey çalışmaz.',
  minimise: 'Simge durumuna küçült',

  linkTitle: 'Çalıştırılsın mı? “{name}”',
  linkDetail: 'Bunu Rota dışındaki bir bağlantı istiyor. Yalnız bağlantıyı kendiniz açtıysanız çalıştırın.',
  linkRun: 'Çalıştır',
  linkLeave: 'Çalıştırma',
  runQueued: 'Çalıştırma sıraya alındı',
  notFoundTitle: 'Çalıştırılacak bir şey bulunamadı: “{name}”',
  notFoundDetail: 'Bu ne bir sürecin ne de bir zamanlamanın adı. Neler olduğunu görmek için Rota’yı açın.',
  actionFailed: 'Bu işlem yapılamadı',

  warnTitle: '“{name}” fareyi ve klavyeyi kullanmak üzere',
  warnSeconds: 'saniye',
  warnDetail: 'Bitene kadar fareye ve klavyeye dokunmayın ya da bekletin.',
  warnNow: 'Şimdi başlat',
  warnLater: 'Sonra',

  troubleTitle: 'Rota başlayamadı',
  troubleRetry: 'Yeniden dene',
  troubleFolder: 'Veri klasörünü aç',

  failedTitle: 'Başarısız: {name}',
  timedOutTitle: 'Süre aşıldı: {name}',
  interruptedTitle: 'Yarıda kaldı: {name}',
  succeededTitle: 'Başarılı: {name}',
  endedTitle: 'Sona erdi: {name}',
  startedTitle: 'Başladı: {name}',
  missedTitle: 'Kaçırılan çalıştırma: {count}',
  missedBody: 'Rota kapalıyken ya da bilgisayar kapalıyken vakti gelmişti.',
  noticeTitle: 'Rota’da dikkat gereken bir şey var',
  noticeBody: 'Ne olduğunu görmek için Rota’yı açın.',
  mergedTitle: 'Başka bildirimler: {count}',
  mergedBody: 'Hepsini görmek için Rota’yı açın.',
  notificationOpen: 'Aç',
  notificationRetry: 'Yeniden dene',

  editMenu: 'Düzen',
  viewMenu: 'Görünüm',
  windowMenu: 'Pencere',
  helpMenu: 'Yardım',
  dataFolder: 'Veri klasörünü aç',
  updateReady: 'Rota {version} hazır; çıktığınızda kurulur.',
};

export const wordsOf = (language: Language): Words => (language === 'tr' ? tr : en);

/** The language of the settings, or for `system` that of the computer: Turkish where it is Turkish, English elsewhere. */
export function languageOf(setting: 'system' | Language, locale: string): Language {
  if (setting !== 'system') return setting;
  return locale.toLowerCase().split(/[-_]/)[0] === 'tr' ? 'tr' : 'en';
}

/** Fills the braces of a sentence; a name that is not given stays as it is. */
export function fill(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

/** A 24-hour clock time; another day than today's is named. */
export function timeIn(language: Language, instant: number, now: number, timeZone?: string): string {
  const zone = timeZone === undefined ? {} : { timeZone };
  const day = new Intl.DateTimeFormat('en-CA', { dateStyle: 'short', ...zone });
  const isToday = day.format(instant) === day.format(now);
  return new Intl.DateTimeFormat(language === 'tr' ? 'tr-TR' : 'en-GB', {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    ...(isToday ? {} : { weekday: 'short', day: 'numeric', month: 'short' }),
    ...zone,
  }).format(instant);
}
