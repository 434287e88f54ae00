import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import test, { type TestContext } from 'node:test';
import { whatItIsMadeOf } from '../../build/built-server.mjs';
import { inPlainLetters } from '../../build/plain-letters.ts';

async function checkout(t: TestContext): Promise<string> {
  const root = await mkdtemp(path.join(os.tmpdir(), 'rota-built-'));
  t.after(() => rm(root, { recursive: true, force: true }));
  await mkdir(path.join(root, 'server/engine'), { recursive: true });
  await mkdir(path.join(root, 'contract'));
  await writeFile(path.join(root, 'contract/run.ts'), 'one');
  await writeFile(path.join(root, 'server/engine/engine.ts'), 'one');
  return root;
}

test('a built server of other sources is taken for that of these', async (t) => {
  const root = await checkout(t);
  const file = path.join(root, 'server/engine/engine.ts');
  const seen = [whatItIsMadeOf(root)];
  assert.equal(whatItIsMadeOf(root), seen[0], 'what is not changed stays the same');
  const changed = () => {
    const now = whatItIsMadeOf(root);
    assert.ok(!seen.includes(now));
    seen.push(now);
  };
  await writeFile(file, 'longer');
  changed();
  // Also when an older one is restored.
  await utimes(file, 1_000_000, 1_000_000);
  changed();
  await writeFile(path.join(root, 'contract/more.ts'), '');
  changed();
  await rm(path.join(root, 'contract/more.ts'));
  await rm(file);
  changed();
  await writeFile(path.join(root, 'package.json'), '{}');
  changed();
});

test('a letter is another one after it was written as an escape', () => {
  const texts = [
    '"çğıöşü İ 😀"',
    '`ş${"ö"}`',
    '/^[çş😀]+\\/ü$/u.source.length',
    '"\\ş\\\\ş\\"ü"',
    'const ölçü = 1; ölçü',
  ];
  for (const text of texts) {
    const plain = inPlainLetters(text);
    assert.match(plain, /^[\x20-\x7e]*$/);
    const value = (code: string): unknown => (0, eval)(code);
    if (!text.includes('.source')) assert.equal(value(plain), value(text));
  }
  assert.ok((eval(inPlainLetters('/^[çş😀]+$/u')) as RegExp).test('ş😀'));
});
