import type { ErrorFacts, ErrorWords } from '../error-facts.ts';
import type { ErrorSpeech } from '../wording.ts';
import { quartzOfWord } from '../unix.ts';

function words(error: ErrorFacts, allowed: string, signs: string): ErrorWords {
  const value = `'${error.value}'`;
  const use = `${allowed} yazın`;
  switch (error.code) {
    case 'TOO_LONG':
      return { problem: `${error.value} karakter uzunluğunda`, advice: 'en çok 200 karakter yazın' };
    case 'TOO_FEW_FIELDS':
      return {
        problem: `6 alandan ${error.value} tanesi var`,
        advice: 'saniye, dakika, saat, ayın günü, ay, haftanın günü ve isterseniz yıl yazın',
      };
    case 'TOO_MANY_FIELDS':
      return { problem: `${value} fazladan bir alan`, advice: '6 alan ya da yılla birlikte 7 alan yazın' };
    case 'BOTH_DAYS_SET':
      return {
        problem: `${value} ayın günü ile birlikte verilmiş`,
        advice: "iki gün alanından yalnız birini doldurun, öbürüne '?' yazın",
      };
    case 'BOTH_DAYS_OPEN':
      return { problem: "iki gün alanında da '?' var", advice: "birinde '?' bırakın, öbürüne '*' ya da gün yazın" };
    case 'QUESTION_MARK_NOT_HERE':
      return {
        problem: `${value} içinde '?' olamaz`,
        advice: "'?' işaretini tek başına, yalnız ayın günü ya da haftanın günü alanına yazın",
      };
    case 'EMPTY_ITEM':
      return { problem: 'listenin bir öğesi boş', advice: `virgüllerin arasına ${use}` };
    case 'OUT_OF_RANGE':
      return { problem: `${value} aralık dışında`, advice: use };
    case 'STEP_OUT_OF_RANGE':
      return { problem: `${value} adımı aralık dışında`, advice: use };
    case 'STEP_MISSING':
      return { problem: `${value} içinde '/' işaretinden sonra adım yok`, advice: use };
    case 'STEP_AFTER_NAME':
      return { problem: `Quartz ${value} içinde addan sonraki adımı dikkate almaz`, advice: 'ad yerine sayı yazın' };
    case 'UNKNOWN_NAME':
      return { problem: `${value} bir ${error.field === 'month' ? 'ay' : 'gün'} adı değil`, advice: use };
    case 'NAME_NOT_HERE':
      return { problem: `${value} adı burada kullanılamaz`, advice: use };
    case 'LONG_NAME_IN_RANGE':
      return {
        problem: `Quartz ${value} aralığının yalnız başını okur`,
        advice: 'aralıktaki adları üç harfle yazın, örneğin MON-FRI',
      };
    case 'MIXED_RANGE':
      return { problem: `${value} içinde ad ve sayı karışık`, advice: 'iki ucu da aynı biçimde yazın' };
    case 'RANGE_REVERSED':
      return { problem: `${value} geriye doğru gidiyor`, advice: 'önce küçük yılı yazın' };
    case 'SIGN_NOT_HERE':
      return {
        problem: `${value} burada kullanılamaz`,
        advice: `değerleri ve şu işaretleri kullanın: ${signs}`,
      };
    case 'NOT_IN_LIST':
      return { problem: `${value} bir listede yer alamaz`, advice: 'L, W ve # işaretlerini tek başına kullanın' };
    case 'LAST_OFFSET_OUT_OF_RANGE':
    case 'NTH_OUT_OF_RANGE':
      return { problem: `${value} aralık dışında`, advice: use };
    case 'NOT_READABLE':
      return { problem: `${value} okunamıyor`, advice: use };
    case 'UNIX_BOTH_DAYS':
      return {
        problem: `Unix cron içinde ${value} ayın günü ya da haftanın günü demektir, Quartz bunu anlatamaz`,
        advice: 'her biri için ayrı bir zamanlama yapın',
      };
    case 'UNIX_WORD':
      return {
        problem: `${value} bir Unix cron sözcüğüdür, Quartz bunu tanımaz`,
        advice: `yerine '${quartzOfWord(error.value)}' yazın`,
      };
    case 'UNIX_REBOOT':
      return {
        problem: `${value} bilgisayarın açılışı demektir, bunu hiçbir Quartz ifadesi anlatamaz`,
        advice: "'0 0 6 * * ?' gibi bir zaman yazın ya da bilgisayarla birlikte açılan bir program Rota'yı çağırsın",
      };
    case 'UNKNOWN_WORD':
      return {
        problem: `${value} bir zaman değil`,
        advice: "saniye, dakika, saat, ayın günü, ay, haftanın günü ve isterseniz yıl yazın, örneğin '0 0 6 * * ?'",
      };
  }
}

const fields = {
  seconds: 'saniye',
  minutes: 'dakika',
  hours: 'saat',
  'day-of-month': 'ayın günü',
  month: 'ay',
  'day-of-week': 'haftanın günü',
  year: 'yıl',
  expression: 'ifade',
};

export const errors: ErrorSpeech = {
  words,
  fields,
  ranges: {
    seconds: '0 ile 59 arasında bir sayı',
    minutes: '0 ile 59 arasında bir sayı',
    hours: '0 ile 23 arasında bir sayı',
    'day-of-month': '1 ile 31 arasında bir sayı',
    month: '1 ile 12 arasında bir sayı ya da JAN ile DEC arasında bir ad',
    'day-of-week': '1 (Pazar) ile 7 (Cumartesi) arasında bir sayı ya da SUN ile SAT arasında bir ad',
    year: '1970 ile 2099 arasında bir yıl',
  },
  wholeExpression: '6 ya da 7 alan',
  steps: (max) => `1 ile ${max} arasında bir sayı`,
  offsetsOfLast: 'L-0 ile L-30 ya da L-0W ile L-27W arası',
  nths: '# işaretinden sonra 1 ile 5 arasında bir sayı',
  line: ({ field, position }, { problem, advice }) =>
    `${fields[field]}: ${problem}; ${advice}${position > 0 ? ` (konum ${position})` : ''}`,
};
