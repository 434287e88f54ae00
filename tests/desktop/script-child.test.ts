// JavaScript robots as the desktop app runs them; here a separate Node replaces the utility process, and does not end by itself either.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import test, { after } from 'node:test';
import '../fixtures/electron-stand-in-hook.ts';

const { utilityScripts } = await import('../../electron/utility-scripts.ts');
const folder = mkdtempSync(path.join(os.tmpdir(), 'rota-script-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const start = utilityScripts(path.resolve(import.meta.dirname, '../../electron/script-child.ts'));

/** Runs a script to its end; `onOutput` may request a stop. */
function run(code: string, onOutput: (text: string, ask: () => void) => void = () => {}) {
  const program = path.join(folder, `${Math.random().toString(36).slice(2)}.mjs`);
  writeFileSync(program, code);
  return new Promise<{ code: number | null; stdout: string; stderr: string }>((resolve, reject) => {
    const said = { stdout: '', stderr: '' };
    let exit: number | null | undefined;
    let isDrained = false;
    const settle = () => {
      if (exit !== undefined && isDrained) resolve({ code: exit, ...said });
    };
    const handle = start(
      {
        kind: 'script',
        program,
        args: ['a b'],
        cwd: folder,
        env: { PATH: process.env['PATH'] ?? '', GREETING: 'merhaba' },
        stdinLine: null,
      },
      {
        started: (pid) => assert.ok(pid > 0),
        failed: reject,
        output(stream, bytes) {
          said[stream] += bytes.toString();
          onOutput(said.stdout, () => handle.ask());
        },
        drained() {
          isDrained = true;
          settle();
        },
        exited(code) {
          exit = code;
          settle();
        },
      },
    );
  });
}

test('a script ends by itself, with its own code, arguments, folder and environment', async () => {
  const ended = await run(
    'console.log(JSON.stringify([process.argv.slice(2), process.cwd(), process.env.GREETING])); process.exitCode = 7;',
  );
  assert.deepEqual(JSON.parse(ended.stdout), [['a b'], folder, 'merhaba']);
  assert.equal(ended.code, 7);
});

test('an error that nobody caught is written out and is a failure', async () => {
  const ended = await run('await null; throw new Error("broken robot");');
  assert.equal(ended.code, 1);
  assert.match(ended.stderr, /broken robot\n\s+at .*\.mjs/);
});

test('process.exit ends it in mid-work', async () => {
  const ended = await run('setInterval(() => {}, 1000); process.exit(3);');
  assert.equal(ended.code, 3);
});

test('asked to stop, a script hears it as the signal it would get from a Node of its own', async () => {
  const ended = await run(
    'process.on("SIGTERM", () => { console.log("clearing up"); process.exit(0); }); setInterval(() => {}, 1000); console.log("ready");',
    (text, ask) => text === 'ready\n' && ask(),
  );
  assert.equal(ended.stdout, 'ready\nclearing up\n');
  assert.equal(ended.code, 0);
});

test('asked to stop, a script that listens to nothing ends', async () => {
  const ended = await run(
    'setInterval(() => {}, 1000); console.log("ready");',
    (text, ask) => text === 'ready\n' && ask(),
  );
  assert.equal(ended.code, 143);
});

test('nothing of much output is lost at the end', async () => {
  const ended = await run('for (let line = 0; line < 20000; line += 1) console.log("line " + line);');
  assert.equal(ended.stdout.split('\n').length, 20001);
});
