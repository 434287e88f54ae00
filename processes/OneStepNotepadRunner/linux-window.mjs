// The editor's window on X11, through xdotool. Nothing is pressed while another window has the keyboard, and no key stays pressed.
import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { findProgram, runProgram, withUtf8 } from './program.mjs';

// A stroke that is cut off leaves its keys down, and a letter that is down repeats for ever: a cancel waits this long for its end.
const finishMs = 2000;
/** Every key that X11 has; with two digits, as "8" alone is the key with an 8 on it to xdotool. */
const allKeys = Array.from({ length: 248 }, (_, index) => String(index + 8).padStart(2, '0'));

/**
 * Whether a process is this one or a descendant of it.
 * @param {number} pid
 * @param {number} ancestor
 */
function stemsFrom(pid, ancestor) {
  for (let at = pid; at > 1;) {
    if (at === ancestor) return true;
    try {
      const stat = readFileSync(`/proc/${at}/stat`, 'utf8');
      at = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
    } catch {
      return false;
    }
  }
  return false;
}

/**
 * @param {string} xdotool its full path
 * @param {AbortSignal} signal
 */
export function createWindowTool(xdotool, signal) {
  const env = withUtf8(process.env);
  /** @param {readonly string[]} args @param {{ input?: string, timeoutMs?: number, finishMs?: number }} [options] */
  const run = (args, options = {}) => runProgram(xdotool, args, { env, signal, ...options });

  /** Whether the display answers; retries, because an X server may just be restarting. */
  async function displayAnswers() {
    for (let asked = 1; (await run(['getdisplaygeometry'])).code !== 0; asked += 1) {
      if (asked === 3) return false;
      await delay(300, undefined, { signal });
    }
    return true;
  }

  /**
   * The window whose title has this text, once it can be seen.
   * @param {string} title
   * @param {number} editorPid
   * @returns {Promise<string | undefined>} its id
   * @throws where it belongs to an editor that the robot did not start
   */
  async function find(title, editorPid) {
    const pattern = title.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    const { stdout } = await run(['search', '--onlyvisible', '--name', pattern]);
    const id = stdout.trim().split('\n').at(-1) ?? '';
    if (id === '') return undefined;
    const owner = await run(['getwindowpid', id]);
    if (owner.code === 0 && !stemsFrom(Number(owner.stdout), editorPid)) {
      await closeTab(id, pattern);
      throw new Error(
        'The file was opened by an editor that was already running, which the robot does not type into: its tab was closed there.',
      );
    }
    return id;
  }

  /** Closes our own empty tab, while the window's title names it. */
  async function closeTab(/** @type {string} */ id, /** @type {string} */ pattern) {
    await focus(id);
    const { stdout } = await run(['getwindowname', id]);
    if (new RegExp(pattern).test(stdout)) await run(['key', 'ctrl+w'], { finishMs });
  }

  const hasFocus = async (/** @type {string} */ id) => (await run(['getwindowfocus'])).stdout.trim() === id;

  /**
   * Focuses the window: through the window manager if there is one, else directly.
   * @param {string} id
   */
  async function focus(id) {
    const deadline = Date.now() + 5000;
    while (!(await hasFocus(id))) {
      if (Date.now() > deadline) throw new Error('Another window keeps the keyboard: the editor could not be focused.');
      const activated = await run(['windowactivate', id]);
      if (activated.code !== 0 || /abort/.test(activated.stderr)) await run(['windowfocus', id]);
      await delay(50, undefined, { signal });
    }
  }

  /**
   * Presses the keys of a stroke, in this window only.
   * @param {string} id
   * @param {import('./linux-keyboard.mjs').Stroke} stroke
   * @param {number} delayMs
   */
  async function press(id, stroke, delayMs) {
    await focus(id);
    const pause = ['--delay', String(delayMs)];
    const done =
      'type' in stroke
        ? await run(['type', ...pause, '--file', '-'], {
            input: stroke.type,
            finishMs,
            timeoutMs: 10_000 + delayMs * 10,
          })
        : await run(['key', ...pause, ...stroke.keys], { finishMs, timeoutMs: 10_000 + delayMs * 20 });
    if (done.code !== 0) throw new Error(`xdotool could not type: ${done.stderr.trim()}`);
  }

  /** Releases every key, whichever program left it pressed; also when cancelled. Keys that a person holds on a real keyboard stay pressed. */
  async function releaseKeys() {
    await runProgram(xdotool, ['keyup', '--delay', '0', ...allKeys], { env });
  }

  /**
   * A screenshot of the window, if a program for it is installed.
   * @param {string} id
   * @param {string} file
   * @returns {Promise<boolean>}
   */
  async function screenshot(id, file) {
    /** @type {[string, string[]][]} */
    const tools = [
      ['import', ['-window', id, file]],
      ['maim', ['-i', id, file]],
      ['scrot', ['-u', file]],
      ['gnome-screenshot', ['-w', '-f', file]],
    ];
    for (const [name, args] of tools) {
      const program = findProgram([name]);
      if (program === undefined) continue;
      const { code } = await runProgram(program, args, { signal, timeoutMs: 10_000 });
      if (code === 0) return true;
    }
    return false;
  }

  return { displayAnswers, find, press, releaseKeys, screenshot };
}
