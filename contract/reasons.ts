import { z } from 'zod';
import { exitCodeWords } from './exit-code.ts';
import { inEnglish, saidIn, type Dictionary } from './translatable.ts';
import { saidSchema } from './translatable-schema.ts';

/**
 * Why something is as it is: a code and what belongs in the sentence. Stored: do not rename codes.
 * The sentence itself is made where it is read, in the reader's language.
 */
export const reasonCodes = [
  'done',
  'exit-code',
  'signal',
  'spawn-failed',
  'timed-out',
  'cancelled-by',
  'replaced',
  'rota-stopped',
  'session-ended',
  'rota-died',
  'output-invalid',
  'process-gone',
  'process-disabled',
  'values-invalid',
  'overlap',
  'paused',
  'paused-by',
  'was-off',
  'slept',
  'clock-jumped',
  'stalled',
  'restored',
  'too-late',
  'calendar',
  'no-such-time',
  'time-moved',
  'time-twice',
  'merged',
  'queue-full',
  'never-fires',
  'plan-broken',
  'deleted',
  'finished',
  'desktop-locked',
  'desktop-asleep',
  'desktop-disconnected',
  'desktop-later',
  'desktop-asking',
  'desktop-busy',
  'run-before',
  'process-busy',
  'worker-busy',
  'all-paused',
  'all-paused-until',
  'no-room',
  'not-writable',
  'no-means',
  'error-line',
  'signal-line',
  'said-code',
  'said-line',
  'may-have-left',
] as const;
export type ReasonCode = (typeof reasonCodes)[number];

export const reason = z.object({
  code: z.enum(reasonCodes),
  /**
   * What stands in the sentence: names, numbers, the child's own last words, a sentence of Rota's (older rows hold its
   * English text). Never values or secrets. `at` is an instant: epoch ms or ISO.
   */
  params: z.record(z.string(), z.union([z.string(), z.number(), saidSchema])).default({}),
});
export type Reason = z.infer<typeof reason>;

export type Language = 'en' | 'tr';

type Words = Readonly<Record<ReasonCode, string>>;

const en: Words = {
  done: 'Your transaction has ended.',
  'exit-code': 'exit code {exitCode}',
  signal: 'ended by signal {signal}',
  'spawn-failed': '{message}',
  'timed-out': 'took longer than its limit of {seconds} s and was stopped',
  'cancelled-by': 'cancelled by {who}',
  replaced: 'replaced by the next run of this schedule',
  'rota-stopped': 'stopped because Rota was closed',
  'session-ended': 'stopped because the user signed out or the computer was shut down',
  'rota-died': 'interrupted: Rota or the computer stopped while it ran',
  'output-invalid': '{message}',
  'process-gone': 'process "{process}" no longer exists',
  'process-disabled': 'process "{process}" is disabled',
  'values-invalid': 'its values do not fit the process any more: {message}',
  overlap: 'skipped: the run before it was still active',
  paused: 'skipped: the schedule was paused',
  'paused-by': 'paused by {who}',
  'was-off': 'missed: Rota was not running at {at}',
  slept: 'missed: the computer was asleep at {at}',
  'clock-jumped': 'missed: the clock was set past {at}',
  stalled: 'missed: Rota was held up at {at}',
  restored: 'what came of it is not in the backup that was restored',
  'too-late': 'missed: could not start within {seconds} s of its time',
  calendar: 'skipped: {day} is not a working day ({calendar})',
  'no-such-time': 'skipped: {time} did not exist on {day}, the clock went forward from {from} to {to}',
  'time-moved': 'skipped: {time} did not exist on {day}; the run at {to} stands for it',
  'time-twice': 'skipped: {time} came twice on {day}, and it runs the second time',
  merged: 'missed: could not start in time; a later run stands for it',
  'queue-full': 'blocked: {count} runs of this schedule were waiting already',
  'never-fires': 'never fires: no time of "{quartz}" lies inside its window',
  'plan-broken': 'paused: its plan cannot be followed: {message}',
  deleted: 'the schedule was deleted',
  finished: 'ended: no further time will come',
  'desktop-locked': 'the screen is locked',
  'desktop-asleep': 'the computer is asleep',
  'desktop-disconnected': 'no screen is connected to the session',
  'desktop-later': 'the person at the computer wants the mouse until {at}',
  'desktop-asking': 'it announces itself before it takes the mouse',
  'desktop-busy': 'another robot uses the screen',
  'run-before': 'the run before is not over',
  'process-busy': 'process busy (at most {count})',
  'worker-busy': 'worker busy (at most {count})',
  'all-paused': 'all schedules are paused',
  'all-paused-until': 'all schedules are paused until {at}',
  'no-room': 'the disk is full',
  'not-writable': 'the data folder cannot be written ({code})',
  'no-means': '{message}',
  'error-line': 'exit code {exitCode}: {message}',
  'signal-line': 'ended by signal {signal}: {message}',
  'said-code': 'it ended with "{code}"',
  'said-line': '{message}',
  'may-have-left':
    'ended; whether everything that it started has ended is not known, because the system gave no list of its processes',
};

