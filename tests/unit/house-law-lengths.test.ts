import assert from 'node:assert/strict';
import path from 'node:path';
import test from 'node:test';
import { ESLint } from 'eslint';
import { functionLengths, listedAtMost, longer, most, usual } from '../../eslint.config.js';

const cwd = path.join(import.meta.dirname, '..', '..');
const rule = 'max-lines-per-function';
const law = new ESLint({ cwd, overrideConfigFile: true, overrideConfig: functionLengths });
const lawWithoutList = new ESLint({ cwd, overrideConfigFile: true, overrideConfig: functionLengths.slice(0, 1) });

const ofLines = (lines: number) => `export function planted() {\n${'  planted();\n'.repeat(lines - 2)}}\n`;

async function isRefused(file: string, lines: number): Promise<boolean> {
  const [result] = await law.lintText(ofLines(lines), { filePath: path.join(cwd, file) });
  assert.ok(result);
  assert.ok(result.messages.every(({ ruleId }) => ruleId === rule));
  return result.messages.length > 0;
}

for (const file of [
  'contract/planted.ts',
  'server/engine/runs/planted.ts',
  'electron/planted.ts',
  'renderer/runs/planted.tsx',
  'processes/Planted/planted.mjs',
  'build/planted.js',
  'tests/support/planted.ts',
])
  test(`a function of more than ${usual} lines is refused in ${file}`, async () => {
    assert.equal(await isRefused(file, usual), false);
    assert.equal(await isRefused(file, usual + 1), true);
  });

test(`a function of more than ${most} lines is refused even in a file that is listed`, async () => {
  for (const file of longer) {
    assert.equal(await isRefused(file, most), false, file);
    assert.equal(await isRefused(file, most + 1), true, file);
  }
});

test('the list of files with a long function grows, or keeps a file whose function was split', async () => {
  assert.equal(longer.length, listedAtMost, 'with each function that is split, listedAtMost is lowered');
  const results = await lawWithoutList.lintFiles([...longer]);
  const counts = results.map(({ filePath, messages }) => [
    path.relative(cwd, filePath).replaceAll(path.sep, '/'),
    messages.filter(({ ruleId }) => ruleId === rule).length,
  ]);
  assert.deepEqual(
    counts.sort(),
    [...longer].sort().map((file) => [file, 1]),
  );
});
