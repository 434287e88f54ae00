import { said, type Translatable } from '../../../../contract/translatable.ts';
import { dayAfter, type Holiday } from './holiday-rules.ts';

/** A day that is proved to differ from the holiday library, with the law or notice that proves it. */
interface Proof {
  /** Applies to the place and every part of it: `GB-SCT`, `BG`. */
  readonly place: string;
  readonly source: Translatable;
  readonly off?: Readonly<Record<string, string>>;
  readonly worked?: readonly string[];
}

/** Law, notice and day, for 2026 to 2028. Rules for every year are in `rulesOf` below. */
const proofs: readonly Proof[] = [
  {
    place: 'GB-SCT',
    source: said`Royal Proclamation under the Banking and Financial Dealings Act 1971: Scotland, 15 June 2026`,
    off: { '2026-06-15': 'World Cup bank holiday' },
  },
  {
    place: 'BG',
    source: said`Labour Code, article 154; decision of the Council of Ministers on 2 January 2026`,
    off: { '2026-01-02': 'Неприсъствен ден' },
  },
  {
    place: 'KR',
    source: said`Public Official Election Act, article 34: second Wednesday of April 2028`,
    off: { '2028-04-12': '국회의원 선거일' },
  },
  {
    place: 'HU',
    source: said`Decree of the Minister for National Economy on the order of working days around holidays in 2026`,
    off: { '2026-01-02': 'Pihenőnap', '2026-08-21': 'Pihenőnap', '2026-12-24': 'Pihenőnap' },
    worked: ['2026-01-10', '2026-08-08', '2026-12-12'],
  },
  {
    place: 'TW',
    source: said`Memorial Days and Holidays Implementation Act of 28 May 2025, with the days in lieu that it prescribes`,
    off: {
      '2026-02-27': '和平紀念日（補假）',
      '2026-04-03': '兒童節（補假）',
      '2026-05-01': '勞動節',
      '2026-09-28': '孔子誕辰紀念日',
      '2026-10-09': '國慶日（補假）',
      '2026-10-26': '臺灣光復暨金門古寧頭大捷紀念日（補假）',
      '2026-12-25': '行憲紀念日',
      '2027-02-04': '小年夜',
      '2027-04-06': '兒童節（補假）',
      '2027-04-30': '勞動節（補假）',
      '2027-09-28': '孔子誕辰紀念日',
      '2027-10-25': '臺灣光復暨金門古寧頭大捷紀念日',
      '2027-12-24': '行憲紀念日（補假）',
      '2028-01-24': '小年夜',
      '2028-04-03': '兒童節（補假）',
      '2028-05-01': '勞動節',
      '2028-09-28': '孔子誕辰紀念日',
      '2028-10-25': '臺灣光復暨金門古寧頭大捷紀念日',
      '2028-12-25': '行憲紀念日',
    },
  },
];

/** An official list of a whole year: day -> name of a day off, and the weekend days that are worked instead. */
export interface OfficialYear {
  readonly off: Readonly<Record<string, string>>;
  readonly worked: readonly string[];
}

/**
 * Corrects the holidays of a place in a year. `official` replaces everything if there is a list for that year; else
 * rules and proofs of this file correct the library's days.
 */
export function correctHolidays(
  place: string,
  year: number,
  fromLibrary: readonly Holiday[],
  official: OfficialYear | null,
): readonly Holiday[] {
  if (official !== null) {
    const off = Object.entries(official.off).map(([day, name]): Holiday => ({
      day,
      name,
      isHalf: false,
      origin: 'official',
    }));
    return [...off, ...official.worked.map(workedDay('official'))];
  }
  const ruled = rulesOf(place, year, fromLibrary);
  const own = proofs.filter((proof) => place === proof.place || place.startsWith(`${proof.place}-`));
  const inYear = (day: string) => day.startsWith(`${year}-`);
  const off = own.flatMap((proof) => Object.entries(proof.off ?? {})).filter(([day]) => inYear(day));
  const worked = own.flatMap((proof) => proof.worked ?? []).filter(inYear);
  const proved = new Set([...off.map(([day]) => day), ...worked]);
  return [
    ...ruled.filter(({ day }) => !proved.has(day)),
    ...off.map(([day, name]): Holiday => ({ day, name, isHalf: false, origin: 'corrected' })),
    ...worked.map(workedDay('corrected')),
  ];
}

/** The laws and notices behind the corrections of a place. */
export function sourcesOf(place: string): readonly Translatable[] {
  const [country = ''] = place.split('-');
  const ruled = lawOf[country];
  return [
    ...(ruled === undefined ? [] : [ruled]),
    ...proofs
      .filter((proof) => place === proof.place || place.startsWith(`${proof.place}-`))
      .map(({ source }) => source),
  ];
}

