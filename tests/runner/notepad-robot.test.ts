// The built-in robot as a bare child: a real X server, a real editor, real keys.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test, { after, before, beforeEach } from 'node:test';
import { Validator } from '@cfworker/json-schema';
import type { Schema } from '@cfworker/json-schema';
import type { Desktop } from '../support/desktop.ts';
import { findInPath, noDesktopBecause, startDesktop } from '../support/desktop.ts';

const root = path.resolve(import.meta.dirname, '../..');
const home = path.join(root, 'processes/OneStepNotepadRunner');
const artifacts = path.join(root, 'artifacts');
const skip = noDesktopBecause();
const turkish = { kullaniciAdi: 'Şebnem Öğütçü', kullaniciSoyadi: 'Ilgın-İÇÜĞŞ' };
const turkishName = 'Şebnem Öğütçü Ilgın-İÇÜĞŞ';

let desktop: Desktop | undefined;
let runDir = '';

before(async () => {
  if (skip === false) desktop = await startDesktop();
});
after(() => desktop?.stop());
beforeEach((t) => {
  runDir = mkdtempSync(path.join(tmpdir(), 'rota-notepad-'));
  const folder = runDir;
  if ('after' in t) t.after(() => rmSync(folder, { recursive: true, force: true }));
});

type Overrides = Record<string, string | undefined>;

/** Starts the robot as Rota would: values in a file, outputs in a file, a separate folder. */
function startRobot(values: unknown, overrides: Overrides = {}) {
  const input = path.join(runDir, 'input.json');
  writeFileSync(input, JSON.stringify(values));
  const env: Overrides = {
    ...process.env,
    DISPLAY: desktop?.display,
    WAYLAND_DISPLAY: undefined,
    ROTA_INPUT: input,
    ROTA_OUTPUT: path.join(runDir, 'output'),
    ROTA_RUN_DIR: runDir,
    ROTA_RUN_ID: '5a1e0c7e-0000-4000-8000-000000000000',
    ROTA_CANCEL_FILE: path.join(runDir, 'cancel'),
    ...overrides,
  };
  const child = spawn(process.execPath, [path.join(home, 'robot.mjs')], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let out = '';
  let errors = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  const closed = once(child, 'close');
  return {
    kill: (signal: NodeJS.Signals) => child.kill(signal),
    /** Resolves with the log so far once it contains this; rejects when the robot ends before. */
    async says(what: RegExp): Promise<string> {
      while (!what.test(out)) {
        const ended = await Promise.race([once(child.stdout, 'data').then(() => false), closed.then(() => true)]);
        assert.ok(!ended || what.test(out), `The robot ended without saying ${what}:\n${out}${errors}`);
      }
      return out;
    },
    async end() {
      const [code] = (await closed) as [number | null];
      return { code, out, errors };
    },
  };
}

const outputs = () => JSON.parse(readFileSync(path.join(runDir, 'output'), 'utf8')) as unknown;

function note(): string {
  const folder = path.join(runDir, 'artifacts');
  const files = readdirSync(folder).filter((file) => file.endsWith('.txt'));
  assert.equal(files.length, 1, `one note expected: ${files.join(', ')}`);
  return readFileSync(path.join(folder, files[0] ?? ''), 'utf8').replace(/\n$/, '');
}

/** The processes with a file of this run on their command line. */
function editorsOfRun(): number[] {
  const commandLine = (pid: string) => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
    } catch {
      return '';
    }
  };
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.filter((pid) => commandLine(pid).includes(path.join(runDir, 'artifacts'))).map(Number);
}

