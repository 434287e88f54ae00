// What a JavaScript robot needs to speak with Rota (docs/robots.md). Copy this one file beside your robot.
// Started by hand, without Rota, everything still works: values come from INPUT_<NAME>, outputs go to the screen.
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const { ROTA_INPUT, ROTA_OUTPUT, ROTA_RUN_DIR, ROTA_CANCEL_FILE } = process.env;
const outputs = {};

const variableOf = (name) =>
  `INPUT_${name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/ı/g, 'i')
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '_')}`;
const oneLine = (text) => String(text).replace(/%/g, '%25').replace(/\r?\n/g, '%0A');
const say = (line) => void process.stdout.write(`${line}\n`);

/** All values of the run except secrets, as JSON has them. */
export const readInput = () => (ROTA_INPUT ? JSON.parse(readFileSync(ROTA_INPUT, 'utf8')) : {});

/** One value; a secret comes from the environment and is always text. */
export function input(name, otherwise = undefined) {
  const values = readInput();
  return Object.hasOwn(values, name) ? values[name] : (process.env[variableOf(name)] ?? otherwise);
}

/** Sets one output; it is shown while the run goes on. */
export function setOutput(name, value) {
  outputs[name] = value;
  if (!ROTA_OUTPUT) return say(`${name} = ${JSON.stringify(value)}`);
  // Written to another file and renamed, so that nobody reads half of it.
  writeFileSync(`${ROTA_OUTPUT}.new`, JSON.stringify(outputs));
  renameSync(`${ROTA_OUTPUT}.new`, ROTA_OUTPUT);
}

/** Reports progress: the percentage and, in words, the present step. */
export const progress = (percent, text = '') => say(`::progress value=${percent}::${oneLine(text)}`);
/** Masks this text from now on: it is *** in the log, in outputs and in reasons. */
export const mask = (secret) => say(`::add-mask::${oneLine(secret)}`);
export const notice = (text) => say(`::notice::${oneLine(text)}`);
export const warning = (text) => say(`::warning::${oneLine(text)}`);
/** Logs an error; Rota shows the last one as the reason if the run fails. */
export const error = (text) => say(`::error::${oneLine(text)}`);

/** The folder whose files are listed on the run. */
export function artifactsFolder() {
  const folder = path.join(ROTA_RUN_DIR ?? '.', 'artifacts');
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** Whether this run was asked to stop: clean up and end within the grace time. Works the same on Windows. */
export const isCancelled = () => ROTA_CANCEL_FILE !== undefined && existsSync(ROTA_CANCEL_FILE);
