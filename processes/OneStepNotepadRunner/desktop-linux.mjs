// Linux: an installed editor on X11 (or XWayland), with xdotool at the keyboard.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { hexStrokesFor, strokesFor } from './linux-keyboard.mjs';
import { editorEnv, findEditor } from './linux-editors.mjs';
import { layoutOf } from './linux-layout.mjs';
import { createWindowTool } from './linux-window.mjs';
import { noteHolds } from './note.mjs';
import { findProgram } from './program.mjs';
import { log, progress } from './rota-child.mjs';

const editorStarts = 3;
const windowDeadlineMs = 20_000;
const saveDeadlineMs = 3_000;
const closeDeadlineMs = 5_000;
const install = 'install mousepad and xdotool (Debian, Ubuntu: sudo apt install mousepad xdotool).';

/** @typedef {ReturnType<typeof createWindowTool>} WindowTool */

/** Why no editor can be used here, in one sentence; undefined where one can. */
function missing() {
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  const hasDisplay = DISPLAY !== undefined && DISPLAY !== '';
  if (!hasDisplay && WAYLAND_DISPLAY !== undefined && WAYLAND_DISPLAY !== '') {
    return 'This is a Wayland session without XWayland, where a program may not type for another: log in to an X11 session or switch XWayland on.';
  }
  if (!hasDisplay) return 'There is no display (DISPLAY is not set), so no editor can be opened.';
  if (findEditor() === undefined) return `No text editor that the robot knows is installed: ${install}`;
  if (findProgram(['xdotool']) === undefined) return `xdotool, which types for the robot, is not installed: ${install}`;
  return undefined;
}

/** @param {import('./desktop.mjs').Order} order @returns {Promise<import('./desktop.mjs').Typed>} */
export async function typeOnLinux(order) {
  const why = missing();
  const editor = findEditor();
  const xdotool = findProgram(['xdotool']);
  if (why !== undefined || editor === undefined || xdotool === undefined) return { typed: false, why: why ?? install };
  const windows = createWindowTool(xdotool, order.signal);
  if (!(await windows.displayAnswers())) {
    return { typed: false, why: `The display ${process.env.DISPLAY} does not answer, so no editor can be opened.` };
  }

  await windows.releaseKeys();
  progress(10, `opening ${editor.name}`);
  let running = openEditor(editor, order);
  let isKept = false;
  try {
    let id = await waitForWindow(windows, running, order);
    // An X server restarts when its last client disconnects, and an editor that connects just then is disconnected.
    for (let start = 2; id === undefined && start <= editorStarts; start += 1) {
      await delay(300, undefined, { signal: order.signal });
      running = openEditor(editor, order);
      id = await waitForWindow(windows, running, order);
    }
    if (id === undefined) throw new Error(`${editor.name} ended before its window was seen.`);
    await typeAndSave(windows, id, editor, order).catch((/** @type {unknown} */ error) => {
      if (!running.isOver()) throw error;
      throw new Error(`${editor.name} was closed while the robot was typing.`, { cause: error });
    });
    if (await windows.screenshot(id, order.screenshotFile)) log('A picture of the window is in the artifacts.');
    if (order.keepOpen) isKept = true;
    else {
      progress(90, `closing ${editor.name}`);
      await windows.press(id, { keys: ['ctrl+q'] }, order.delayMs);
      await running.ended(closeDeadlineMs, order.signal);
      if (!running.isOver()) log(`${editor.name} did not close when asked to: it is ended.`);
    }
  } finally {
    await windows.releaseKeys();
    if (isKept) running.letGo();
    else await running.kill();
  }
  return { typed: true, editor: editor.name };
}

/**
 * Starts the editor in the robot's own process group, so that stopping the group also stops the editor; with `keepOpen` outside it.
 * @param {{ name: string, program: string, args: readonly string[] }} editor
 * @param {import('./desktop.mjs').Order} order
 */
function openEditor(editor, order) {
  const { keepOpen, file } = order;
  const temporary = mkdtempSync(path.join(tmpdir(), 'notepad-robot-'));
  const child = spawn(editor.program, [...editor.args, file], {
    env: editorEnv({ keepOpen, temporary }),
    detached: keepOpen,
    stdio: 'ignore',
  });
  const exit = new Promise((resolve) => child.once('exit', resolve).once('error', resolve));
  void exit.then(() => rmSync(temporary, { recursive: true, force: true }));
  const isOver = () => child.pid === undefined || child.exitCode !== null || child.signalCode !== null;
  /** @param {number} timeoutMs @param {AbortSignal} [signal] */
  const ended = async (timeoutMs, signal) => {
    const stop = new AbortController();
    const options = { signal: signal === undefined ? stop.signal : AbortSignal.any([stop.signal, signal]) };
    await Promise.race([exit, delay(timeoutMs, undefined, options)]).finally(() => stop.abort());
  };
  const kill = async () => {
    for (const signal of /** @type {const} */ (['SIGTERM', 'SIGKILL'])) {
      if (isOver()) return;
      child.kill(signal);
      await ended(2000);
    }
  };
  return { pid: child.pid ?? -1, name: editor.name, isOver, ended, kill, letGo: () => child.unref() };
}

/**
 * @param {WindowTool} windows
 * @param {{ pid: number, name: string, isOver: () => boolean }} running
 * @param {import('./desktop.mjs').Order} order
 * @returns {Promise<string | undefined>} the id of the window; undefined when the editor has ended without one
 */
async function waitForWindow(windows, running, order) {
  const title = path.basename(order.file);
  const deadline = Date.now() + windowDeadlineMs;
  for (;;) {
    const id = await windows.find(title, running.pid);
    if (id !== undefined) {
      log(`The window of ${running.name} is there: ${title}`);
      return id;
    }
    if (running.isOver()) return undefined;
    if (Date.now() > deadline)
      throw new Error(`${running.name} showed no window in ${windowDeadlineMs / 1000} seconds.`);
    await delay(100, undefined, { signal: order.signal });
  }
}

/**
 * Types, saves and reads the file back; if the text is wrong, types it again, more slowly and then in another way.
 * @param {WindowTool} windows
 * @param {string} id
 * @param {{ name: string, hexInput: boolean }} editor
 * @param {import('./desktop.mjs').Order} order
 */
async function typeAndSave(windows, id, editor, order) {
  const { text, file, delayMs, signal } = order;
  const slowly = Math.max(delayMs, 120);
  const tries = [
    { strokes: editor.hexInput ? strokesFor(text, await layoutOf(signal)) : strokesFor(text), pauseMs: delayMs },
    { strokes: strokesFor(text), pauseMs: slowly },
    { strokes: editor.hexInput ? hexStrokesFor(text) : strokesFor(text), pauseMs: slowly },
  ];
  for (const { strokes, pauseMs } of tries) {
    let typed = 0;
    for (const { stroke, length } of strokes) {
      await windows.press(id, stroke, pauseMs);
      typed += length;
      progress(20 + (60 * typed) / text.length, `typed ${typed} of ${text.length} characters`);
    }
    await windows.press(id, { keys: ['ctrl+s'] }, pauseMs);
    if (await noteHolds(file, text, { timeoutMs: saveDeadlineMs, signal })) {
      progress(85, 'saved');
      return;
    }
    log(`What ${editor.name} saved is not what was typed: once more.`);
    await windows.press(id, { keys: ['ctrl+a', 'Delete'] }, slowly);
  }
  throw new Error(`${editor.name} did not save what was typed: is another keyboard layout or input method in the way?`);
}
