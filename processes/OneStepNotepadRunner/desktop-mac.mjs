// macOS: a TextEdit of the robot's own, with System Events at the keyboard.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { noteHolds } from './note.mjs';
import { runProgram } from './program.mjs';
import { log, progress } from './rota-child.mjs';

const windowDeadlineMs = 20_000;
const saveDeadlineMs = 5_000;
const closeDeadlineMs = 5_000;
const script = path.join(import.meta.dirname, 'textedit.applescript');
const permission =
  'The robot may not type: allow the program that runs Rota under System Settings, Privacy & Security, Accessibility (and Automation: System Events).';

// Restores no earlier session, corrects nothing while typing, and saves UTF-8.
const editorDefaults = Object.entries({
  ApplePersistenceIgnoreState: 'YES',
  NSAutomaticSpellingCorrectionEnabled: 'NO',
  NSAutomaticCapitalizationEnabled: 'NO',
  NSAutomaticPeriodSubstitutionEnabled: 'NO',
  NSAutomaticTextCompletionEnabled: 'NO',
  PlainTextEncoding: '4',
  PlainTextEncodingForWrite: '4',
}).flatMap(([name, value]) => [`-${name}`, value]);

const editorPids = async () =>
  (await runProgram('/usr/bin/pgrep', ['-x', 'TextEdit'])).stdout.split('\n').filter(Boolean);

/** @param {AbortSignal} signal */
function createActor(signal) {
  const source = readFileSync(script, 'utf8');
  /** @param {readonly string[]} args */
  return async function act(...args) {
    const options = { input: source, signal, timeoutMs: 20_000 };
    const { code, stdout, stderr } = await runProgram('/usr/bin/osascript', ['-', ...args], options);
    if (code === 0) return stdout.trim();
    // -1743: Apple events not allowed; -1719, -25211 and 1002: no assistive access.
    if (code === null || /-1743|-1719|-25211|1002/.test(stderr)) throw new Error(permission);
    throw new Error(`TextEdit could not be used: ${stderr.trim()}`);
  };
}

/** @param {import('./desktop.mjs').Order} order @returns {Promise<import('./desktop.mjs').Typed>} */
export async function typeOnMac(order) {
  const act = createActor(order.signal);
  if ((await act('allowed')) !== 'true') return { typed: false, why: permission };
  progress(10, 'opening TextEdit');
  const before = await editorPids();
  const opened = await runProgram('/usr/bin/open', ['-n', '-a', 'TextEdit', order.file, '--args', ...editorDefaults]);
  if (opened.code !== 0) return { typed: false, why: `TextEdit could not be opened: ${opened.stderr.trim()}` };
  let pid = '';
  let isKept = false;
  try {
    pid = await waitForEditor(before, order.signal);
    await waitForWindow(act, pid, order);
    await typeAndSave(act, pid, order);
    await runProgram('/usr/sbin/screencapture', ['-x', '-R', await act('bounds', pid), order.screenshotFile]);
    if (order.keepOpen) isKept = true;
    else {
      progress(90, 'closing TextEdit');
      await act('quit', pid);
      if (!(await isGone(pid, closeDeadlineMs))) log('TextEdit did not close when asked to: it is ended.');
    }
  } finally {
    const ours = pid === '' ? (await editorPids()).filter((id) => !before.includes(id)) : [pid];
    if (!isKept) await Promise.all(ours.map(end));
  }
  return { typed: true, editor: 'TextEdit' };
}

/** @param {readonly string[]} before the process ids of the user's TextEdit @param {AbortSignal} signal */
async function waitForEditor(before, signal) {
  const deadline = Date.now() + windowDeadlineMs;
  while (Date.now() < deadline) {
    const pid = (await editorPids()).find((id) => !before.includes(id));
    if (pid !== undefined) return pid;
    await delay(100, undefined, { signal });
  }
  throw new Error('TextEdit did not start.');
}

/** @typedef {ReturnType<typeof createActor>} Act */

/** @param {Act} act @param {string} pid @param {import('./desktop.mjs').Order} order */
async function waitForWindow(act, pid, order) {
  const title = path.parse(order.file).name;
  const deadline = Date.now() + windowDeadlineMs;
  while (Date.now() < deadline) {
    if ((await act('title', pid)).includes(title)) {
      log(`The window of TextEdit is there: ${title}`);
      return;
    }
    await delay(100, undefined, { signal: order.signal });
  }
  throw new Error(`TextEdit showed no window in ${windowDeadlineMs / 1000} seconds.`);
}

/**
 * Types, saves and reads the file back; pastes the text if it is wrong.
 * @param {Act} act
 * @param {string} pid
 * @param {import('./desktop.mjs').Order} order
 */
async function typeAndSave(act, pid, { text, file, delayMs, signal }) {
  // `keystroke` presses a wrong key for a letter that the keyboard lacks, so only ASCII is typed and the rest is pasted.
  const pieces = text.match(/[\x20-\x7E]{1,4}|[^\x20-\x7E]+/g) ?? [];
  for (const [attempt, parts] of [pieces, [text]].entries()) {
    let typed = 0;
    for (const part of parts) {
      await act(attempt === 0 && /^[\x20-\x7E]+$/.test(part) ? 'type' : 'paste', pid, part);
      await delay(delayMs, undefined, { signal });
      typed += part.length;
      progress(20 + (60 * typed) / text.length, `typed ${typed} of ${text.length} characters`);
    }
    await act('save', pid);
    if (await noteHolds(file, text, { timeoutMs: saveDeadlineMs, signal })) {
      progress(85, 'saved');
      return;
    }
    log('What TextEdit saved is not what was typed: once more.');
    await act('clear', pid);
  }
  throw new Error('TextEdit did not save what was typed: is another keyboard layout or input method in the way?');
}

/** @param {string} pid */
function isAlive(pid) {
  try {
    return process.kill(Number(pid), 0);
  } catch {
    return false;
  }
}

/** @param {string} pid @param {number} timeoutMs */
async function isGone(pid, timeoutMs) {
  const deadline = Date.now() + timeoutMs;
  while (isAlive(pid)) {
    if (Date.now() > deadline) return false;
    await delay(50);
  }
  return true;
}

/** Ends the robot's own TextEdit, by force if necessary. @param {string} pid */
async function end(pid) {
  for (const signal of /** @type {const} */ (['SIGTERM', 'SIGKILL'])) {
    if (!isAlive(pid)) return;
    process.kill(Number(pid), signal);
    if (await isGone(pid, 2000)) return;
  }
}
