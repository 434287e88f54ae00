// Distributed code must carry its licence: compares the output of `npm run build` with the packages in its source maps.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { foldersIn, type PackageLicence } from '../../build/licences.ts';

const root = path.resolve(import.meta.dirname, '../..');
const dist = path.join(root, 'dist');
const list = JSON.parse(readFileSync(path.join(dist, 'page/licences.json'), 'utf8')) as PackageLicence[];
const listed = new Set(list.map(({ name, version }) => `${name} ${version}`));
const nameOf = (folder: string): string => {
  const { name, version } = JSON.parse(readFileSync(path.join(root, folder, 'package.json'), 'utf8')) as PackageLicence;
  return `${name} ${version}`;
};

/** The packages with a file in the source maps of the built parts. */
function packagesInMaps(): ReadonlySet<string> {
  const found = new Set<string>();
  for (const file of readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.map'))) {
    const { sources } = JSON.parse(readFileSync(path.join(dist, file), 'utf8')) as { sources: (string | null)[] };
    for (const source of sources) {
      const [, folder] = /(node_modules\/(?:.*\/node_modules\/)?(?:@[^/]+\/)?[^/]+)\//.exec(source ?? '') ?? [];
      if (folder !== undefined && existsSync(path.join(root, folder, 'package.json'))) found.add(nameOf(folder));
    }
  }
  return found;
}

test('no package has code in the built parts without being in the list of licences', () => {
  const inParts = packagesInMaps();
  for (const known of ['express', 'zod', 'electron-updater'])
    assert.ok(
      [...inParts].some((one) => one.startsWith(`${known} `)),
      known,
    );
  assert.deepEqual(
    [...inParts].filter((one) => !listed.has(one)),
    [],
  );
});

test('what the page is made of, its font, the viewer of the API description and what the server runs on are in it', () => {
  const { dependencies } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
    dependencies: Readonly<Record<string, string>>;
  };
  const page = ['react', 'react-dom', '@mantine/core', '@tanstack/react-query', 'wouter', '@fontsource-variable/inter'];
  for (const name of [...page, ...Object.keys(dependencies)])
    assert.ok(listed.has(nameOf(`node_modules/${name}`)), name);
});

test('each has a licence and its whole text, and none has the text of another', () => {
  assert.equal(listed.size, list.length);
  for (const { name, licence, text } of list) {
    assert.match(licence, /\w/, name);
    assert.match(text, /copyright|public domain|licen[cs]e/i, name);
    assert.ok(text.length > 500, name);
    assert.doesNotMatch(text, /<copyright holder>/, name);
  }
  const viewer = list.find(({ name }) => name === 'swagger-ui-dist')?.text ?? '';
  assert.match(viewer, /Apache License/);
  assert.match(viewer, /DOMPurify/, 'what is bundled in it has licences of its own');
});

test('a module is of the innermost package that it lies in, Rota’s own of none, the bundler’s helpers of the bundler', () => {
  const found = (...moduleIds: string[]) => [...foldersIn([{ type: 'chunk', moduleIds }])];
  const at = (name: string) => path.join(root, name);
  assert.deepEqual(
    found(at('server/main.ts'), at('node_modules/react/index.js'), at('node_modules/react/cjs/x.js?y')),
    ['node_modules/react'],
  );
  assert.deepEqual(found(`\0${at('node_modules/@mantine/core/esm/index.mjs')}?commonjs`), [
    'node_modules/@mantine/core',
  ]);
  const nested = 'node_modules/node-schedule/node_modules/cron-parser';
  assert.deepEqual(found(at(`${nested}/lib/parser.js`)), [nested]);
  assert.deepEqual(found('\0vite/preload-helper.js', '\0rolldown/runtime.js'), [
    'node_modules/vite',
    'node_modules/rolldown',
  ]);
});
