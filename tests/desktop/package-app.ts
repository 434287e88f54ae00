import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { extractAll, listPackage } from '@electron/asar';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { build, Platform, type Configuration } from 'electron-builder';
import { createBuilder } from 'vite';

const root = path.resolve(import.meta.dirname, '../..');
const parts = {
  client: 'page',
  server: 'server',
  main: 'main',
  preload: 'preload',
  host: 'host',
  schemas: 'schemas',
  script: 'script',
};

/** The marker that @electron/fuses searches for in a binary, and nine fuses as Electron ships them. */
const fuseWire = Buffer.concat([
  Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'),
  Buffer.from([1, 9]),
  Buffer.from('101100110'),
]);

export interface PackedApp {
  /** Files in the archive, with `/` between folders. */
  readonly files: readonly string[];
  /** The archive, extracted. */
  readonly folder: string;
  /** State of each fuse in the packed binary. */
  readonly fuses: ReadonlyMap<string, boolean>;
  readonly outside: string;
  remove(): Promise<void>;
}

/** The outline of an Electron distribution: the files that the packager copies, renames and changes. */
async function standInDistribution(folder: string): Promise<string> {
  await mkdir(path.join(folder, 'locales'), { recursive: true });
  await mkdir(path.join(folder, 'resources'));
  await writeFile(path.join(folder, 'electron'), Buffer.concat([Buffer.from('#!/bin/sh\nexit 0\n'), fuseWire]), {
    mode: 0o755,
  });
  for (const file of [
    'version',
    'LICENSE',
    'LICENSES.chromium.html',
    'locales/en-US.pak',
    'locales/tr.pak',
    'locales/de.pak',
  ]) {
    await writeFile(path.join(folder, file), file === 'version' ? '45.4.1' : '');
  }
  return folder;
}

/** Builds page and shell into a separate folder, packs them as `npm run package:dir` would, and extracts the archive. */
export async function packApp(): Promise<PackedApp> {
  const work = await mkdtemp(path.join(os.tmpdir(), 'rota-package-'));
  // A separate project folder: a test must neither read nor overwrite dist.
  const project = path.join(work, 'project');
  const dist = path.join(project, 'dist');
  for (const name of ['package.json', 'package-lock.json', 'LICENSE', 'build', 'processes']) {
    await cp(path.join(root, name), path.join(project, name), { recursive: true });
  }
  await symlink(path.join(root, 'node_modules'), path.join(project, 'node_modules'), 'junction');
  const environments = Object.fromEntries(
    Object.entries(parts).map(([name, folder]) => [name, { build: { outDir: path.join(dist, folder) } }]),
  );
  const builder = await createBuilder({
    configFile: path.join(root, 'vite.config.ts'),
    logLevel: 'error',
    environments,
  });
  await builder.buildApp();

  const { default: config } = (await import(
    pathToFileURL(path.join(root, 'build/electron-builder.config.mjs')).href
  )) as {
    default: Configuration;
  };
  await build({
    targets: Platform.LINUX.createTarget('dir'),
    projectDir: project,
    publish: 'never',
    config: {
      ...config,
      electronDist: await standInDistribution(path.join(work, 'electron')),
      directories: { ...config.directories, output: path.join(work, 'out') },
    },
  });

  const packed = path.join(work, 'out/linux-unpacked');
  const archive = path.join(packed, 'resources/app.asar');
  const folder = path.join(work, 'app');
  extractAll(archive, folder);
  await cp(`${archive}.unpacked`, folder, { recursive: true });
  const wire = await getCurrentFuseWire(path.join(packed, 'rota'));
  const fuses = Object.entries(FuseV1Options)
    .filter(([name]) => Number.isNaN(Number(name)))
    .map(([name, index]) => [name, Number(wire[index as FuseV1Options]) === 0x31] as const);
  return {
    files: listPackage(archive, { isPack: false })
      .map((file) => file.replaceAll('\\', '/').slice(1))
      .filter((file) => path.extname(file) !== '' || file === 'LICENSE'),
    folder,
    fuses: new Map(fuses),
    outside: `${archive}.unpacked`,
    remove: () => rm(work, { recursive: true, force: true }),
  };
}
