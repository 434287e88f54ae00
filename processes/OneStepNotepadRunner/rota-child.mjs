// The child's side of Rota's protocol: values in, progress and outputs out, a request to stop.
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const oneLine = (/** @type {string} */ text) => text.replace(/\s*[\r\n]+\s*/g, ' ');
const line = (/** @type {string} */ text) => void process.stdout.write(`${text}\n`);

/** A line in the run's log. */
export const log = (/** @type {string} */ text) => line(oneLine(text));
/** A line in the run's log that is marked as a warning. */
export const warn = (/** @type {string} */ text) => line(`::warning::${oneLine(text)}`);
/** Reports progress: the percentage and, in words, the present step. */
export const progress = (/** @type {number} */ percent, /** @type {string} */ text) =>
  line(`::progress value=${Math.round(percent)}::${oneLine(text)}`);

/**
 * The values of the call: the JSON file named by ROTA_INPUT, else the variables INPUT_<NAME>.
 * @returns {Record<string, unknown>}
 */
export function readValues() {
  const file = process.env.ROTA_INPUT;
  if (file !== undefined && file !== '') {
    /** @type {unknown} */
    const values = JSON.parse(readFileSync(file, 'utf8'));
    if (typeof values !== 'object' || values === null || Array.isArray(values)) {
      throw new Error(`The values in ${file} are not a JSON object.`);
    }
    return /** @type {Record<string, unknown>} */ (values);
  }
  const inputs = Object.entries(process.env).filter(([name]) => name.toUpperCase().startsWith('INPUT_'));
  return Object.fromEntries(inputs.map(([name, value]) => [name.slice('INPUT_'.length), value]));
}

/**
 * Writes the outputs to the file named by ROTA_OUTPUT; started by hand, the robot logs them instead.
 * @param {Record<string, string>} outputs
 */
export function writeOutputs(outputs) {
  const file = process.env.ROTA_OUTPUT;
  if (file === undefined || file === '') log(`Outputs: ${JSON.stringify(outputs)}`);
  else writeFileSync(file, `${JSON.stringify(outputs)}\n`);
}

/** The folder whose files are listed on the run; a new folder if the robot is started by hand. */
export function artifactsFolder() {
  const runDir = process.env.ROTA_RUN_DIR;
  const base = runDir === undefined || runDir === '' ? mkdtempSync(path.join(tmpdir(), 'notepad-robot-')) : runDir;
  const folder = path.resolve(base, 'artifacts');
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** A few characters that identify this attempt: they are in the file's name and so in the window title. */
export function attemptMark() {
  const run = (process.env.ROTA_RUN_ID ?? '').replace(/[^a-zA-Z0-9]/g, '').slice(0, 8);
  return run === '' ? randomUUID().slice(0, 8) : `${run}-${randomUUID().slice(0, 4)}`;
}

/**
 * Aborts at the request to stop, by signal or by the file named in ROTA_CANCEL_FILE.
 * @returns {AbortSignal}
 */
export function cancelSignal() {
  const controller = new AbortController();
  const cancel = () => controller.abort(new Error('Cancelled.'));
  for (const signal of /** @type {const} */ (['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGBREAK'])) process.on(signal, cancel);
  const file = process.env.ROTA_CANCEL_FILE;
  if (file !== undefined && file !== '') {
    setInterval(() => {
      if (existsSync(file)) cancel();
    }, 200).unref();
  }
  return controller.signal;
}
