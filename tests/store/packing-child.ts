import { readdirSync } from 'node:fs';
import { createRunPacks } from '../../server/store/packs/run-packs.ts';

// Packs the runs of a day, a few at a time, and reports each; it is killed meanwhile.
const day = process.argv[2] ?? '';
const packs = createRunPacks();
const ids = readdirSync(day).filter((name) => name.startsWith('run-'));
for (let from = 0; from < ids.length; from += 10) {
  await packs.pack(day, ids.slice(from, from + 10), 64 * 1024);
  console.log(from);
}
