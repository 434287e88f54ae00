import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import test from 'node:test';
import { ESLint } from 'eslint';
import {
  bannedGlobals,
  bannedModules,
  floors,
  houseLaw,
  knownRooms,
  mayImport,
  noCircles,
  nouns,
  owners,
  ownTimers,
  planned,
} from '../../eslint.config.js';

// Each law is proven by a planted violation: a law that nothing can break is no law.

const root = path.join(import.meta.dirname, '..', '..');
const eslint = new ESLint({ cwd: root, overrideConfigFile: true, overrideConfig: [...houseLaw, ...owners] });

async function rulesBroken(file: string, code: string): Promise<string[]> {
  const [result] = await eslint.lintText(code, { filePath: path.join(root, file) });
  assert.ok(result, `${file} is not linted`);
  assert.deepEqual(
    result.messages.filter((message) => message.fatal === true),
    [],
    'the planted code itself can be read',
  );
  return result.messages.map((message) => message.ruleId ?? '');
}

const isInside = (place: string, folder: string) =>
  folder.endsWith('/*.ts')
    ? path.posix.dirname(place) === path.posix.dirname(folder)
    : place === folder || place.startsWith(`${folder}/`);

/** An importable file of a room: the law only covers existing files. */
function fileOf(room: string): string | undefined {
  if (/\.\w+$/.test(room)) return room;
  if (planned.includes(room)) return undefined;
  const name = readdirSync(path.join(root, room)).find((entry) => /\.(ts|tsx|mjs)$/.test(entry));
  return name === undefined ? undefined : `${room}/${name}`;
}

function importing(from: string, to: string): string {
  const relative = path.relative(path.join(root, from), path.join(root, to)).replaceAll(path.sep, '/');
  return `import * as planted from '${relative.startsWith('.') ? relative : `./${relative}`}';\nexport { planted };\n`;
}

const rooms = Object.keys(mayImport);
const places = [
  ...rooms,
  'server/start.ts',
  'server/clock.ts',
  'server/durable-file.ts',
  'server/log.ts',
  'server/config.ts',
];

for (const room of rooms) {
  const allowed: readonly string[] = mayImport[room] ?? [];
  for (const other of places) {
    const file = fileOf(other);
    if (file === undefined || isInside(other, room) || isInside(room, other)) continue;
    const isAllowed = allowed.some((place) => isInside(file, place));
    test(`${room} ${isAllowed ? 'may' : 'may not'} import ${other}`, async () => {
      const broken = await rulesBroken(`${room}/planted.ts`, importing(room, file));
      assert.equal(broken.includes('house/layering'), !isAllowed);
    });
  }
}

for (const room of floors) {
  for (const inside of rooms.filter((other) => other.startsWith(`${room}/`))) {
    const file = fileOf(inside);
    if (file === undefined) continue;
    test(`what lies in ${room} openly may not import ${inside}`, async () => {
      assert.ok((await rulesBroken(`${room}/planted.ts`, importing(room, file))).includes('house/layering'));
      assert.deepEqual(
        await rulesBroken(`${room}/planted.ts`, importing(room, fileOf(room) ?? assert.fail(`${room} has no file`))),
        [],
      );
    });
  }
}

test('a room is planned as long as it is empty, and no longer', () => {
  for (const room of rooms) {
    const isThere = existsSync(path.join(root, room)) && readdirSync(path.join(root, room)).length > 0;
    assert.equal(isThere, !planned.includes(room), room);
  }
});

for (const { modules, rooms: forbidden } of bannedModules) {
  for (const room of forbidden) {
    const folder = room.replace('/*.ts', '');
    const name = modules[0]!.replace('node:*', 'node:fs').replace('@mantine/*', '@mantine/core');
    test(`${name} is not for ${room}`, async () => {
      const broken = await rulesBroken(
        `${folder}/planted.ts`,
        `import * as planted from '${name}';\nexport { planted };\n`,
      );
      assert.ok(broken.includes('no-restricted-imports'), `${folder}/planted.ts was let through`);
    });
  }
}

const timers = [
  'setTimeout(() => {}, 1);',
  'setInterval(() => {}, 1);',
  'globalThis.setTimeout(() => {}, 1);',
  'const later = setTimeout;\nexport { later };',
  `import { setTimeout as pause } from 'node:timers/promises';\nawait pause(1);`,
  `import * as timers from 'timers';\nexport { timers };`,
];
const crimes: Readonly<Record<string, readonly string[]>> = {
  'wall clock and timers': [
    ...timers,
    'Date.now();',
    `Date['now']();`,
    'globalThis.Date.now();',
    'const { now } = Date;\nnow();',
    'new Date();',
    'Date();',
    'performance.now();',
    `import { performance as p } from 'node:perf_hooks';\np.now();`,
    'process.hrtime.bigint();',
    'process.uptime();',
    'Temporal.Now.instant();',
  ],
  timers,
  randomness: [
    'Math.random();',
    `Math['random']();`,
    'const { random } = Math;\nrandom();',
    'crypto.randomUUID();',
    'globalThis.crypto;',
  ],
  'process.env': [
    'export const home = process.env.HOME;',
    `export const home = process['env'].HOME;`,
    'export const home = globalThis.process.env.HOME;',
    `import { env } from 'node:process';\nexport const home = env.HOME;`,
    'const { env } = process;\nexport const home = env.HOME;',
  ],
  'raw IPC': [
    `import { ipcMain } from 'electron';\nipcMain.on('x', () => {});`,
    `import { ipcRenderer } from 'electron';\nipcRenderer.send('x');`,
    `import * as electron from 'electron';\nelectron.ipcMain.on('x', () => {});`,
    `import electron from 'electron';\nconst { ipcMain } = electron;\nipcMain.on('x', () => {});`,
  ],
};

