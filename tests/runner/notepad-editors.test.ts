// The bundled robot with editors other than its preferred one, and with letters that the keyboard lacks.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import test, { type TestContext, after, before } from 'node:test';
import { type Desktop, findInPath, noDesktopBecause, startDesktop } from '../support/desktop.ts';
import { until } from '../support/until.ts';
import { createRig } from './rig.ts';

const skip = noDesktopBecause();
const script = path.resolve(import.meta.dirname, '../../processes/OneStepNotepadRunner/robot.mjs');
let desktop: Desktop;

before(async () => {
  if (skip === false) desktop = await startDesktop();
});
after(() => (skip === false ? desktop.stop() : undefined));

/** Runs the robot to its end. `programs` is the whole PATH: an entry is a link to a program, or else a script. */
async function type(t: TestContext, userName: string, programs: Record<string, string>) {
  const { launch, home } = createRig(t, { environment: { DISPLAY: desktop.display } });
  const bin = path.join(home, 'bin');
  mkdirSync(bin);
  for (const [name, what] of Object.entries({ xdotool: findInPath('xdotool') ?? '', ...programs })) {
    if (what.startsWith('/')) symlinkSync(what, path.join(bin, name));
    else writeFileSync(path.join(bin, name), `#!/bin/sh\n${what}\n`, { mode: 0o755 });
  }
  const run = launch({ script, usesDesktop: true, env: { PATH: bin } }, { values: { userName } });
  const { facts } = await run.ended;
  const log = run.log().join('\n');
  assert.equal(facts.exitCode, 0, log);
  const artifacts = path.join(run.dir, 'artifacts');
  const notes = readdirSync(artifacts).filter((file) => file.endsWith('.txt'));
  assert.equal(notes.length, 1);
  return { log, note: readFileSync(path.join(artifacts, notes[0] ?? ''), 'utf8').trimEnd() };
}

const titles = async (): Promise<string[]> => (await desktop.windows()).filter((title) => /\.txt/.test(title));

test('letters that the keyboard lacks are tried as keys first, which takes half a minute', { skip }, async (t) => {
  const { log, note } = await type(t, 'Жук', { mousepad: findInPath('mousepad') ?? '', python3: '/usr/bin/python3' });
  assert.match(log, /mousepad typed and saved/);
  assert.doesNotMatch(log, /once more/);
  assert.equal(note, 'Жук');
});

test('an editor that hands the file to the window of the user leaves a tab there', { skip }, async (t) => {
  const mousepad = findInPath('mousepad') ?? '';
  const stdio = ['ignore', 'pipe', 'ignore'] as const;
  const bus = spawn('dbus-daemon', ['--session', '--print-address=1', '--nofork'], { stdio: [...stdio] });
  t.after(() => bus.kill());
  const [said] = (await once(bus.stdout as NodeJS.ReadableStream, 'data')) as [Buffer];
  const address = said.toString().trim();
  const file = path.join(createRig(t).home, 'letter-of-the-user.txt');
  writeFileSync(file, 'Dear Sir');
  const env = { ...process.env, DISPLAY: desktop.display, DBUS_SESSION_BUS_ADDRESS: address };
  const editor = spawn(mousepad, [file], { env, stdio: 'ignore' });
  t.after(() => editor.kill('SIGKILL'));
  await until('the user reads a letter', async () => (await titles()).some((title) => title.includes('letter-of')));

  const handsOver = `shift; DBUS_SESSION_BUS_ADDRESS='${address}' exec ${mousepad} --opening-mode=tab "$@"`;
  const { log, note } = await type(t, 'Ada', { mousepad: handsOver });
  assert.match(log, /The file was opened by an editor that was already running.*its tab was closed there/);
  assert.equal(note, 'Ada');
  assert.equal(editor.exitCode ?? editor.signalCode, null, 'the editor of the user is still open');
  await until('the tab is closed', async () => (await titles()).every((title) => title.includes('letter-of')));
});

for (const name of ['gedit', 'pluma', 'gnome-text-editor', 'featherpad', 'kate', 'xed']) {
  const program = findInPath(name) ?? '';
  const isMissing = program === '' ? `SKIPPED: ${name} is not installed.` : false;
  test(`${name} as the only editor: the name is lost, or a window stays`, { skip: skip || isMissing }, async (t) => {
    const { log, note } = await type(t, 'Ada', { [name]: program, python3: '/usr/bin/python3' });
    assert.match(log, new RegExp(`${name} typed and saved`));
    assert.equal(note, 'Ada');
    assert.deepEqual(await titles(), []);
  });
}
