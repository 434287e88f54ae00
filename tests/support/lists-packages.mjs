// Writes the name of each package that is loaded, once, into the file ROTA_TEST_PACKAGES; for a server that a test has started.
import { appendFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { isMainThread } from 'node:worker_threads';

const file = process.env['ROTA_TEST_PACKAGES'];
const seen = new Set();
if (file !== undefined && isMainThread)
  registerHooks({
    resolve(specifier, context, next) {
      const found = next(specifier, context);
      const name = /\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(found.url)?.[1];
      if (name !== undefined && !seen.has(name)) appendFileSync(file, `${name}\n`);
      if (name !== undefined) seen.add(name);
      return found;
    },
  });
