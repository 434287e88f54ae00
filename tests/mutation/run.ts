import { spawnSync } from 'node:child_process';
import { cpSync, globSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { inDomain } from './equivalent-domain.ts';
import { inQuartz } from './equivalent-quartz.ts';
import { inServer } from './equivalent-server.ts';
import { importsBelow } from './importers.ts';
import { mutantsOf, type Mutant } from './mutants.ts';

// npm run mutate -- [--sample 40] [--seed 1] [--only server/domain/verdict.ts] changes an operator of a rule in a copy of the tree and runs
// the unit tests that import it, and other tests that import it directly. A mutant that no test notices has survived. The same seed gives
// the same mutants. Fails below 38 of 40.

const { values } = parseArgs({
  options: { sample: { type: 'string' }, seed: { type: 'string' }, only: { type: 'string' } },
});
const sample = Number(values.sample ?? 40);
const seed = Number(values.seed ?? 1);
const wantedShare = 38 / 40;
/** An endless mutant counts as noticed. */
const limitMs = 120_000;

const root = path.join(import.meta.dirname, '..', '..');
const posix = (file: string): string => file.replaceAll('\\', '/');
const filesOf = (pattern: string): string[] => globSync(pattern, { cwd: root }).map(posix).sort();

const textOf = (file: string): string => readFileSync(path.join(root, file), 'utf8');

const imports = importsBelow(root);
const unitTests = filesOf('tests/unit/*.test.ts');
const otherTests = filesOf('tests/{store,runner,engine,clock,thread,api}/*.test.ts');

/** The rules: Quartz, the domain, and the unit-tested parts of engine, runner and store. */
function rules(): string[] {
  const pure = [...filesOf('contract/quartz/*.ts'), ...filesOf('server/domain/**/*.ts')];
  const tested = unitTests.flatMap((file) => [...imports.direct(file)]);
  return [...new Set([...pure, ...tested.filter((file) => /^server\/(engine|runner|store)\//.test(file))])].sort();
}

/** Closest first: a file's own tests notice most. */
function testsOf(file: string): string[] {
  const near = [...unitTests, ...otherTests].filter((test) => imports.direct(test).has(file));
  const far = unitTests.filter((test) => !near.includes(test) && imports.all(test).has(file));
  return [...near, ...far];
}

const equivalents = [...inQuartz, ...inDomain, ...inServer];

const isEquivalent = ({ file, line, becomes }: Mutant): boolean => {
  const written = textOf(file).split('\n')[line - 1]?.trim();
  return equivalents.some((each) => each.file === file && each.line === written && each.becomes === becomes);
};

/** Mulberry32: the same random numbers on every computer. */
function createRandom(from: number): () => number {
  let state = from >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Draws until there are enough; an equivalent mutant is drawn, too, but does not count. */
function choose(all: Mutant[]): Mutant[] {
  const random = createRandom(seed);
  const left = [...all];
  const chosen: Mutant[] = [];
  while (chosen.length < sample && left.length > 0)
    chosen.push(...left.splice(Math.floor(random() * left.length), 1).filter((mutant) => !isEquivalent(mutant)));
  return chosen;
}

const tree = mkdtempSync(path.join(os.tmpdir(), 'rota-mutate-'));
process.on('exit', () => rmSync(tree, { recursive: true, force: true }));
const leftOut = ['.git', 'artifacts', 'dist', 'node_modules', 'out'];
for (const entry of readdirSync(root).filter((name) => !leftOut.includes(name)))
  cpSync(path.join(root, entry), path.join(tree, entry), { recursive: true });
symlinkSync(path.join(root, 'node_modules'), path.join(tree, 'node_modules'), 'junction');

/** The first test file that fails; null if none does. */
function firstToFail(tests: readonly string[]): string | null {
  const env = { ...process.env, NODE_COMPILE_CACHE: path.join(tree, '.compiled') };
  return (
    tests.find(
      (test) => spawnSync(process.execPath, ['--test', test], { cwd: tree, env, timeout: limitMs }).status !== 0,
    ) ?? null
  );
}

function isNoticed(mutant: Mutant): boolean {
  const file = path.join(tree, mutant.file);
  const text = readFileSync(file, 'utf8');
  writeFileSync(file, text.slice(0, mutant.start) + mutant.becomes + text.slice(mutant.end));
  const by = firstToFail(testsOf(mutant.file));
  writeFileSync(file, text);
  const what = `${mutant.file}:${mutant.line}  ${mutant.was.replaceAll(/\s+/g, ' ')} → ${mutant.becomes}`;
  console.log(by === null ? `SURVIVED  ${what}` : `caught    ${what}  (${by})`);
  return by !== null;
}

const sources = rules().filter((file) => values.only === undefined || file === values.only);
const chosen = choose(sources.flatMap((file) => mutantsOf(file, textOf(file))));
// Twice: what waits for a thread may fail on a busy computer whose compile cache is still empty.
const broken = [...new Set(chosen.flatMap(({ file }) => testsOf(file)))].find(
  (test) => firstToFail([test]) !== null && firstToFail([test]) !== null,
);
if (broken !== undefined) {
  console.error(`${broken} fails without any change: nothing can be learned from it.`);
  process.exit(1);
}
const caught = chosen.filter(isNoticed).length;
console.log(`${caught} of ${chosen.length} changes were noticed (seed ${seed}).`);
process.exitCode = caught < Math.floor(chosen.length * wantedShare) ? 1 : 0;
