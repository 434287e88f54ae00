import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';
import path from 'node:path';
import { type Desktop, findInPath, startDesktop } from '../support/desktop.ts';
import { NoStage, setUpStage, type Stage, type StageRun } from './stage.ts';

// npm run test:windows: the tests on Windows' own node.exe. On Windows they run as they are; on Linux under Wine (stage.ts).
//   (nothing)   what CI runs: whole Rota, and the files that are proved there
//   --all       every test that a Windows without desktop can run, counted per suite; not tests/clock, whose libfaketime is for Linux alone
//   SUITE …     those suites of --all alone: unit, store, thread, engine, runner, api, faults
//   FILE …      those files alone; with --test-name-pattern=…, as Node knows it, only some of their tests

const root = path.join(import.meta.dirname, '..', '..');
const words = process.argv.slice(2);
const chosen = words.filter((word) => !word.startsWith('--'));
const chosenFiles = chosen.filter((word) => word.includes('/'));
const chosenSuites = chosen.filter((word) => !word.includes('/'));
const patterns = words.filter((word) => word.startsWith('--test-name-pattern='));
const isAll = words.includes('--all') || chosenSuites.length > 0;

/** For CI: set-up and these must take less than four minutes. */
const proved = [
  'tests/windows/{children,console-keys,no-list,real-only,shutdown-block,shown,wake-timer}.win.ts',
  'tests/runner/{environment,faults,launch,kill-process-trees,script-runtime,speech,spoken-ends,standard-streams,stop}.test.ts',
  'tests/runner/{code-pages,decode,log-reader,log-whole,output-encodings,plugin-job,protocol}.test.ts',
  'tests/store/{backup-list,config-broken,config-file,database-thread,run-packs,secret-box,stubborn-rename}.test.ts',
];
/** A start is the largest cost under Wine: so many files of these suites share a process, and do not affect each other. */
const shared: Readonly<Record<string, number>> = { unit: 16, store: 4, thread: 4, engine: 4, runner: 4 };
/** A server per file, with hooks around all of it: each needs its own process. */
const single = ['api', 'faults'];
/** They read sources with tools that are not copied to the stage; the result is the same on every system. */
const sameEverywhere = ['house-law', 'house-law-lengths'].map((name) => `tests/unit/${name}.test.ts`);
/** They set the time zone of their whole process. */
const apart = ['planned-properties', 'quartz-vectors', 'zone-move'].map((name) => `tests/unit/${name}.test.ts`);

interface Group {
  readonly name: string;
  readonly files: readonly string[];
  /** How many of them share a process; 1: each has its own. */
  readonly together: number;
}

function groups(): Group[] {
  const of = (name: string, together: number, ...patterns: string[]): Group => ({
    name,
    together,
    files: patterns
      .flatMap((pattern) => globSync(pattern, { cwd: root }).map((file) => file.replaceAll('\\', '/')))
      .filter((file) => !sameEverywhere.includes(file) && !(together > 1 && apart.includes(file)))
      .sort(),
  });
  if (chosenFiles.length > 0)
    return [{ name: 'chosen', together: words.includes('--shared') ? chosenFiles.length : 1, files: chosenFiles }];
  const whole = of('windows, whole', 1, 'tests/windows/whole.win.ts');
  if (!isAll) return [of('windows', Infinity, ...proved), whole];
  const all = [
    of(
      'windows',
      Infinity,
      'tests/windows/{children,console-keys,no-list,real-only,shutdown-block,shown,wake-timer}.win.ts',
    ),
    whole,
    ...Object.entries(shared).map(([suite, together]) => of(suite, together, `tests/${suite}/*.test.ts`)),
    of('unit, apart', 1, ...apart),
    ...single.map((suite) => of(suite, 1, `tests/${suite}/*.test.ts`)),
  ];
  return chosenSuites.length === 0 ? all : all.filter(({ name }) => chosenSuites.includes(name.split(',')[0] ?? ''));
}

/** Wine is slow: only this limit reveals a hanging test. */
const flags = ['--test', '--test-timeout=180000', '--test-concurrency=2', '--test-reporter=spec', ...patterns];
const inWindows = (file: string): string => file.replaceAll('/', '\\');

interface Counts {
  pass: number;
  fail: number;
  skipped: number;
}

interface Summary extends Counts {
  readonly name: string;
  readonly files: number;
  readonly seconds: number;
}

const secondsSince = (begun: number): number => Math.round((performance.now() - begun) / 1000);

function runGroup(stage: Stage, { name, files, together }: Group): Summary {
  const begun = performance.now();
  const sum: Counts = { pass: 0, fail: 0, skipped: 0 };
  if (together === 1) runEach(stage, files, sum);
  else
    for (let from = 0; from < files.length; from += together)
      runTogether(stage, files.slice(from, Math.min(files.length, from + together)), sum);
  return { name, files: files.length, ...sum, seconds: secondsSince(begun) };
}