const lawOf: Readonly<Record<string, Translatable>> = {
  BG: said`Labour Code, article 154: 26 December and Holy Saturday; days in lieu of those on a weekend, Easter apart`,
  CN: said`Regulation on public holidays in the wording of the State Council decree 795, in force since 1 January 2025`,
  CY: said`Green Monday is 48 days before the Orthodox Easter, and Pentecost Monday 50 days after it is a public holiday`,
  KR: said`Regulation on public holidays of government offices: Seollal begins the day before; Labour Day since 2026`,
  TR: said`Presidency of Religious Affairs, days of the feasts 2024 to 2030; law 2429 on half days`,
};

const workedDay =
  (origin: Holiday['origin']) =>
  (day: string): Holiday => ({ day, name: '', isHalf: false, isWorked: true, origin });

const corrected = (day: string, name: string): Holiday => ({ day, name, isHalf: false, origin: 'corrected' });

function rulesOf(place: string, year: number, holidays: readonly Holiday[]): readonly Holiday[] {
  switch (place.split('-')[0]) {
    case 'BG':
      return bulgarian(year, holidays);
    case 'CN':
      return chinese(holidays);
    case 'CY':
      return cypriot(holidays);
    case 'KR':
      return korean(year, holidays);
    default:
      return holidays;
  }
}

const weekdayOf = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay();
const isWeekend = (day: string): boolean => weekdayOf(day) % 6 === 0;

/** Article 154 (2): a holiday on a weekend, except Easter, makes the next working day free; two of them the next two. */
function bulgarian(year: number, holidays: readonly Holiday[]): readonly Holiday[] {
  const goodFriday = holidays.find(({ rule }) => rule?.startsWith('orthodox -2'))?.day;
  const easter = goodFriday === undefined ? [] : [0, 1, 2, 3].map((count) => dayAfter(goodFriday, count));
  const all = [
    ...holidays,
    corrected(`${year}-12-26`, 'Рождество Христово'),
    ...(easter[1] === undefined ? [] : [corrected(easter[1], 'Велика събота')]),
  ];
  const free = new Set(all.map(({ day }) => day));
  const onWeekend = all.filter(({ day, rule }) => isWeekend(day) && !rule?.startsWith('orthodox'));
  const fixed = onWeekend.filter(({ name }) => name !== 'Велика събота').toSorted((a, b) => a.day.localeCompare(b.day));
  const inLieu = fixed.map(({ day, name }) => {
    let other = dayAfter(day, 1);
    while (isWeekend(other) || free.has(other)) other = dayAfter(other, 1);
    free.add(other);
    return corrected(other, `${name} (почивен ден)`);
  });
  return [...all, ...inLieu];
}

/** Days for a part of the people (children, women, youth, soldiers) are not days off; the feasts are a day longer since 2025. */
function chinese(holidays: readonly Holiday[]): readonly Holiday[] {
  const forAll = holidays
    .filter(({ isHalf, rule }) => !isHalf && !rule?.startsWith('06-01'))
    .map((holiday): Holiday => ({ ...holiday, origin: 'calculated' }));
  const longer = forAll.flatMap(({ day, name, rule }): Holiday[] =>
    rule?.startsWith('chinese 01-0-02') || rule?.startsWith('05-01') ? [corrected(dayAfter(day, 1), name)] : [],
  );
  return [...forAll, ...longer];
}

/** The library computes Green Monday wrongly, as a Tuesday. */
function cypriot(holidays: readonly Holiday[]): readonly Holiday[] {
  const easter = holidays.find(({ rule }) => rule === 'orthodox')?.day;
  if (easter === undefined) return holidays;
  const right = dayAfter(easter, -48);
  const wrong = dayAfter(easter, -47);
  return [
    ...holidays.map((holiday) => (holiday.day === wrong ? corrected(right, holiday.name) : holiday)),
    corrected(dayAfter(easter, 50), 'Δευτέρα του Αγίου Πνεύματος'),
  ];
}

/** The library starts the three days of Seollal on the day itself instead of the day before. */
function korean(year: number, holidays: readonly Holiday[]): readonly Holiday[] {
  const moved = holidays.map((holiday): Holiday => {
    const isSeollal = holiday.rule?.startsWith('korean 01-0-01') === true;
    const isLunar = holiday.rule?.includes('korean') === true;
    if (isSeollal) return { ...corrected(dayAfter(holiday.day, -1), holiday.name), rule: holiday.rule ?? '' };
    return isLunar ? { ...holiday, origin: 'calculated' } : holiday;
  });
  if (year < 2026) return moved;
  const labour = `${year}-05-01`;
  const inLieu = isWeekend(labour)
    ? [corrected(dayAfter(labour, weekdayOf(labour) === 6 ? 2 : 1), '노동절 (대체공휴일)')]
    : [];
  return [...moved, corrected(labour, '노동절'), ...inLieu];
}
