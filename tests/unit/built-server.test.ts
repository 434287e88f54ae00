import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmod, cp, mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import test, { type TestContext } from 'node:test';
import { isServerBuilt, whatItIsMadeOf } from '../../build/built-server.mjs';
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

/** A checkout with a server that was built of it. */
async function builtCheckout(t: TestContext): Promise<string> {
  const root = await checkout(t);
  await mkdir(path.join(root, 'dist/server'), { recursive: true });
  await writeFile(path.join(root, 'dist/server/main.cjs'), '');
  await writeFile(path.join(root, 'dist/server/made-of.txt'), whatItIsMadeOf(root));
  return root;
}

test('a built server is thrown away because an archive or an image keeps times of change by the second', async (t) => {
  const root = await builtCheckout(t);
  const file = path.join(root, 'server/engine/engine.ts');
  assert.ok(isServerBuilt(root));
  await utimes(file, 1_000_000, 1_000_000);
  assert.ok(isServerBuilt(root));
  await writeFile(file, 'two');
  assert.ok(!isServerBuilt(root));
});

const isRoot = process.getuid?.() === 0;
const whyNot = process.platform === 'win32' && 'rights by chmod are not of this system';

test(
  'a checkout that its user cannot write to does not start, because a page cannot be built there',
  { skip: whyNot },
  async (t) => {
    const root = await builtCheckout(t);
    const page = path.join(root, 'dist/page/index.html');
    await cp(path.join(import.meta.dirname, '../../build'), path.join(root, 'build'), { recursive: true });
    await mkdir(path.join(root, 'node_modules/vite/bin'), { recursive: true });
    await mkdir(path.join(root, 'renderer'));
    await mkdir(path.dirname(page));
    await writeFile(path.join(root, 'node_modules/vite/bin/vite.js'), 'process.exitCode = 1;');
    await writeFile(path.join(root, 'dist/page/licences.json'), '[]');
    await writeFile(page, '');
    // Older than its sources.
    await utimes(page, 1_000_000, 1_000_000);
    const rights = async (folders: number) => {
      await chmod(root, 0o755);
      for (const folder of ['dist', 'node_modules']) await chmod(path.join(root, folder), folders);
    };
    const ensured = () =>
      spawnSync(process.execPath, [path.join(root, 'build/ensure-page.mjs')], {
        encoding: 'utf8',
        ...(isRoot ? { uid: 65_534 } : {}),
      });
    await rights(0o555);
    const cannot = ensured();
    await rights(0o777);
    assert.equal(cannot.status, 0, cannot.stderr);
    assert.match(cannot.stdout, /cannot be written by this user/);
    assert.equal(ensured().status, 1, 'a build that fails where one may build is said as before');
  },
);

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
