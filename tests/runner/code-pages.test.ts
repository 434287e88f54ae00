// Programs on a Turkish Windows write UTF-8, the ANSI or the OEM code page into a pipe.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import test from 'node:test';
import iconv from 'iconv-lite';
import { createRig, oneLine } from './rig.ts';

const pages = { codePage: 'cp857', filePage: 'cp1254' };
const word = 'Müşteri İĞÜŞÖÇ ığüşöç';
const isWindows = process.platform === 'win32';

/** Writes these bytes unchanged, in chunks that end inside a character. */
function writing(...lines: Buffer[]) {
  const hex = Buffer.concat(lines.flatMap((line) => [line, Buffer.from('\n')])).toString('hex');
  return oneLine(`
    const bytes = Buffer.from('${hex}', 'hex');
    const next = (at) => at < bytes.length && process.stdout.write(bytes.subarray(at, at + 7), () => next(at + 7));
    next(0);`);
}

test('a line in the page of files or of the console is shown as letters of another page', async (t) => {
  const { launch } = createRig(t, { pages });
  const run = launch(writing(...['utf-8', 'cp1254', 'cp857', 'utf-8'].map((encoding) => iconv.encode(word, encoding))));
  assert.equal((await run.ended).facts.exitCode, 0);
  assert.deepEqual(
    run
      .log()
      .filter((line) => line.startsWith('info'))
      .map((line) => line.slice(5).trim()),
    [word, word, word, word],
  );
});

test('an encoding that the definition names is guessed all the same', async (t) => {
  const { launch } = createRig(t, { pages });
  for (const encoding of ['cp857', 'windows-1254']) {
    const run = launch({ ...writing(iconv.encode(word, encoding)), encoding });
    await run.ended;
    assert.match(run.log()[1] ?? '', new RegExp(`${word}$`));
  }
});

test('Python is not asked for UTF-8 on Windows, or is where the definition says otherwise', async (t) => {
  const { launch } = createRig(t, { pages });
  const asked = async (definition: object) => {
    const run = launch({ ...oneLine('console.log(process.env.PYTHONIOENCODING ?? "")'), ...definition });
    await run.ended;
    return run.log()[1]?.slice(4).trim() ?? '';
  };
  assert.equal(await asked({}), isWindows ? 'utf-8' : '');
  assert.equal(await asked({ encoding: 'cp857' }), '');
  assert.equal(await asked({ env: { PYTHONIOENCODING: 'cp1254' } }), 'cp1254');
});

const python = isWindows ? 'python' : 'python3';
const isThere = spawnSync(python, ['--version'], { windowsHide: true }).status === 0;

test(
  'what Python prints into the pipe loses its letters',
  { skip: !isThere && `SKIPPED: there is no ${python} on this computer` },
  async (t) => {
    const { launch } = createRig(t, { pages });
    for (const env of [{}, { PYTHONIOENCODING: 'cp1254' }, { PYTHONIOENCODING: 'cp857' }]) {
      const run = launch({ command: python, args: ['-c', `print(${JSON.stringify(word)})`], env });
      assert.equal((await run.ended).facts.exitCode, 0, run.log().join('\n'));
      assert.match(run.log()[1] ?? '', new RegExp(`${word}$`), JSON.stringify(env));
    }
  },
);
