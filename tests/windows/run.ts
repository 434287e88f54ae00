import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';
import path from 'node:path';
import { type Desktop, findInPath, startDesktop } from '../support/desktop.ts';
import { NoStage, setUpStage, type Stage, type StageRun } from './stage.ts';

// npm run test:windows: the tests on Windows' own node.exe. On Windows they run as they are; on Linux under Wine (stage.ts).
//   (nothing)   what CI runs: whole Rota, and the files that are proved there
//   --all       every test that a Windows without desktop can run, counted per suite
//   FILE …      those files alone

const root = path.join(import.meta.dirname, '..', '..');
const words = process.argv.slice(2);
const isAll = words.includes('--all');
const chosen = words.filter((word) => !word.startsWith('--'));

/** For CI: set-up and these must take less than four minutes. */
const proved = [
  'tests/windows/{children,console-keys,real-only,shutdown-block,shown}.win.ts',
  'tests/runner/{environment,faults,launch,process-trees,script-runtime,speech,spoken-ends,standard-streams,stop}.test.ts',
  'tests/runner/{code-pages,decode,log-reader,log-whole,output-encodings,plugin-job,protocol}.test.ts',
  'tests/store/{backup-list,config-broken,config-file,database-thread,run-packs,secret-box,stubborn-rename}.test.ts',
];
/** A start is the largest cost under Wine: these suites share one process, and their files do not affect each other. */
const shared = ['unit', 'store', 'thread', 'engine', 'runner'];
/** A server per file, with hooks around all of it: each needs its own process. */
const single = ['api', 'faults'];
/** It reads sources with tools that are not copied to the stage; the result is the same on every system. */
const sameEverywhere = ['tests/unit/house-law.test.ts'];
/** They set the time zone of their whole process. */
const apart = ['planned-properties', 'quartz-vectors', 'zone-move'].map((name) => `tests/unit/${name}.test.ts`);

interface Group {
  readonly name: string;
  readonly files: readonly string[];
  /** All of them in one process. */
  readonly isShared: boolean;
}

function groups(): Group[] {
  const of = (name: string, isShared: boolean, ...patterns: string[]): Group => ({
    name,
    isShared,
    files: patterns
      .flatMap((pattern) => globSync(pattern, { cwd: root }).map((file) => file.replaceAll('\\', '/')))
      .filter((file) => !sameEverywhere.includes(file) && !(isShared && apart.includes(file)))
      .sort(),
  });
  if (chosen.length > 0) return [{ name: 'chosen', isShared: words.includes('--shared'), files: chosen }];
  const whole = of('windows, whole', false, 'tests/windows/whole.win.ts');
  if (!isAll) return [of('windows', true, ...proved), whole];
  return [
    of('windows', true, 'tests/windows/{children,console-keys,real-only,shutdown-block,shown}.win.ts'),
    whole,
    ...shared.map((suite) => of(suite, true, `tests/${suite}/*.test.ts`)),
    of('unit, apart', false, ...apart),
    ...single.map((suite) => of(suite, false, `tests/${suite}/*.test.ts`)),
  ];
}

/** Wine is slow: only this limit reveals a hanging test. */
const flags = ['--test', '--test-timeout=90000', '--test-concurrency=2', '--test-reporter=spec'];
const inWindows = (file: string): string => file.replaceAll('/', '\\');

interface Counts {
  pass: number;
  fail: number;
  skipped: number;
}

function runGroup(stage: Stage, { name, files, isShared }: Group): boolean {
  const sum: Counts = { pass: 0, fail: 0, skipped: 0 };
  const isGood = isShared ? runTogether(stage, name, files, sum) : runEach(stage, files, sum);
  console.log(`== ${name}: ${sum.pass} passed, ${sum.fail} failed, ${sum.skipped} skipped`);
  return isGood;
}

/** In one process. If that does not end, each file gets its own, so that a hanging one affects no other. */
function runTogether(stage: Stage, name: string, files: readonly string[], sum: Counts): boolean {
  const told = stage.run([...flags, '--test-isolation=none', ...files.map(inWindows)], { timeoutSeconds: 1200 });
  if (!/^ℹ duration_ms /m.test(told.output)) {
    console.log(`The files of "${name}" in one process did not come to their end; one by one:\n${lastWords(told)}`);
    return runEach(stage, files, sum);
  }
  const counts = countsOf(told);
  add(sum, counts);
  if (counts.fail === 0) return true;
  console.log(isAll ? failures(told) : told.output);
  return false;
}

/** One after the other. */
function runEach(stage: Stage, files: readonly string[], sum: Counts): boolean {
  let isGood = true;
  for (const file of files) {
    const begun = performance.now();
    const told = stage.run([...flags, inWindows(file)], { timeoutSeconds: 300 });
    const seconds = Math.round((performance.now() - begun) / 1000);
    const counts = countsOf(told);
    add(sum, counts);
    if (counts.fail === 0) console.log(`ok  ${file} (${counts.pass} passed, ${counts.skipped} skipped, ${seconds} s)`);
    else {
      isGood = false;
      console.log(
        `BAD ${file} (${counts.pass} passed, ${counts.fail} failed, exit ${told.code ?? 'none: took too long'}, ${seconds} s)`,
      );
      console.log(chosen.length > 0 || !isAll ? told.output : failures(told));
    }
  }
  return isGood;
}

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

function countsOf({ output, code }: StageRun): Counts {
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
  console.log(`The stage stands after ${Math.round((performance.now() - begun) / 1000)} s.`);
  // Programs' windows need a screen; without one their tests say so.
  const isLinux = process.platform === 'linux';
  const desktop: Desktop | null = isLinux && findInPath('Xvfb') !== undefined ? await startDesktop() : null;
  const env: Record<string, string> = desktop === null ? {} : { DISPLAY: desktop.display };
  if (isLinux) env['NODE_COMPILE_CACHE'] = 'C:\\compiled';
  const shown: Stage = { run: (given, options) => stage.run(given, { env, ...options }) };
  const results = groups().map((group) => runGroup(shown, group));
  await desktop?.stop();
  console.log(`Done after ${Math.round((performance.now() - begun) / 1000)} s.`);
  return results.every(Boolean) ? 0 : 1;
}

process.exitCode = await main();
