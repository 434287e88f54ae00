import { fieldSpecs, type QuartzFieldName } from './fields.ts';

export type QuartzLanguage = 'en' | 'tr';

export type QuartzErrorCode =
  | 'TOO_LONG'
  | 'TOO_FEW_FIELDS'
  | 'TOO_MANY_FIELDS'
  | 'BOTH_DAYS_SET'
  | 'BOTH_DAYS_OPEN'
  | 'QUESTION_MARK_NOT_HERE'
  | 'EMPTY_ITEM'
  | 'OUT_OF_RANGE'
  | 'STEP_OUT_OF_RANGE'
  | 'STEP_MISSING'
  | 'STEP_AFTER_NAME'
  | 'UNKNOWN_NAME'
  | 'NAME_NOT_HERE'
  | 'LONG_NAME_IN_RANGE'
  | 'MIXED_RANGE'
  | 'RANGE_REVERSED'
  | 'SIGN_NOT_HERE'
  | 'NOT_IN_LIST'
  | 'LAST_OFFSET_OUT_OF_RANGE'
  | 'NTH_OUT_OF_RANGE'
  | 'NOT_READABLE'
  | 'UNIX_BOTH_DAYS';

/** One thing wrong with an expression. `position` counts from 1 in the text as it was given; `message` is English. */
export interface QuartzError {
  readonly code: QuartzErrorCode;
  readonly field: QuartzFieldName | 'expression';
  readonly value: string;
  readonly position: number;
  readonly allowed: string;
  readonly message: string;
}

type Facts = Omit<QuartzError, 'allowed' | 'message'>;

export function quartzError(facts: Facts): QuartzError {
  return { ...facts, allowed: allowedIn(facts, 'en'), message: describeError(facts, 'en') };
}

/** The error as a sentence: field, value, what is wrong, what is allowed, position. */
export function describeError(error: Facts, language: QuartzLanguage): string {
  const { problem, advice } = words(error, language);
  if (language === 'tr') {
    const where = error.position > 0 ? ` (konum ${error.position})` : '';
    return `${fieldWordsTr[error.field]}: ${problem}; ${advice}${where}`;
  }
  return `${error.field}: ${problem}, ${advice}${error.position > 0 ? ` (position ${error.position})` : ''}`;
}

const fieldWordsTr: Readonly<Record<QuartzError['field'], string>> = {
  seconds: 'saniye',
  minutes: 'dakika',
  hours: 'saat',
  'day-of-month': 'ayın günü',
  month: 'ay',
  'day-of-week': 'haftanın günü',
  year: 'yıl',
  expression: 'ifade',
};

const rangesEn: Readonly<Record<QuartzFieldName, string>> = {
  seconds: '0 to 59',
  minutes: '0 to 59',
  hours: '0 to 23',
  'day-of-month': '1 to 31',
  month: '1 to 12 or JAN to DEC',
  'day-of-week': '1 (Sunday) to 7 (Saturday) or SUN to SAT',
  year: '1970 to 2099',
};

const rangesTr: Readonly<Record<QuartzFieldName, string>> = {
  seconds: '0 ile 59 arasında bir sayı',
  minutes: '0 ile 59 arasında bir sayı',
  hours: '0 ile 23 arasında bir sayı',
  'day-of-month': '1 ile 31 arasında bir sayı',
  month: '1 ile 12 arasında bir sayı ya da JAN ile DEC arasında bir ad',
  'day-of-week': '1 (Pazar) ile 7 (Cumartesi) arasında bir sayı ya da SUN ile SAT arasında bir ad',
  year: '1970 ile 2099 arasında bir yıl',
};

const signsEn: Readonly<Record<QuartzFieldName, string>> = {
  seconds: '* , - /',
  minutes: '* , - /',
  hours: '* , - /',
  'day-of-month': '* , - / ? L W',
  month: '* , - /',
  'day-of-week': '* , - / ? L #',
  year: '* , - /',
};

