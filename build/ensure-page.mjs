// Builds the page and the server if they are missing or not built from the present sources. Runs after `npm ci` and before `npm run
// server`, so that the page is there at the first start. Plain JavaScript for every Node from 20 on.
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readdirSync, statSync } from 'node:fs';
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

/** Whether this user may build here: in a container's image and in another user's folder often not. */
function canBuild() {
  try {
    // The build tool keeps its own configuration in node_modules for a moment.
    for (const folder of ['dist', 'node_modules']) accessSync(path.join(root, folder), constants.W_OK);
    return true;
  } catch {
    return !existsSync(built);
  }
}

if (!existsSync(vite)) {
  // Without development packages nothing can be built: a page that exists is served, or a sentence says that there is none.
  if (!existsSync(built))
    console.log('The page is not built, because the build tools are not installed (npm ci without --omit=dev).');
} else if (!isFresh() || !isServerBuilt()) {
  if (canBuild()) build();
  else
    console.log(
      `Rota is not built anew, because ${root} cannot be written by this user: the page that is there is served.`,
    );
}

function build() {
  console.log('Building Rota (once after each change)…');
  const words = [vite, 'build', '--app', '--logLevel', 'warn'];
  process.exitCode = spawnSync(process.execPath, words, { cwd: root, stdio: 'inherit' }).status ?? 1;
}