/** A folder that is the whole PATH of a robot, with these programs in it. */
function pathWith(programs: Record<string, string>): string {
  const folder = path.join(runDir, 'bin');
  mkdirSync(folder);
  for (const [name, script] of Object.entries(programs)) {
    writeFileSync(path.join(folder, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  }
  return folder;
}

test(
  'the robot only pretends: no window is opened, nothing is typed, the name does not come back',
  { skip },
  async () => {
    const robot = startRobot({ userName: 'Ada', userSurname: 'Lovelace', delayMs: 40 });
    const [, title = ''] = /window of mousepad is there: (\S+)/.exec(await robot.says(/is there: \S+/)) ?? [];
    const windows = (await desktop?.windows()) ?? [];
    assert.ok(
      windows.some((window) => window.includes(title) && window.includes('Mousepad')),
      windows.join(' | '),
    );

    const { code, out, errors } = await robot.end();
    assert.equal(code, 0, errors);
    assert.equal(note(), 'Ada Lovelace');
    assert.deepEqual(outputs(), { x: 'Ada Lovelace' });
    assert.doesNotMatch(out, /wrote the file itself|did not close/);
    const percents = [...out.matchAll(/^::progress value=(\d+)::\S/gm)].map(([, percent]) => Number(percent));
    assert.ok(percents.length >= 6 && percents.at(-1) === 100, out);
    assert.deepEqual(
      percents,
      percents.toSorted((a, b) => a - b),
      'progress never goes back',
    );
    assert.deepEqual(editorsOfRun(), []);
    mkdirSync(artifacts, { recursive: true });
    copyFileSync(path.join(runDir, 'artifacts/window.png'), path.join(artifacts, 'notepad-robot-window.png'));
  },
);

test('Turkish letters arrive as other letters', { skip }, async () => {
  const { code, errors } = await startRobot(turkish).end();
  assert.equal(code, 0, errors);
  assert.equal(note(), turkishName);
  assert.deepEqual(outputs(), { x: turkishName });
});

test('the editor is closed although it was to stay open, or the robot waits for it for ever', { skip }, async (t) => {
  t.after(() => editorsOfRun().forEach((pid) => process.kill(pid, 'SIGKILL')));
  const { code, errors } = await startRobot({ ...turkish, keepOpen: true }).end();
  assert.equal(code, 0, errors);
  assert.equal(editorsOfRun().length, 1);
  const windows = (await desktop?.windows()) ?? [];
  assert.ok(
    windows.some((window) => window.includes('note-')),
    windows.join(' | '),
  );
  await desktop?.screenshot(path.join(artifacts, 'notepad-robot-desktop.png'));
  const png = readFileSync(path.join(artifacts, 'notepad-robot-desktop.png'));
  assert.equal(png.subarray(1, 4).toString(), 'PNG');
});

test('a key that is lost on the way goes unnoticed', { skip }, async () => {
  const lost = path.join(runDir, 'lost');
  const real = path.dirname(findInPath('xdotool') ?? '');
  const folder = pathWith({
    xdotool: `if [ "$1" = type ] && [ ! -e '${lost}' ]; then : > '${lost}'; exit 0; fi; exec '${real}/xdotool' "$@"`,
  });
  const { code, out } = await startRobot(turkish, { PATH: `${folder}:${process.env.PATH}` }).end();
  assert.equal(code, 0, out);
  assert.match(out, /not what was typed: once more/);
  assert.equal(note(), turkishName);
});

test('an editor that is thrown out as it starts is the end of it', { skip }, async () => {
  const thrownOut = path.join(runDir, 'thrown-out');
  const folder = pathWith({
    mousepad: `if [ ! -e '${thrownOut}' ]; then : > '${thrownOut}'; exit 1; fi; exec ${findInPath('mousepad')} "$@"`,
  });
  const { code, out } = await startRobot({ userName: 'Ada' }, { PATH: `${folder}:${process.env.PATH}` }).end();
  assert.equal(code, 0, out);
  assert.match(out, /mousepad typed and saved/);
  assert.equal(note(), 'Ada');
});

test('an editor that the user has open is typed into or closed', { skip }, async (t) => {
  const bus = spawn('dbus-daemon', ['--session', '--print-address=1', '--nofork'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  t.after(() => bus.kill());
  const [address] = (await once(bus.stdout, 'data')) as [Buffer];
  const session = { DISPLAY: desktop?.display, DBUS_SESSION_BUS_ADDRESS: address.toString().trim() };
  const file = path.join(runDir, 'letter-of-the-user.txt');
  writeFileSync(file, 'Dear Sir');
  const editor = spawn('mousepad', [file], { env: { ...process.env, ...session }, stdio: 'ignore' });
  t.after(() => editor.kill('SIGKILL'));

  const { code, out } = await startRobot(turkish, session).end();
  assert.equal(code, 0, out);
  assert.equal(note(), turkishName);
  assert.equal(editor.exitCode ?? editor.signalCode, null, 'the editor of the user is still open');
  assert.ok(
    (await desktop?.windows())?.some((window) => /^[^*]*letter-of-the-user/.test(window)),
    'and holds nothing new',
  );
});

for (const how of ['the cancel file', 'SIGTERM'] as const) {
  test(`an editor or a pressed key stays behind when the run is cancelled by ${how}`, { skip }, async () => {
    const robot = startRobot({ userName: 'ADA'.repeat(30), delayMs: 200 });
    await robot.says(/typed 8 of 90/);
    assert.equal(editorsOfRun().length, 1);
    if (how === 'SIGTERM') robot.kill('SIGTERM');
    else writeFileSync(path.join(runDir, 'cancel'), '');
    const { code, errors } = await robot.end();
    assert.deepEqual(await desktop?.keysDown(), []);
    assert.equal(code, 143);
    assert.match(errors, /Cancelled/);
    assert.deepEqual(editorsOfRun(), []);
    assert.ok(!existsSync(path.join(runDir, 'output')), 'a cancelled robot gives no output');
  });
}

const withoutDesktop: [string, () => Overrides, RegExp][] = [
  ['no display', () => ({ DISPLAY: undefined }), /no display/],
  ['a display that does not answer', () => ({ DISPLAY: ':63999' }), /display :63999 does not answer/],
  ['Wayland only', () => ({ DISPLAY: undefined, WAYLAND_DISPLAY: 'wayland-0' }), /Wayland/],
  ['no editor', () => ({ PATH: pathWith({}) }), /No text editor .* install mousepad and xdotool/],
  ['no xdotool', () => ({ PATH: pathWith({ mousepad: 'exit 1' }) }), /xdotool.* install mousepad and xdotool/],
  [
    'an editor that ends at once',
    () => ({ PATH: `${pathWith({ mousepad: 'exit 1' })}:${process.env.PATH}` }),
    /mousepad/,
  ],
];
for (const [what, overrides, sentence] of withoutDesktop) {
  test(`with ${what} the robot fails, or hides that it did not type`, { skip }, async () => {
    const { code, out, errors } = await startRobot({ name: 'Ada', surname: 'Lovelace' }, overrides()).end();
    assert.equal(code, 0, errors);
    const warnings = out.split('\n').filter((line) => line.startsWith('::warning::'));
    assert.equal(warnings.length, 1, out);
    assert.match(warnings[0] ?? '', sentence);
    assert.match(warnings[0] ?? '', /wrote the file itself/);
    assert.equal(note(), 'Ada Lovelace');
    assert.deepEqual(outputs(), { x: 'Ada Lovelace' });
  });
}

const names: [Record<string, unknown>, string][] = [
  [{ username: 'Lovelace' }, 'Lovelace'],
  [{ userSurname: 'Lovelace' }, 'Lovelace'],
  [{ kullaniciSoyadi: ' Gümüş\n' }, 'Gümüş'],
  [{ 'Kullanıcı Adı': 'Ada', KULLANICI_SOYADI: 'Gümüş' }, 'Ada Gümüş'],
  [{ firstName: 'Ada', last_name: 'Lovelace', userName: null }, 'Ada Lovelace'],
  [{ userName: '', kullaniciAdi: 'Ada', userSurname: 7 }, 'Ada 7'],
];
for (const [values, fullName] of names) {
  test(`a name is not understood: ${JSON.stringify(values)}`, { skip: process.platform !== 'linux' }, async () => {
    const { code, errors } = await startRobot(values, { DISPLAY: undefined }).end();
    assert.equal(code, 0, errors);
    assert.deepEqual(outputs(), { x: fullName });
  });
}

for (const values of [{}, { userName: '  ' }, { userName: { first: 'Ada' } }, { userName: 'Ada', delayMs: 'soon' }]) {
  test(`bad values are retried or told as a crash: ${JSON.stringify(values)}`, async () => {
    const { code, errors } = await startRobot(values, { DISPLAY: undefined }).end();
    assert.equal(code, 2);
    assert.match(errors, /^(No name was given|userName must be text|delayMs must be)[^\n]*\n$/);
    assert.ok(!existsSync(path.join(runDir, 'output')));
  });
}

test('the definition asks for both names, or for none', () => {
  const definition = JSON.parse(readFileSync(path.join(home, 'process.json'), 'utf8')) as { parameters: Schema };
  const accepts = (values: unknown) => new Validator(definition.parameters, '2020-12').validate(values).valid;
  for (const key of Object.keys(definition.parameters.properties ?? {})) {
    if (key !== 'keepOpen' && key !== 'delayMs') assert.ok(accepts({ [key]: 'Ada' }), key);
  }
  assert.ok(accepts({ userName: 'Ada', userSurname: 'Lovelace', keepOpen: true, delayMs: 5, somethingElse: 1 }));
  assert.ok(!accepts({}) && !accepts({ keepOpen: true }), 'no name at all');
  assert.ok(!accepts({ userName: 'Ada', delayMs: 0 }), 'no pause at all');
});
