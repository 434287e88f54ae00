import { existsSync, globSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { slowestFirst, slowestOf, type Seconds } from './support/file-times.ts';
import { passAlone, runFiles } from './support/run-files.ts';

// npm test, npm run test:unit …: the tests of the named rooms or files, or all. Every server, host and command line of the tests finds its
// compile cache filled; the slowest files start first, so that none of them is alone at the end.
// With CI=true the few files that failed are run once more, alone, and named if they pass then.
//   --learn                 writes down how long each file took, for the order of the next runs
//   --test-name-pattern=…   only the tests of that name, as Node knows it

const root = path.join(import.meta.dirname, '..');
const learned = path.join(import.meta.dirname, 'support', 'file-seconds.json');
const rooms: Readonly<Record<string, string>> = {
  all: 'tests/**/*.test.ts',
  unit: 'tests/unit/**/*.test.ts',
  engine: 'tests/{clock,engine,faults,runner,store,thread}/**/*.test.ts',
  api: 'tests/api/**/*.test.ts',
  page: 'tests/page/**/*.test.ts',
  desktop: 'tests/desktop/**/*.test.ts',
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { learn: { type: 'boolean' }, 'test-name-pattern': { type: 'string', multiple: true } },
});
const patterns = (positionals.length === 0 ? ['all'] : positionals).map((word) => rooms[word] ?? word);
const files = globSync(patterns, { cwd: root }).map((file) => file.replaceAll('\\', '/'));
if (files.length === 0) {
  console.error(
    `No test file is called ${patterns.join(' or ')}. Name a room (${Object.keys(rooms).join(', ')}) or a file.`,
  );
  process.exit(1);
}
const seconds = JSON.parse(await readFile(learned, 'utf8')) as Seconds;
/** Tests wait about half of their time: two files per core keep it busy. */
const atOnce = Number(process.env['ROTA_TESTS_AT_ONCE'] ?? Math.min(6, 2 * availableParallelism()));

process.env['NODE_COMPILE_CACHE'] = path.join(root, 'node_modules/.cache/rota-tests');
const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => {
    process.exitCode = 1;
    stop.abort();
  });

const wanted = {
  root,
  files: slowestFirst(files, seconds),
  atOnce,
  signal: stop.signal,
  namePatterns: values['test-name-pattern'],
};
const { took, failed } = await runFiles(wanted);
console.log(slowestOf(took));
if (failed.length > 0 && !(process.env['CI'] === 'true' && (await passAlone(wanted, failed)))) process.exitCode = 1;
if (values.learn === true) {
  const known = Object.entries({ ...seconds, ...took }).filter(([file]) => existsSync(path.join(root, file)));
  await writeFile(learned, `${JSON.stringify(Object.fromEntries(known.sort()), null, 2)}\n`);
}
