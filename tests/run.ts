import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import path from 'node:path';

// npm test, npm run test:unit …: the tests of the named rooms, or all. Adds to `node --test` only a compile cache folder, which every
// server, host and command line of the tests finds filled, and a list of the slowest files.

const root = path.join(import.meta.dirname, '..');
const rooms: Readonly<Record<string, string>> = {
  all: 'tests/**/*.test.ts',
  unit: 'tests/unit/**/*.test.ts',
  engine: 'tests/{clock,engine,faults,runner,store,thread}/**/*.test.ts',
  api: 'tests/api/**/*.test.ts',
  page: 'tests/page/**/*.test.ts',
  desktop: 'tests/desktop/**/*.test.ts',
};

const words = process.argv.slice(2);
const patterns = (words.length === 0 ? ['all'] : words).map((word) => rooms[word] ?? word);
/** Tests wait about half of their time: two files per core keep it busy. */
const atOnce = process.env['ROTA_TESTS_AT_ONCE'] ?? Math.min(6, 2 * availableParallelism());

const child = spawn(
  process.execPath,
  [
    '--test',
    `--test-concurrency=${atOnce}`,
    ...['--test-reporter=spec', '--test-reporter-destination=stdout'],
    ...['--test-reporter=./tests/support/slowest-files.ts', '--test-reporter-destination=stdout'],
    ...patterns,
  ],
  {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, NODE_COMPILE_CACHE: path.join(root, 'node_modules/.cache/rota-tests') },
  },
);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => {
  process.exitCode = signal === null ? (code ?? 1) : 1;
});
