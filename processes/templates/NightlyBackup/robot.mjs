// Nightly backup: packs a folder with the system's tar, checks the archive, and deletes the oldest ones.
import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { input, progress, setOutput, warning } from '../../lib/rota.mjs';
import { Unusable, filled, runRobot, stamp, whole } from '../robot.mjs';

/** Something changed while it was read: the archive is whole, but has an older or a newer state of those files. */
const changedWhileRead = 3;

await runRobot(async () => {
  let code = 0;
  const source = path.resolve(whole('source'));
  const target = path.resolve(whole('target'));
  const keep = Math.max(1, Number(input('keep', 7)));
  if (!isFolder(source)) throw new Unusable(`There is no folder ${source}: correct the folder to back up.`);
  if (`${target}${path.sep}`.startsWith(`${source}${path.sep}`))
    throw new Unusable(`${target} lies in the folder that is backed up: choose another folder for the backups.`);
  mkdirSync(target, { recursive: true });
  const { date, time } = stamp();
  const prefix = `${filled(path.basename(source) || 'root', {})}-`;
  const file = path.join(target, `${prefix}${date}-${time}.tar.gz`);
  const part = `${file}.part`;
  progress(10, `packing ${source}`);
  try {
    const packed = await tar(['-czf', part, '-C', path.dirname(source), path.basename(source)]);
    if (packed.code !== 0 && !(packed.code === 1 && /changed as we read it|file removed before/.test(packed.errors)))
      throw new Error(`tar could not pack ${source}: ${packed.errors.trim() || `exit code ${packed.code}`}`);
    if (packed.code === 1) {
      warning(`Files were changed while they were packed: ${packed.errors.trim()}`);
      code = changedWhileRead;
    }
    progress(70, 'checking the archive');
    const listed = await tar(['-tzf', part]);
    if (listed.code !== 0) throw new Error(`The archive cannot be read back: ${listed.errors.trim()}`);
    setOutput('entries', listed.output.split('\n').filter((line) => line !== '').length);
  } catch (error) {
    rmSync(part, { force: true });
    throw error;
  }
  renameSync(part, file);
  setOutput('file', file);
  setOutput('bytes', statSync(file).size);
  const gone = older(target, prefix, keep);
  for (const name of gone) rmSync(path.join(target, name), { force: true });
  setOutput('deleted', gone.length);
  progress(100, `${path.basename(file)}, ${gone.length} old ones deleted`);
  return code;
});

/** Archives of this folder beyond the newest `keep`; their names sort by time. @param {string} target @param {string} prefix @param {number} keep */
function older(target, prefix, keep) {
  const own = readdirSync(target).filter(
    (name) => name.startsWith(prefix) && /^\d{4}-\d\d-\d\d-\d{6}\.tar\.gz$/.test(name.slice(prefix.length)),
  );
  return own.sort().slice(0, Math.max(0, own.length - keep));
}

/** @param {string} folder */
function isFolder(folder) {
  return statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true;
}

/**
 * Linux, macOS and Windows (since 10) bring tar along.
 * @param {string[]} args
 * @returns {Promise<{ code: number | null, output: string, errors: string }>}
 */
function tar(args) {
  return new Promise((resolve, reject) => {
    const child = spawn('tar', args, { windowsHide: true, env: { ...process.env, LC_ALL: 'C' } });
    let output = '';
    let errors = '';
    child.stdout.setEncoding('utf8').on('data', (/** @type {string} */ text) => void (output += text));
    child.stderr.setEncoding('utf8').on('data', (/** @type {string} */ text) => void (errors += text));
    child.on('error', (error) =>
      reject(
        new Unusable(`The program tar could not be started (${error.message}): install it, or put it on the PATH.`),
      ),
    );
    child.on('close', (code) => resolve({ code, output, errors }));
  });
}
