import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import path from 'node:path';
import react from '@vitejs/plugin-react';
import { madeOfFile, whatItIsMadeOf } from './build/built-server.mjs';
import { leanContract } from './build/lean-contract.ts';
import { plainLetters } from './build/plain-letters.ts';
import { mantineStyles } from './build/mantine-styles.ts';
import { licences, licencesFile, licencesOf, listText, type Output } from './build/licences.ts';
import { defineConfig, type EnvironmentOptions, type Plugin } from 'vite';

const root = import.meta.dirname;

/** The room of our own code that a module is in: `server/engine/…` is `engine`; null for libraries. */
function roomOf(id: string): string | null {
  const [part = '', room = '', file] = path.relative(root, id).split(path.sep);
  if (part !== 'server' && part !== 'contract') return null;
  return file === undefined ? 'own' : room;
}

/**
 * For what stays in memory. The engine keeps the text of what it runs: without comments and blanks it is a third less, and names stay for the errors
 * in logs. And what it needs to read one large file is never given back: 6 MB of the 13 that a start took.
 */
const lean = {
  minify: { compress: false, mangle: false, codegen: { removeWhitespace: true } },
  codeSplitting: {
    groups: [
      // Only what every start reads: libraries that are loaded later stay as they are.
      { name: 'encodings', test: /[\\/]node_modules[\\/]iconv-lite[\\/]/ },
      { name: 'zod', test: /[\\/]node_modules[\\/]zod[\\/]/ },
      { name: 'luxon', test: /[\\/]node_modules[\\/]luxon[\\/]/ },
      { name: roomOf, entriesAware: true },
    ],
  },
};

/** Of a group with many users the first one stands in the name. */
const plainName = (chunk: string): string => chunk.split('~').slice(0, 2).join('-').replaceAll('.', '-');

/** What Electron loads, each with all it needs: the packaged app has no node_modules. */
function nodeSide(name: string, entry: string, ending: 'js' | 'mjs' | 'cjs'): EnvironmentOptions {
  const file = path.basename(entry).replace(/\.[jt]s$/, '');
  const isServer = name === 'server' || name === 'main';
  return {
    consumer: 'server',
    // Packages in the old form of modules, in files of the new one.
    ...(ending === 'cjs' ? {} : { define: { __dirname: 'import.meta.dirname', __filename: 'import.meta.filename' } }),
    resolve: { noExternal: true, builtins: [/^node:/, ...builtinModules, 'electron'] },
    build: {
      outDir: path.join(root, 'dist', name),
      emptyOutDir: true,
      sourcemap: true,
      target: 'node22',
      rolldownOptions: {
        input: path.join(root, entry),
        external: [/^node:/, /\.node$/, ...builtinModules, 'electron'],
        // Chunks lie beside their entry under plain names: the server looks for its folders from where its code is.
        output: {
          format: ending === 'cjs' ? 'cjs' : 'es',
          entryFileNames: `${file}.${ending}`,
          chunkFileNames: ({ name: chunk }) => `${plainName(chunk)}.${ending === 'cjs' ? 'cjs' : 'js'}`,
          ...(isServer ? lean : {}),
        },
      },
    },
  };
}

/** The desktop's parts and the server, each only where its entry exists: the page alone is a product, too. */
const nodeParts = [
  { name: 'server', entry: 'server/main.ts', ending: 'cjs' },
  { name: 'main', entry: 'electron/main.ts', ending: 'js' },
  { name: 'preload', entry: 'electron/preload.ts', ending: 'cjs' },
  { name: 'host', entry: 'server/runner/host/host.ts', ending: 'mjs' },
  // Read by a thread of the server (server/check-thread.ts).
  { name: 'schemas', entry: 'node_modules/@cfworker/json-schema/dist/esm/index.js', ending: 'cjs' },
  { name: 'script', entry: 'electron/script-child.ts', ending: 'mjs' },
  // For the robot of processes/templates/ReportByMail.
  { name: 'robots', entry: 'node_modules/nodemailer/dist/cjs/nodemailer.js', ending: 'cjs' },
] as const;
const present = nodeParts.filter(({ entry }) => existsSync(path.join(root, entry)));

/** The viewer of the API description, as it is: the packaged app has no node_modules to serve it from. */
const apiDocs: Plugin = {
  name: 'api-docs',
  applyToEnvironment: (environment) => environment.name === 'client',
  generateBundle() {
    for (const name of ['swagger-ui.css', 'swagger-ui-bundle.js']) {
      const source = readFileSync(path.join(root, 'node_modules/swagger-ui-dist', name));
      this.emitFile({ type: 'asset', fileName: `api-docs/${name}`, source });
    }
  },
};

// `vite build` builds the page alone (Vite calls it `client`); `vite build --app` builds everything.
export default defineConfig({
  root: path.join(root, 'renderer'),
  base: './',
  publicDir: false,
  plugins: [react(), leanContract(), mantineStyles(), apiDocs, licences(), plainLetters()],
  environments: {
    client: {
      build: {
        outDir: path.join(root, 'dist/page'),
        emptyOutDir: true,
        target: 'es2023',
        // Everything is a file of its own: the Content-Security-Policy allows no data: fonts and no inline script.
        assetsInlineLimit: 0,
        modulePreload: { polyfill: false },
        reportCompressedSize: true,
        rolldownOptions: {
          output: {
            // What is needed before anything is drawn is one file: as a dozen that other parts share it weighs 7 KB more.
            codeSplitting: { groups: [{ name: 'start', tags: ['$initial'] }] },
            // The words of a language are named by it, so that one sees which of them a page fetches.
            chunkFileNames: ({ facadeModuleId }) =>
              `assets/${/renderer\/words\/(\w+)\/pack\.ts$/.exec(facadeModuleId ?? '')?.[1] ?? '[name]'}-[hash].js`,
          },
        },
      },
    },
    ...Object.fromEntries(present.map(({ name, entry, ending }) => [name, nodeSide(name, entry, ending)])),
  },
  builder: {
    async buildApp(builder) {
      const outputs: Output[] = [];
      // Taken before anything is read: what is changed meanwhile makes the built server an old one.
      const madeOf = whatItIsMadeOf();
      for (const environment of Object.values(builder.environments)) {
        if (environment.name === 'ssr') continue;
        const built = [await builder.build(environment)].flat();
        outputs.push(...built.flatMap((one) => ('output' in one ? one.output : [])));
      }
      const page = builder.environments['client']?.config.build.outDir;
      if (page) writeFileSync(path.join(page, licencesFile), listText(licencesOf(outputs)));
      const server = builder.environments['server']?.config.build.outDir;
      if (server) writeFileSync(path.join(server, path.basename(madeOfFile)), madeOf);
    },
  },
});
