import type { OfficialYear } from '../../../domain/time/holidays/holiday-corrections.ts';

/** The official list of a country for a year; null if no package has one. */
export type OfficialHolidays = (country: string, year: number) => OfficialYear | null;

/**
 * Loads the official lists: South Korea's official gazette, and the notices of China's State Council, which include
 * weekend days that are worked instead.
 */
export async function loadGazetteHolidays(): Promise<OfficialHolidays> {
  const [korea, { default: china }] = await Promise.all([
    import('@hyunbinseo/holidays-kr/all'),
    import('chinese-days/dist/chinese-days.json', { with: { type: 'json' } }),
  ]);
  const gazettes: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = korea;

  function korean(year: number): OfficialYear | null {
    const list = gazettes[`y${year}`];
    if (list === undefined) return null;
    return { off: Object.fromEntries(Object.entries(list).map(([day, names]) => [day, names.join(', ')])), worked: [] };
  }
  function chinese(year: number): OfficialYear | null {
    const inYear = ([day]: readonly [string, string]) => day.startsWith(`${year}-`);
    const off = Object.entries<string>(china.holidays).filter(inYear);
    if (off.length === 0) return null;
    const worked = Object.entries<string>(china.workdays).filter(inYear);
    // The package writes a name as "English,Chinese,days of the holiday".
    return {
      off: Object.fromEntries(off.map(([day, name]) => [day, name.split(',')[1] ?? name])),
      worked: worked.map(([day]) => day),
    };
  }
  return (country, year) => {
    if (country === 'KR') return korean(year);
    return country === 'CN' ? chinese(year) : null;
  };
}
