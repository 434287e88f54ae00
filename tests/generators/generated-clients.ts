import assert from 'node:assert/strict';
import { execFile, type ExecFileOptions } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { build } from 'vite';
import { openConnector, uuid, type Connector } from '../support/connector.ts';
import { generators, type Generator } from './programs.ts';

// Clients generated from the served API description: type-checked, and used against a real server. Installs their pinned packages in a
// temporary folder: npm run test:generators

const execute = promisify(execFile);
/** A program that does not end by itself is a failure, and is killed. */
const run = (file: string, args: readonly string[], options: ExecFileOptions) =>
  execute(file, args, { ...options, encoding: 'utf8', timeout: 180_000, killSignal: 'SIGKILL' });

let folder: string;
let connector: Connector;
let spec: string;
before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'rota-generators-'));
  connector = await openConnector();
  spec = await (await fetch(`${connector.server.url}/scheduler/connector-api/openapi.json`)).text();
});
after(async () => {
  await connector.stop();
  await rm(folder, { recursive: true, force: true });
});

const compilerOptions = {
  ...{ strict: true, noEmit: true, skipLibCheck: true, allowImportingTsExtensions: true },
  ...{ target: 'es2022', module: 'esnext', moduleResolution: 'bundler', types: [] },
  lib: ['es2023', 'dom', 'dom.iterable', 'dom.asynciterable'],
};

/** This Node first, whatever the machine has: the packages' programs are started by name. */
const environment = (): NodeJS.ProcessEnv => ({
  ...process.env,
  NODE_TEST_CONTEXT: '',
  PATH: `${path.dirname(process.execPath)}${path.delimiter}${process.env['PATH'] ?? ''}`,
});

async function make(name: string, { packages, command, files, program }: Generator): Promise<string> {
  const own = path.join(folder, name);
  await mkdir(own);
  const written = {
    'package.json': JSON.stringify({ private: true, type: 'module', dependencies: packages }),
    'spec.json': spec,
    'tsconfig.json': JSON.stringify({ compilerOptions, include: ['use.ts', 'made*', 'types.ts'] }),
    'use.ts': program,
    ...files,
  };
  for (const [file, text] of Object.entries(written)) await writeFile(path.join(own, file), text);
  const options = { cwd: own, env: environment(), maxBuffer: 64 * 1024 * 1024, shell: process.platform === 'win32' };
  await run('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'], options);
  const [tool, ...args] = command;
  await run(path.join(own, 'node_modules', '.bin', tool), args, options);
  return own;
}

for (const [name, generator] of Object.entries(generators)) {
  test(`a client that ${name} makes from the description is sound, and starts, waits, asks and reads the history`, async () => {
    const own = await make(name, generator);
    const compiler = path.join(own, 'node_modules', 'typescript', 'bin', 'tsc');
    const checked = await run(process.execPath, [compiler, '-p', own], { cwd: own }).catch(
      (error: { stdout?: string }) => ({ stdout: String(error.stdout) }),
    );
    assert.equal(checked.stdout, '', 'what it made has no fault of types');
    await build({
      ...{ root: own, configFile: false, logLevel: 'error' },
      build: {
        ssr: 'use.ts',
        outDir: 'built',
        target: 'node24',
        rolldownOptions: { output: { entryFileNames: 'use.mjs' } },
      },
      ssr: { noExternal: true },
    });
    const { stdout } = await run(process.execPath, [path.join(own, 'built', 'use.mjs')], {
      env: { ...environment(), ROTA_URL: connector.server.url, ROTA_AUTH: connector.auth },
    });
    const { spid, ...told } = JSON.parse(stdout) as Record<string, unknown>;
    assert.match(String(spid), uuid);
    assert.ok(typeof told['next'] === 'string' || told['next'] === null);
    assert.deepEqual(
      { ...told, next: null },
      {
        message: 'Process saved',
        waited: 'SUCCEEDED',
        state: 'SUCCEEDED',
        x: 'yes',
        runs: 1,
        next: null,
        refused: 404,
      },
    );
  });
}

/** Rules that do not apply: the licence is in the product, and 405 belongs to no operation. */
const unruled = ['info-license', 'no-unused-components'];

test('a linter of descriptions has nothing against it', async () => {
  const own = path.join(folder, 'lint');
  await mkdir(own);
  await writeFile(
    path.join(own, 'package.json'),
    JSON.stringify({ private: true, dependencies: { '@redocly/cli': '2.77.0' } }),
  );
  await writeFile(path.join(own, 'spec.json'), spec);
  await writeFile(
    path.join(own, 'redocly.yaml'),
    ['extends: [recommended]', 'rules:', ...unruled.map((rule) => `  ${rule}: off`), ''].join('\n'),
  );
  const options = { cwd: own, env: environment(), maxBuffer: 64 * 1024 * 1024, shell: process.platform === 'win32' };
  await run('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'], options);
  const linted = await run(path.join(own, 'node_modules', '.bin', 'redocly'), ['lint', 'spec.json', '--format=json'], {
    ...options,
    env: { ...environment(), REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' },
  }).catch((error: { stdout?: string; stderr?: string }) => ({ stdout: `${error.stdout}${error.stderr}` }));
  const { problems } = JSON.parse(linted.stdout.slice(linted.stdout.indexOf('{'))) as {
    problems: { ruleId: string; message: string; location: { pointer?: string }[] }[];
  };
  assert.deepEqual(
    problems.map(({ ruleId, message, location }) => `${ruleId} ${location[0]?.pointer}: ${message}`),
    [],
  );
});