function allowedIn(error: Facts, language: QuartzLanguage): string {
  const { field } = error;
  const en = language === 'en';
  if (field === 'expression') return en ? '6 or 7 fields' : '6 ya da 7 alan';
  switch (error.code) {
    case 'STEP_OUT_OF_RANGE':
    case 'STEP_MISSING':
      return en ? `1 to ${fieldSpecs[field].stepMax}` : `1 ile ${fieldSpecs[field].stepMax} arasında bir sayı`;
    case 'LAST_OFFSET_OUT_OF_RANGE':
      return en ? 'L-0 to L-30, or L-0W to L-27W' : 'L-0 ile L-30 ya da L-0W ile L-27W arası';
    case 'NTH_OUT_OF_RANGE':
      return en ? '1 to 5 after #' : '# işaretinden sonra 1 ile 5 arasında bir sayı';
    default:
      return en ? rangesEn[field] : rangesTr[field];
  }
}

function words(error: Facts, language: QuartzLanguage): { problem: string; advice: string } {
  return language === 'tr' ? wordsTr(error) : wordsEn(error);
}

function wordsEn(error: Facts): { problem: string; advice: string } {
  const value = `'${error.value}'`;
  const use = `use ${allowedIn(error, 'en')}`;
  switch (error.code) {
    case 'TOO_LONG':
      return { problem: `it has ${error.value} characters`, advice: 'use at most 200' };
    case 'TOO_FEW_FIELDS':
      return {
        problem: `it has ${error.value} of 6 fields`,
        advice: 'write second, minute, hour, day-of-month, month, day-of-week and, if wanted, year',
      };
    case 'TOO_MANY_FIELDS':
      return { problem: `${value} is one field too many`, advice: 'use 6 fields, or 7 with the year' };
    case 'BOTH_DAYS_SET':
      return {
        problem: `${value} stands beside a day-of-month`,
        advice: "set only one of the two day fields and write '?' in the other",
      };
    case 'BOTH_DAYS_OPEN':
      return { problem: "'?' stands in both day fields", advice: "keep '?' in one and write '*' or days in the other" };
    case 'QUESTION_MARK_NOT_HERE':
      return { problem: `'?' cannot stand in ${value}`, advice: 'write it alone, in day-of-month or day-of-week only' };
    case 'EMPTY_ITEM':
      return { problem: 'an item of the list is empty', advice: `${use} between the commas` };
    case 'OUT_OF_RANGE':
      return { problem: `${value} is out of range`, advice: use };
    case 'STEP_OUT_OF_RANGE':
      return { problem: `step ${value} is out of range`, advice: use };
    case 'STEP_MISSING':
      return { problem: `no step follows '/' in ${value}`, advice: use };
    case 'STEP_AFTER_NAME':
      return { problem: `Quartz ignores the step after a name in ${value}`, advice: 'write numbers instead of names' };
    case 'UNKNOWN_NAME':
      return { problem: `${value} is not a ${error.field === 'month' ? 'month' : 'day'}`, advice: use };
    case 'NAME_NOT_HERE':
      return { problem: `the name ${value} cannot stand here`, advice: use };
    case 'LONG_NAME_IN_RANGE':
      return {
        problem: `Quartz reads only the first day or month of ${value}`,
        advice: 'write the names of a range with three letters, such as MON-FRI',
      };
    case 'MIXED_RANGE':
      return { problem: `${value} mixes a name and a number`, advice: 'write both ends the same way' };
    case 'RANGE_REVERSED':
      return { problem: `${value} runs backwards`, advice: 'write the earlier year first' };
    case 'SIGN_NOT_HERE':
      return {
        problem: `${value} cannot stand here`,
        advice: `use values and ${error.field === 'expression' ? '' : signsEn[error.field]}`,
      };
    case 'NOT_IN_LIST':
      return { problem: `${value} cannot be part of a list`, advice: 'let L, W and # stand alone' };
    case 'LAST_OFFSET_OUT_OF_RANGE':
    case 'NTH_OUT_OF_RANGE':
      return { problem: `${value} is out of range`, advice: use };
    case 'NOT_READABLE':
      return { problem: `${value} cannot be read`, advice: use };
    case 'UNIX_BOTH_DAYS':
      return {
        problem: `in Unix cron ${value} means day-of-month or day-of-week, which Quartz cannot say`,
        advice: 'make two schedules, one for each',
      };
  }
}

function wordsTr(error: Facts): { problem: string; advice: string } {
  const value = `'${error.value}'`;
  const use = `${allowedIn(error, 'tr')} yazın`;
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
        advice: `değerleri ve şu işaretleri kullanın: ${error.field === 'expression' ? '' : signsEn[error.field]}`,
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
  }
}
