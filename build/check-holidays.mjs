// Compares the holidays that Rota knows with a list made elsewhere, and writes where the two differ:
//   node build/check-holidays.mjs REFERENCE.json "name and version of the reference"
// REFERENCE.json is { "PLACE": { "yyyy-MM-dd": "name", … }, … }; a place is a country or a part of one (DE, DE-BY). The last one
// was made with the package "holidays" for Python (public category, years 2026 to 2028), one call a place.
import { readFileSync, writeFileSync } from 'node:fs';
import { loadHolidays } from '../server/engine/time/calendars/public-holidays.ts';

const [file, against] = process.argv.slice(2);
if (file === undefined || against === undefined) {
  console.error('usage: node build/check-holidays.mjs REFERENCE.json "name and version of the reference"');
  process.exit(2);
}
/** Differences on a Saturday or Sunday are left out: not all lists name holidays on those days. */
const isWeekday = (day) => new Date(`${day}T00:00:00Z`).getUTCDay() % 6 !== 0;
const reference = JSON.parse(readFileSync(file, 'utf8'));
const years = [2026, 2027, 2028];
const holidays = await loadHolidays();
const places = {};
for (const [place, days] of Object.entries(reference).sort(([one], [other]) => (one < other ? -1 : 1))) {
  if (!holidays.knows(place)) continue;
  const ours = new Map(
    years
      .flatMap((year) => [...holidays.of(place, year).values()])
      .filter(({ isHalf, isWorked }) => !isHalf && !isWorked)
      .map(({ day, name }) => [day, name]),
  );
  const onlyThere = Object.entries(days).filter(([day]) => isWeekday(day) && !ours.has(day));
  const onlyHere = [...ours].filter(([day]) => isWeekday(day) && days[day] === undefined);
  places[place] = {
    ...(onlyThere.length === 0 ? {} : { missing: Object.fromEntries(onlyThere.sort()) }),
    ...(onlyHere.length === 0 ? {} : { extra: onlyHere.map(([day]) => day).sort() }),
  };
}
const target = new URL('../server/domain/time/holidays/holiday-checks.json', import.meta.url);
const on = new Date().toISOString().slice(0, 10);
const lines = Object.entries(places).map(([place, found]) => `    ${JSON.stringify(place)}: ${JSON.stringify(found)}`);
const head = `  "against": ${JSON.stringify(against)},\n  "on": "${on}",\n  "years": [${years[0]}, ${years.at(-1)}],`;
writeFileSync(target, `{\n${head}\n  "places": {\n${lines.join(',\n')}\n  }\n}\n`);
const clean = Object.values(places).filter((place) => Object.keys(place).length === 0).length;
console.log(`${Object.keys(places).length} places compared, ${clean} without a difference`);
