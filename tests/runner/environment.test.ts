import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test from 'node:test';
import { promisify } from 'node:util';
import { inheritedEnvironment } from '../../server/runner/environment.ts';
import { createRig, oneLine } from './rig.ts';

const isWindows = process.platform === 'win32';

const npmFolder = (process.env.PATH ?? '')
  .split(path.delimiter)
  .find((folder) => existsSync(path.join(folder, 'npm.cmd')));
const needsNpm = isWindows && npmFolder === undefined && 'SKIPPED: there is no npm on this Windows';
test(
  'what npm puts into the environment does not reach a robot: neither its settings nor its PATH',
  { skip: needsNpm },
  async (t) => {
    const folder = path.join(mkdtempSync(path.join(tmpdir(), 'rota-npm-')), 'app');
    t.after(() => rmSync(path.dirname(folder), { recursive: true, force: true }));
    mkdirSync(folder);
    const tell = `node -e "process.stdout.write('ENV'+JSON.stringify(process.env))"`;
    writeFileSync(
      path.join(folder, 'package.json'),
      JSON.stringify({ name: 'app', version: '1.0.0', scripts: { start: tell } }),
    );
    const bin = path.join(tmpdir(), 'mine', 'node_modules', '.bin');
    const terminal: Record<string, string> = {
      PATH: `${path.dirname(process.execPath)}${path.delimiter}${process.env.PATH ?? ''}${path.delimiter}${bin}`,
      HOME: folder,
      LANG: 'tr_TR.UTF-8',
      SHOP: 'https://shop.example',
      NPM_CONFIG_REGISTRY: 'https://npm.example/',
    };
    // npm is a batch file on Windows, so it needs a shell and some of Windows' own variables.
    const system = isWindows ? { SystemRoot: process.env['SystemRoot'] ?? '', APPDATA: folder } : {};
    const npm = { cwd: folder, env: { ...system, ...terminal }, shell: isWindows };
    const { stdout } = await promisify(execFile)('npm', ['start', '--silent'], npm);
    const inside = JSON.parse(stdout.slice(stdout.indexOf('ENV') + 3)) as Record<string, string>;
    assert.ok(inside['npm_lifecycle_event'] === 'start' && inside['PATH'] !== terminal['PATH'], 'npm has set its own');
    const given = inheritedEnvironment(inside);
    for (const [name, value] of Object.entries(terminal)) assert.equal(given[name], value, name);
    // Shells and test runners add some variables of their own.
    const ours = /^(_|PWD|OLDPWD|SHLVL|SystemRoot|APPDATA|PATHEXT|PROMPT|COMSPEC)$/i;
    const others = Object.keys(given).filter((name) => !(name in terminal) && !ours.test(name));
    assert.deepEqual(others, []);
    assert.deepEqual(inheritedEnvironment({ npm_config_x: 'mine', NODE: 'x' }), { npm_config_x: 'mine', NODE: 'x' });
  },
);

const needsLocale = process.platform !== 'linux' && 'SKIPPED: only Linux goes by a locale';
test(
  'a robot of a service without a locale reads and writes every letter, and a locale that is set stays',
  { skip: needsLocale },
  async (t) => {
    const rig = createRig(t);
    const tell = { command: '/bin/sh', args: ['-c', 'echo "lang=$LANG" > "$ROTA_OUTPUT"'] };
    assert.deepEqual((await rig.launch(tell).ended).outputs, { lang: 'C.UTF-8' });
    assert.deepEqual((await rig.launch({ ...tell, env: { LC_CTYPE: 'C' } }).ended).outputs, { lang: '' });
    assert.deepEqual((await rig.launch({ ...tell, env: { LANG: 'de_DE' } }).ended).outputs, { lang: 'de_DE' });
  },
);

test('the output file is there, empty, before the robot begins', async (t) => {
  const rig = createRig(t);
  const code = "const file = process.env.ROTA_OUTPUT; if (fs.statSync(file).size === 0) fs.appendFileSync(file, 'x=1')";
  const { facts, outputs } = await rig.launch(oneLine(code)).ended;
  assert.deepEqual([facts.exitCode, outputs], [0, { x: '1' }]);
});