const tr: Words = {
  done: 'İşleminiz sona erdi.',
  'exit-code': 'çıkış kodu {exitCode}',
  signal: '{signal} sinyaliyle sona erdi',
  'spawn-failed': '{message}',
  'timed-out': '{seconds} sn sınırını aştı ve durduruldu',
  'cancelled-by': 'iptal eden: {who}',
  replaced: 'bu zamanlamanın sonraki çalıştırması yerini aldı',
  'rota-stopped': 'Rota kapatıldığı için durduruldu',
  'session-ended': 'oturum kapatıldığı ya da bilgisayar kapandığı için durduruldu',
  'rota-died': 'yarıda kaldı: çalışırken Rota ya da bilgisayar durdu',
  'output-invalid': '{message}',
  'process-gone': 'süreç artık yok: "{process}"',
  'process-disabled': 'süreç kapalı: "{process}"',
  'values-invalid': 'değerleri artık sürece uymuyor: {message}',
  overlap: 'atlandı: önceki çalıştırma hâlâ sürüyordu',
  paused: 'atlandı: zamanlama duraklatılmıştı',
  'paused-by': 'duraklatan: {who}',
  'was-off': 'kaçırıldı: Rota çalışmıyordu ({at})',
  slept: 'kaçırıldı: bilgisayar uykudaydı ({at})',
  'clock-jumped': 'kaçırıldı: saat ileri alındı ({at})',
  stalled: 'kaçırıldı: Rota o sırada takılmıştı ({at})',
  restored: 'sonucu, geri yüklenen yedekte yok',
  'too-late': 'kaçırıldı: zamanından sonraki {seconds} sn içinde başlayamadı',
  calendar: 'atlandı: {day} iş günü değil ({calendar})',
  'no-such-time': 'atlandı: {day} günü {time} diye bir saat yoktu, saatler ileri alındı ({from} iken {to})',
  'time-moved': 'atlandı: {day} günü {time} diye bir saat yoktu; yerine {to} çalıştırması yapıldı',
  'time-twice': 'atlandı: {day} günü {time} iki kez yaşandı, ikincisinde çalışır',
  merged: 'kaçırıldı: zamanında başlayamadı; yerine sonraki bir çalıştırma yapıldı',
  'queue-full': 'engellendi: bu zamanlamanın zaten {count} çalıştırması bekliyordu',
  'never-fires': 'hiç çalışmaz: "{quartz}" ifadesinin hiçbir zamanı aralığın içinde değil',
  'plan-broken': 'duraklatıldı: planı uygulanamıyor: {message}',
  deleted: 'zamanlama silindi',
  finished: 'sona erdi: başka zamanı yok',
  'desktop-locked': 'ekran kilitli',
  'desktop-asleep': 'bilgisayar uykuda',
  'desktop-disconnected': 'oturuma bağlı ekran yok',
  'desktop-later': 'bilgisayarın başındaki kişi fareyi kullanıyor (bitiş: {at})',
  'desktop-asking': 'fareyi almadan önce haber veriyor',
  'desktop-busy': 'ekran başka robotta',
  'run-before': 'önceki henüz bitmedi',
  'process-busy': 'süreç dolu (en çok {count})',
  'worker-busy': 'worker dolu (en çok {count})',
  'all-paused': 'tüm zamanlamalar duraklatıldı',
  'all-paused-until': 'tüm zamanlamalar duraklatıldı (bitiş: {at})',
  'no-room': 'disk dolu',
  'not-writable': 'veri klasörüne yazılamıyor ({code})',
  'no-means': '{message}',
  'error-line': 'çıkış kodu {exitCode}: {message}',
  'signal-line': '{signal} sinyaliyle sona erdi: {message}',
  'said-code': 'şu kodla sona erdi: "{code}"',
  'said-line': '{message}',
  'may-have-left': 'bitti; başlattığı her şeyin bitip bitmediği bilinmiyor, çünkü sistem süreç listesini vermedi',
};

/**
 * The sentence of a reason, without a full stop of its own. `timeOf` says an instant as its reader's clock shows it;
 * `dictionary` has the sentences inside it, which stay English without.
 */
export function reasonIn(
  language: Language,
  { code, params }: Reason,
  timeOf = minuteInUtc,
  dictionary: Dictionary = {},
): string {
  const words = language === 'tr' ? tr : en;
  return words[code].replace(/\{(\w+)\}/g, (whole, name: string) => {
    const given = params[name];
    if (given === undefined) return whole;
    if (typeof given === 'object') return saidIn(given, dictionary);
    if (name === 'exitCode' && typeof given === 'number') return exitCodeWords(given, language);
    const instant = name !== 'at' || typeof given === 'number' ? given : Date.parse(given);
    return name === 'at' && Number.isFinite(instant) ? timeOf(Number(instant)) : String(given);
  });
}

/** The reason with English texts alone, as programs know it. */
export const plainReason = ({ code, params }: Reason): Reason => ({
  code,
  params: Object.fromEntries(
    Object.entries(params).map(([name, given]) => [name, typeof given === 'object' ? inEnglish(given) : given]),
  ),
});

/** `2026-11-26 14:20 UTC` */
const minuteInUtc = (instant: number): string =>
  `${new Date(instant).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
