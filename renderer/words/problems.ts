import type { ErrorCode, ErrorDetail } from '../../contract/errors.ts';
import type { Language } from '../../contract/reasons.ts';
import { saidIn, type Dictionary } from '../../contract/said.ts';

type Code = ErrorCode | 'OFFLINE';

/** What went wrong, for readers of Turkish; the server says it in English. */
const tr: Readonly<Record<Code, string>> = {
  NAME_REQUIRED: 'Sürecin adı eksik.',
  PROCESS_NOT_FOUND: 'Bu adda bir süreç yok.',
  PROCESS_DISABLED: 'Süreç kapalı. Önce süreç düzenleyicisinden açın.',
  VALUE_MISSING: 'Gerekli bir değer eksik.',
  VALUE_INVALID: 'Bir değer sürecin parametrelerine uymuyor.',
  FLAG_INVALID: 'Bir bayrak ne evet ne hayır.',
  CRON_INVALID: 'Bu bir Quartz ifadesi değil.',
  DATE_INVALID: 'Bir tarih okunamadı.',
  DATE_ORDER: 'Bitiş, başlangıçtan önce.',
  RETRY_INVALID: 'Yeniden deneme sayısı 0 ile 99 arasında bir tam sayı olmalı.',
  WORKER_NOT_FOUND: 'Bu kimlikte ya da adda bir worker yok.',
  TIMEZONE_INVALID: 'Bu bir saat dilimi değil. Europe/Istanbul gibi bir ad kullanın.',
  OPTION_INVALID: 'Bir seçeneğin değeri geçersiz.',
  NOTHING_TO_RUN: 'Çalıştırılacak bir şey yok: ne hemen ne de sonrası için bir zaman var.',
  NEVER_FIRES: 'Aralığın içinde hiçbir zaman yok.',
  UNKNOWN_KEY: 'Bilinmeyen bir anahtar var.',
  BODY_INVALID: 'Gönderilen bilgiler beklenene uymuyor.',
  JSON_INVALID: 'Metin JSON değil.',
  QUERY_INVALID: 'Adresteki bir değer geçersiz.',
  UNAUTHORIZED: 'Oturum sona erdi. Yeniden oturum açın.',
  FORBIDDEN: 'Buna izin yok.',
  ORIGIN_FORBIDDEN: 'İstek başka bir web sayfasından geliyor.',
  NOT_FOUND: 'Böyle bir şey yok; silinmiş olabilir.',
  METHOD_NOT_ALLOWED: 'Bu adres bunu kabul etmiyor.',
  CONFLICT: 'Bu, şu anki duruma uymuyor.',
  VERSION_CONFLICT: 'Bu arada başka bir yerde değiştirildi. Yeniden açıp bakın.',
  NAME_TAKEN: 'Bu ad zaten kullanılıyor. Başka bir ad verin.',
  IN_USE: 'Başka bir şey bunu hâlâ kullanıyor.',
  IDEMPOTENCY_MISMATCH: 'Aynı Idempotency-Key başka bir gövdeyle geldi.',
  GONE: 'Vardı, saklama süresi dolunca kaldırıldı.',
  BODY_TOO_LARGE: 'Gönderilen bilgiler 2 MB sınırını aşıyor.',
  CONTENT_TYPE: 'Gönderilen bilgiler metin değil.',
  TOO_MANY_FAILURES: 'Çok sayıda başarısız oturum açma denemesi oldu. Biraz bekleyin.',
  INTERNAL: 'Beklenmeyen bir hata oldu. Ayrıntısı Rota’nın günlüğünde.',
  SHUTTING_DOWN: 'Rota kapanıyor. Yeniden açılınca deneyin.',
  STORAGE_UNAVAILABLE: 'Veritabanına şu anda yazılamıyor.',
  NO_ROOM: 'Disk dolu. Yer açıp yeniden deneyin.',
  OFFLINE: 'Zamanlayıcıya ulaşılamıyor.',
};

/** One fault by itself, to stand at its field. */
export function detailIn(language: Language, detail: ErrorDetail, dictionary: Dictionary): string {
  const { code, message, said } = detail;
  if (language === 'en') return message;
  return said && Object.hasOwn(dictionary, said.words) ? saidIn(said, dictionary) : wordsOr(code, message);
}

const wordsOr = (code: string, message: string): string => (Object.hasOwn(tr, code) ? tr[code as Code] : message);

/** A refusal, or whatever else was thrown, as a sentence in the reader's language. */
export function problemIn(language: Language, error: unknown, dictionary: Dictionary = {}): string {
  const message = error instanceof Error ? error.message : String(error);
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (language === 'en' || !(code in tr)) return message;
  const details = (error as { details?: readonly ErrorDetail[] }).details ?? [];
  const sentences = details.map((detail) => {
    const { field, message: english } = detail;
    const sentence = detailIn(language, detail, dictionary);
    // A message without its field is a whole sentence.
    return field !== null && english.startsWith(field) ? `${fieldIn(field, dictionary)}: ${sentence}` : sentence;
  });
  return sentences.length > 0 ? [...new Set(sentences)].join('; ') : tr[code as Code];
}

/** What a person calls a field; a value has the name that its process gives it. */
function fieldIn(field: string, dictionary: Dictionary): string {
  if (field.startsWith('values.')) return field.slice('values.'.length);
  const known = field
    .split('.')
    .toReversed()
    .map((key) => dictionary[`field:${key.replace(/\[\d+\]$/, '')}`]);
  return known.find((label) => label !== undefined) ?? field;
}