for (const { name, rooms: forbidden, except } of bannedGlobals) {
  for (const [index, crime] of (crimes[name] ?? assert.fail(`no planted violation for "${name}"`)).entries()) {
    for (const room of forbidden) {
      test(`${name} (${index + 1}) is not for ${room}`, async () => {
        assert.ok((await rulesBroken(`${room}/planted.ts`, crime)).includes('no-restricted-syntax'));
      });
    }
    for (const owner of except) {
      test(`${name} (${index + 1}) is for ${owner}`, async () => {
        assert.equal((await rulesBroken(owner, crime)).includes('no-restricted-syntax'), false);
      });
    }
  }
}

test('a room that may do something is not silenced by what it may not do', async () => {
  const code = `import * as planted from '../http/path-normal.ts';\nexport const now = () => [Date.now(), process.env['HOME'], planted];\n`;
  const broken = await rulesBroken('server/engine/planted.ts', code);
  assert.ok(broken.includes('house/layering'));
  assert.equal(broken.filter((rule) => rule === 'no-restricted-syntax').length, 2);
});

const circles = new ESLint({ cwd: root, overrideConfigFile: true, overrideConfig: [noCircles] });

test('a file that reaches itself through its imports, types too, breaks the law, and the way is named', async () => {
  const file = path.join(root, 'contract/translatable.ts');
  const own = await readFile(file, 'utf8');
  const [honest] = await circles.lintText(own, { filePath: file });
  assert.deepEqual(honest?.messages, []);
  for (const planted of [
    `import type { Run } from './run.ts';\nexport type { Run };\n`,
    `await import('./run.ts');\n`,
  ]) {
    const [result] = await circles.lintText(planted + own, { filePath: file });
    assert.match(
      result?.messages[0]?.message ?? '',
      /^A circle of imports: contract\/translatable\.ts > contract\/run\.ts > .*contract\/translatable\.ts\./,
    );
  }
});

const inPlaces = new ESLint({ cwd: root, overrideConfigFile: true, overrideConfig: [knownRooms] });

for (const folder of [
  'inventory',
  'server/inventory',
  'server/engine/inventory',
  'server/domain/inventory',
  'renderer/inventory',
  'contract/inventory',
])
  test(`a folder ${folder} that no law names is refused`, async () => {
    const [result] = await inPlaces.lintText('export {};\n', { filePath: path.join(root, folder, 'planted.ts') });
    assert.match(result?.messages[0]?.message ?? '', new RegExp(`^No room: ${folder} stands in no law`));
  });

test('rooms, and folders within a room that has none, need no line of their own', async () => {
  for (const file of [
    'vite.config.ts',
    'server/start.ts',
    'renderer/ui/planted/x.ts',
    'tests/planted/x.ts',
    'server/engine/x.ts',
  ]) {
    const [result] = await inPlaces.lintText('export {};\n', { filePath: path.join(root, file) });
    assert.deepEqual(result?.messages, [], file);
  }
});

test('the rules compute with node:path and node:net, and with nothing else of the computer', async () => {
  for (const name of ['node:fs', 'fs', 'node:crypto', 'node:os', 'node:timers', 'node:vm'])
    assert.ok(
      (
        await rulesBroken(
          'server/domain/values/planted.ts',
          `import * as planted from '${name}';\nexport { planted };\n`,
        )
      ).includes('no-restricted-imports'),
      name,
    );
  for (const name of ['node:path', 'node:net'])
    assert.deepEqual(
      await rulesBroken(
        'server/domain/values/planted.ts',
        `import * as planted from '${name}';\nexport { planted };\n`,
      ),
      [],
      name,
    );
});

test('every file that may have a timer of its own is there, has one, and a reason', async () => {
  for (const [file, why] of Object.entries(ownTimers)) {
    assert.match(await readFile(path.join(root, file), 'utf8'), /set(Timeout|Interval)/, file);
    assert.ok(why.length > 10, file);
  }
});

test('the table of the documents says what the law says', async () => {
  const text = await readFile(path.join(root, 'docs/architecture.md'), 'utf8');
  const written = new Map(
    [...text.matchAll(/^\| `([^`]+)\/`\s*\|[^|]*\|([^|]*)\|$/gm)].map(([, room = '', allowed = '']) => [
      room,
      allowed.trim(),
    ]),
  );
  for (const [room, allowed] of Object.entries(mayImport)) {
    if (nouns.some((noun) => room === `renderer/${noun}`)) continue;
    assert.equal(written.get(room), inWords(room, allowed), room);
  }
});

/** A nested room that has all rights of its outer room states only the additional ones. */
function inWords(room: string, allowed: readonly string[]): string {
  const outer = room.slice(0, room.lastIndexOf('/'));
  const shared = mayImport[outer] ?? [];
  const isMore = shared.length > 3 && shared.every((place) => allowed.includes(place));
  const names = (places: readonly string[]) => places.map((place) => `\`${place}\``).join(', ');
  if (!isMore) return names(allowed) || 'nothing of ours';
  return `as \`${outer}/\`, and ${names(allowed.filter((place) => !shared.includes(place)))}`;
}
