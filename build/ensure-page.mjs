// Builds the page and the server if they are missing or not built from the present sources. Runs after `npm ci` and before `npm run
// server`, so that the page is there at the first start. Plain JavaScript for every Node from 20 on.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { isServerBuilt } from './built-server.mjs';

const root = path.resolve(import.meta.dirname, '..');
const built = path.join(root, 'dist/page/index.html');
/** Missing in pages that an older Rota built. */
const licences = path.join(root, 'dist/page/licences.json');
const vite = path.join(root, 'node_modules/vite/bin/vite.js');

/** The newest change below a folder, in ms. @param {string} folder */
function newestChange(folder) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Math.max(0, ...files.map((file) => statSync(path.join(file.parentPath, file.name)).mtimeMs));
}

function isFresh() {
  if (!existsSync(built) || !existsSync(licences)) return false;
  const made = statSync(built).mtimeMs;
  return ['renderer', 'contract'].every((folder) => newestChange(path.join(root, folder)) <= made);
}

if (!existsSync(vite)) {
  // Without development packages nothing can be built: a page that exists is served, or a sentence says that there is none.
  if (!existsSync(built))
    console.log('The page is not built, because the build tools are not installed (npm ci without --omit=dev).');
} else if (!isFresh() || !isServerBuilt()) {
  console.log('Building Rota (once after each change)…');
  const words = [vite, 'build', '--app', '--logLevel', 'warn'];
  process.exitCode = spawnSync(process.execPath, words, { cwd: root, stdio: 'inherit' }).status ?? 1;
}
