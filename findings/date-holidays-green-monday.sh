#!/usr/bin/env bash
# date-holidays 3.37.0: Green Monday (Clean Monday, 48 days before the Orthodox Easter) of Cyprus falls on a Tuesday.
# Expected: 2026-02-23, 2027-03-15, 2028-02-28, all Mondays, as Greece has them from the same package.
# Seen: 2026-02-24, 2027-03-16, 2028-02-29.
# Exit: 0 while it is so, 1 once it has changed, 2 when it could not be tried.
set -u
folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
cd "$folder" || exit 2
npm init -y >/dev/null && npm install --silent --no-audit --no-fund date-holidays@3.37.0 || exit 2
node --input-type=commonjs -e '
const Holidays = require("date-holidays");
const cleanMonday = (country, year) =>
  new Holidays(country, { types: ["public"] }).getHolidays(year).find(({ rule }) => /^orthodox -4[78]$/.test(rule))?.date.slice(0, 10);
let seen = 0;
for (const year of [2026, 2027, 2028]) {
  const [cyprus, greece] = [cleanMonday("CY", year), cleanMonday("GR", year)];
  const weekday = new Date(`${cyprus}T00:00:00Z`).getUTCDay();
  console.log(`${year}: Cyprus ${cyprus} (weekday ${weekday}, 1 is Monday), Greece ${greece}`);
  if (weekday === 2) seen += 1;
}
process.exit(seen === 3 ? 0 : 1);
'
