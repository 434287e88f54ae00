// The file that the editor opens and saves; empty at first.
import { readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

// An empty file with a byte order mark is UTF-8 to every Notepad; without it the older ones would save another code page.
const emptyNote = process.platform === 'win32' ? '\uFEFF' : '';

/** Creates the empty file; the editor then saves in place and never asks where to. */
export const createNote = (/** @type {string} */ file) => writeFileSync(file, emptyNote);

/** The robot writes the file itself if no editor can. */
export const writeNote = (/** @type {string} */ file, /** @type {string} */ text) => writeFileSync(file, `${text}\n`);

/** The text in the file, without byte order mark and last line end: editors differ there. */
export const readNote = (/** @type {string} */ file) =>
  readFileSync(file, 'utf8')
    .replace(/^\uFEFF/, '')
    .replace(/(\r?\n)+$/, '');

/**
 * Waits until the file on disk holds exactly this text.
 * @param {string} file
 * @param {string} text
 * @param {{ timeoutMs: number, signal: AbortSignal }} options
 * @returns {Promise<boolean>} false if it does not within `timeoutMs`
 */
export async function noteHolds(file, text, { timeoutMs, signal }) {
  const deadline = Date.now() + timeoutMs;
  while (readNote(file) !== text) {
    if (Date.now() > deadline) return false;
    await delay(50, undefined, { signal });
  }
  return true;
}
