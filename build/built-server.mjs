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
 * @param {string} root of the checkout
 * @param {(file: string) => string | Buffer} whatCounts of a file
 */
function digestOf(root, whatCounts) {
  const digest = createHash('sha256');
  /** @param {string} file */
  const take = (file) =>
    digest
      .update(`${file} `)
      .update(whatCounts(path.join(root, file)))
      .update('\n');
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

/** @param {string} file */
function sizeAndTime(file) {
  const { size, mtimeMs } = statSync(file);
  return `${size} ${mtimeMs}`;
}

/**
 * Of all that the server is made of two digests, a line each: names, sizes and times of change, which is quick to compare, and names and
 * texts, which stay the same in a copy, an unpacked archive and a container's image.
 * @param {string} root of the checkout
 */
export const whatItIsMadeOf = (root = ownRoot) => `${digestOf(root, sizeAndTime)}\n${digestOf(root, readFileSync)}`;

/** @param {string} root of the checkout */
export function isServerBuilt(root = ownRoot) {
  try {
    if (!existsSync(path.join(root, path.relative(ownRoot, builtServer)))) return false;
    const [times, texts] = readFileSync(path.join(root, path.relative(ownRoot, madeOfFile)), 'utf8').split('\n');
    return digestOf(root, sizeAndTime) === times || digestOf(root, readFileSync) === texts;
  } catch {
    return false;
  }
}