/** In one process. If that does not end, each file gets its own, so that a hanging one affects no other. */
function runTogether(stage: Stage, files: readonly string[], sum: Counts): void {
  const begun = performance.now();
  const timeoutSeconds = Math.min(1200, 120 + 60 * files.length);
  const told = stage.run([...flags, '--test-isolation=none', ...files.map(inWindows)], { timeoutSeconds });
  if (!isWhole(told)) {
    console.log(`${files.length} files in one process did not come to their end; one by one:\n${lastWords(told)}`);
    runEach(stage, files, sum);
    return;
  }
  report(`${files.length} files: ${files.join(' ')}`, told, begun, sum);
}

/** One after the other. */
function runEach(stage: Stage, files: readonly string[], sum: Counts): void {
  for (const file of files) {
    const begun = performance.now();
    report(file, stage.run([...flags, inWindows(file)], { timeoutSeconds: 600 }), begun, sum);
  }
}

function report(what: string, told: StageRun, begun: number, sum: Counts): void {
  const counts = countsOf(told);
  add(sum, counts);
  const words = [`${counts.pass} passed`, `${counts.fail} failed`, `${counts.skipped} skipped`];
  const took = `${secondsSince(begun)} s`;
  console.log(`${counts.fail === 0 ? 'ok ' : 'BAD'} ${what} (${words.join(', ')}, ${took})`);
  if (counts.fail === 0) return;
  if (!isWhole(told)) console.log(`    it did not come to its end (exit ${told.code ?? 'none: took too long'})`);
  console.log(chosenFiles.length > 0 || !isAll || !isWhole(told) ? told.output : failures(told));
}

/** The summary that the test runner prints last. */
const isWhole = ({ output }: StageRun): boolean => /^ℹ duration_ms /m.test(output);

function add(sum: Counts, counts: Counts): void {
  for (const key of ['pass', 'fail', 'skipped'] as const) sum[key] += counts[key];
}

const windowsItself: Stage = {
  run(given, { timeoutSeconds = 120 } = {}) {
    const { status, stdout, stderr } = spawnSync(process.execPath, given, {
      cwd: root,
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
      timeout: timeoutSeconds * 1000,
    });
    return { code: status, output: `${stdout}${stderr}` };
  },
};

function countsOf(told: StageRun): Counts {
  const { output, code } = told;
  const linesWith = (sign: string) => output.match(new RegExp(`^\\s*${sign} `, 'gm'))?.length ?? 0;
  // Killed before its summary: what it had told by then, and one failure for not ending.
  if (!isWhole(told)) return { pass: linesWith('✔'), fail: linesWith('✖') + 1, skipped: linesWith('﹣') };
  const of = (key: string) => Number(new RegExp(`^ℹ ${key} (\\d+)`, 'm').exec(output)?.[1] ?? 0);
  const failed = of('fail') + of('cancelled');
  // A process that says it is well but has run no test has not run them.
  const isGood = code === 0 && of('tests') > 0;
  return { pass: of('pass'), fail: isGood ? 0 : Math.max(1, failed), skipped: of('skipped') };
}

const lastWords = ({ output }: StageRun): string => output.split('\n').slice(-5).join('\n');

const failures = ({ output }: StageRun): string =>
  output
    .slice(output.indexOf('failing tests:'))
    .split('\n')
    .filter((line) => /^✖|^\s+(?:\w*Error|.*Waited|\[\w+ \[)/.test(line))
    .map((line) => `    ${line}`)
    .join('\n');

const lineOf = ({ name, files, pass, fail, skipped, seconds }: Summary): string =>
  `== ${name}: ${pass} passed, ${fail} failed, ${skipped} skipped (${files} files, ${seconds} s)`;

async function main(): Promise<number> {
  const begun = performance.now();
  let stage: Stage;
  try {
    stage = process.platform === 'win32' ? windowsItself : setUpStage((line) => console.log(line));
  } catch (error) {
    if (!(error instanceof NoStage)) throw error;
    console.error(`!!! SKIPPED: the tests on Windows' node.exe under Wine. Why: ${error.message}`);
    return words.includes('--must') ? 1 : 0;
  }
  console.log(`The stage stands after ${secondsSince(begun)} s.`);
  // Programs' windows need a screen; without one their tests say so.
  const isLinux = process.platform === 'linux';
  const desktop: Desktop | null = isLinux && findInPath('Xvfb') !== undefined ? await startDesktop() : null;
  const env: Record<string, string> = desktop === null ? {} : { DISPLAY: desktop.display };
  if (isLinux) env['NODE_COMPILE_CACHE'] = 'C:\\compiled';
  const shown: Stage = { run: (given, options) => stage.run(given, { env, ...options }) };
  const results = groups().map((group) => {
    const summary = runGroup(shown, group);
    console.log(lineOf(summary));
    return summary;
  });
  await desktop?.stop();
  if (results.length > 2) console.log(`\nPer suite:\n${results.map(lineOf).join('\n')}`);
  console.log(`Done after ${secondsSince(begun)} s.`);
  return results.length > 0 && results.every(({ fail }) => fail === 0) ? 0 : 1;
}

process.exitCode = await main();
