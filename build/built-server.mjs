// Whether the built server was built from the present sources. Plain JavaScript for every Node from 20 on.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

const ownRoot = path.resolve(import.meta.dirname, '..');
const sources = ['contract', 'server'];
const single = ['package.json', 'node_modules/.package-lock.json', 'vite.config.ts'];

/** The file to start, and next to it the digest of its sources. */
export const builtServer = path.join(ownRoot, 'dist/server/main.cjs');
export const madeOfFile = path.join(ownRoot, 'dist/server/made-of.txt');

/**
 * Names, sizes and times of change of all that the server is made of, as one digest: a change in either direction is one.
 * @param {string} root of the checkout
 */
export function whatItIsMadeOf(root = ownRoot) {
  const digest = createHash('sha256');
  /** @param {string} file */
  const take = (file) => {
    const { size, mtimeMs } = statSync(path.join(root, file));
    digest.update(`${file} ${size} ${mtimeMs}\n`);
  };
  /** @param {string} folder */
  const takeAll = (folder) => {
    for (const entry of readdirSync(path.join(root, folder), { withFileTypes: true })) {
      const name = `${folder}/${entry.name}`;
      if (entry.isDirectory()) takeAll(name);
      else take(name);
    }
  };
  for (const file of single) if (existsSync(path.join(root, file))) take(file);
  for (const folder of sources) takeAll(folder);
  return digest.digest('hex');
}

export function isServerBuilt() {
  try {
    return existsSync(builtServer) && readFileSync(madeOfFile, 'utf8') === whatItIsMadeOf();
  } catch {
    return false;
  }
}
