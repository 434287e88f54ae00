import type { DayPhrase, NamePhrase, YearPhrase } from '../day-phrases.ts';
import type { Wording } from '../wording.ts';
import type { HoursPhrase, Pattern, TimePhrase } from '../time-phrases.ts';

const weekdays = ['Pazar', 'Pazartesi', 'Salı', 'Çarşamba', 'Perşembe', 'Cuma', 'Cumartesi'];
const months = [
  'Ocak',
  'Şubat',
  'Mart',
  'Nisan',
  'Mayıs',
  'Haziran',
  'Temmuz',
  'Ağustos',
  'Eylül',
  'Ekim',
  'Kasım',
  'Aralık',
];

const join = (words: readonly string[]): string =>
  words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} ve ${words.at(-1) ?? ''}`;

const items = (list: (Pattern & { kind: 'list' })['items']): string[] =>
  list.map((item) => (typeof item === 'number' ? String(item) : `${item[0]}–${item[1]}`));

const isOne = (list: (Pattern & { kind: 'list' })['items']): boolean =>
  list.length === 1 && typeof list[0] === 'number';

interface Unit {
  readonly whole: string;
  readonly every: string;
  readonly apart: string;
  readonly at: string;
  readonly atMany: string;
  readonly many: string;
}

const secondUnit: Unit = {
  whole: 'dakikanın',
  every: 'her saniye',
  apart: 'saniyede bir',
  at: 'saniyesinde',
  atMany: 'saniyelerinde',
  many: 'saniyeleri',
};
const minuteUnit: Unit = {
  whole: 'saatin',
  every: 'her dakika',
  apart: 'dakikada bir',
  at: 'dakikasında',
  atMany: 'dakikalarında',
  many: 'dakikaları',
};

/** Seconds or minutes as the subject of the sentence: how often it fires. */
function beat(pattern: Pattern, unit: Unit): string {
  switch (pattern.kind) {
    case 'all':
      return unit.every;
    case 'even':
      return `${pattern.step} ${unit.apart}`;
    case 'span': {
      const often = pattern.step === 1 ? unit.every : `${pattern.step} ${unit.apart}`;
      return `${unit.whole} ${pattern.from} ile ${pattern.to}. ${unit.many} arasında ${often}`;
    }
    case 'list':
      return `${unit.whole} ${join(items(pattern.items))}. ${isOne(pattern.items) ? unit.at : unit.atMany}`;
  }
}

/** Minutes as the range within which seconds repeat. */
function minuteFrame(pattern: Pattern): string {
  switch (pattern.kind) {
    case 'all':
      return '';
    case 'even':
      return `saatin 0. dakikasından başlayarak her ${pattern.step}. dakikada`;
    case 'span':
      return pattern.step === 1
        ? `saatin ${pattern.from}–${pattern.to}. dakikalarında`
        : `saatin ${pattern.from} ile ${pattern.to}. dakikaları arasındaki her ${pattern.step}. dakikada`;
    case 'list':
      return beat(pattern, minuteUnit);
  }
}

function hourFrame(hours: HoursPhrase): string {
  switch (hours.kind) {
    case 'all':
      return '';
    case 'windows':
      return `${join(hours.windows.map(([from, to]) => `${from} ile ${to}`))} arasında`;
    case 'list':
      return `şu saatlerde: ${join(hours.hours)}`;
  }
}

function time(saying: TimePhrase): string[] {
  switch (saying.kind) {
    case 'times':
      return [`saat ${join(saying.times)}`];
    case 'every-hour':
      if (saying.second !== 0) return [`her saatin ${saying.minute}. dakikasının ${saying.second}. saniyesinde`];
      return [saying.minute === 0 ? 'her saat başı' : `her saatin ${saying.minute}. dakikasında`];
    case 'hours-apart':
      return [
        `${saying.from} ile ${saying.to} arasında ${saying.step === 1 ? 'her saat' : `${saying.step} saatte bir`}`,
      ];
    case 'minutes': {
      const second = saying.second === 0 ? '' : `dakikanın ${saying.second}. saniyesinde`;
      return [beat(saying.minutes, minuteUnit), second, hourFrame(saying.hours)];
    }
    case 'seconds':
      return [beat(saying.seconds, secondUnit), minuteFrame(saying.minutes), hourFrame(saying.hours)];
    case 'seconds-of-minute':
      return [beat(saying.seconds, secondUnit), `saat ${saying.minute} dakikası içinde`];
  }
}

function day(saying: DayPhrase): string {
  switch (saying.kind) {
    case 'every-day':
      return 'her gün';
    case 'dates':
      return `ayın ${dates(saying.dates)}${rare(saying.isRare)}`;
    case 'before-last-day':
      return saying.days === 0 ? 'ayın son günü' : `ayın son gününden ${saying.days} gün önce${rare(saying.isRare)}`;
    case 'weekday-before-last-day':
      return saying.days === 0
        ? 'ayın son hafta içi günü'
        : `ayın son gününden ${saying.days} gün öncesine en yakın hafta içi günü`;
    case 'weekday-nearest':
      return `ayın ${saying.date}. gününe en yakın hafta içi günü${saying.isRare ? seldom : ''}`;
    case 'either':
      return join(saying.days.map(day));
    case 'weekdays':
      return `${names(weekdays, saying.weekdays)} günleri`;
    case 'last-weekday-of-month':
      return `ayın son ${weekdays[saying.weekday - 1] ?? ''} günü`;
    case 'nth-weekday-of-month':
      return `ayın ${nths[saying.nth - 1] ?? ''} ${weekdays[saying.weekday - 1] ?? ''} günü${rare(saying.nth === 5)}`;
  }
}

const nths = ['ilk', 'ikinci', 'üçüncü', 'dördüncü', 'beşinci'];
const seldom = ' (daha kısa aylarda nadiren ya da hiç)';
const rare = (isRare: boolean): string => (isRare ? ' (varsa)' : '');

function dates(pattern: Pattern): string {
  switch (pattern.kind) {
    case 'all':
      return 'her günü';
    case 'even':
      return `1. gününden başlayarak ${pattern.step} günde bir`;
    case 'span':
      return pattern.step === 1
        ? `${pattern.from}–${pattern.to}. günleri`
        : `${pattern.from} ile ${pattern.to}. günleri arasında ${pattern.step} günde bir`;
    case 'list':
      return `${join(items(pattern.items))}. ${isOne(pattern.items) ? 'günü' : 'günleri'}`;
  }
}

function names(words: readonly string[], saying: NamePhrase): string {
  if (saying.kind === 'list') return join(saying.values.map((value) => words[value - 1] ?? ''));
  return `${words[saying.from - 1] ?? ''}–${words[saying.to - 1] ?? ''}`;
}

function year(saying: YearPhrase): string {
  if (saying.kind === 'apart') {
    return saying.to === null
      ? `${saying.from} yılından başlayarak ${saying.step} yılda bir`
      : `${saying.from}–${saying.to} yıllarında ${saying.step} yılda bir`;
  }
  return `${join(items(saying.items))} ${isOne(saying.items) ? 'yılında' : 'yıllarında'}`;
}

export const turkish: Wording = {
  time: (saying) => {
    const [first = '', ...rest] = time(saying);
    return [capital(first), ...rest];
  },
  day,
  months: (saying) => {
    const isOneMonth = saying.kind === 'list' && saying.values.length === 1;
    return `yalnız ${names(months, saying)} ${isOneMonth ? 'ayında' : 'aylarında'}`;
  },
  years: (sayings) => join(sayings.map(year)),
};

// No phrase starts with a dotted or dotless i, so the plain rule is the Turkish one here.
const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);
