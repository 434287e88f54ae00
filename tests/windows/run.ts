import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';
import path from 'node:path';
import { NoStage, setUpStage, type Stage, type StageRun } from './stage.ts';

// npm run test:windows: the tests on Windows' own node.exe. On Windows they run as they are; on Linux under Wine (stage.ts).
//   (nothing)   what CI runs: whole Rota, and the files that are proved there
//   --all       every test that a Windows without desktop can run, counted per suite
//   FILE …      those files alone

const root = path.join(import.meta.dirname, '..', '..');
const words = process.argv.slice(2);
const isAll = words.includes('--all');
const chosen = words.filter((word) => !word.startsWith('--'));

/** Few and quick: set-up and these must stay under four minutes. */
const proved = ['tests/windows/*.win.ts', 'tests/runner/launch.test.ts', 'tests/runner/stop.test.ts'];
const suites = ['unit', 'store', 'runner', 'engine', 'api', 'faults'];

interface Group {
  readonly name: string;
  readonly files: readonly string[];
}

function groups(): Group[] {
  const of = (name: string, ...patterns: string[]): Group => ({
    name,
    files: patterns.flatMap((pattern) => globSync(pattern, { cwd: root })).sort(),
  });
  if (chosen.length > 0) return [{ name: 'chosen', files: chosen }];
  const short = of('windows', ...proved);
  return isAll ? [short, ...suites.map((suite) => of(suite, `tests/${suite}/*.test.ts`))] : [short];
}

const flags = ['--test', '--test-timeout=90000', '--test-concurrency=2', '--test-reporter=spec'];

/** One file after the other, so that one that hangs takes nobody with it. */
function runGroup(stage: Stage, { name, files }: Group): boolean {
  const sum = { pass: 0, fail: 0, skipped: 0 };
  let isGood = true;
  for (const file of files) {
    const told = stage.run([...flags, file.replaceAll('/', '\\')], { timeoutSeconds: 300 });
    const counts = countsOf(told);
    for (const key of ['pass', 'fail', 'skipped'] as const) sum[key] += counts[key];
    if (told.code === 0) console.log(`ok  ${file} (${counts.pass} passed, ${counts.skipped} skipped)`);
    else {
      isGood = false;
      console.log(
        `BAD ${file} (${counts.pass} passed, ${counts.fail} failed, exit ${told.code ?? 'none: took too long'})`,
      );
      console.log(chosen.length > 0 || !isAll ? told.output : failures(told));
    }
  }
  console.log(`== ${name}: ${sum.pass} passed, ${sum.fail} failed, ${sum.skipped} skipped`);
  return isGood;
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

function countsOf({ output, code }: StageRun): { pass: number; fail: number; skipped: number } {
  const of = (key: string) => Number(new RegExp(`^ℹ ${key} (\\d+)`, 'm').exec(output)?.[1] ?? 0);
  return { pass: of('pass'), fail: code === 0 ? 0 : Math.max(1, of('fail')), skipped: of('skipped') };
}

const failures = ({ output }: StageRun): string =>
  output
    .slice(output.indexOf('failing tests:'))
    .split('\n')
    .filter((line) => /^✖|^\s+(?:\w*Error|.*Waited|\[\w+ \[)/.test(line))
    .map((line) => `    ${line}`)
    .join('\n');

function main(): number {
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
  const results = groups().map((group) => runGroup(stage, group));
  console.log(`Done after ${Math.round((performance.now() - begun) / 1000)} s.`);
  return results.every(Boolean) ? 0 : 1;
}

process.exitCode = main();
