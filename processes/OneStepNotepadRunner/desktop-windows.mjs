// Windows: Notepad, with a PowerShell script at the keyboard.
import { copyFileSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runProgram } from './program.mjs';
import { log, progress } from './rota-child.mjs';

const scriptName = 'type-in-notepad.ps1';
// UTF-8 is set before the script is read. If a policy forbids the script, PowerShell reports it in the system's language and code page.
const startScript =
  'try { [Console]::OutputEncoding = New-Object Text.UTF8Encoding $false } catch { }; & $env:ROBOT_SCRIPT';
const closeDeadlineMs = 8_000;
const pressMs = 200;

/** @param {import('./desktop.mjs').Order} order @returns {Promise<import('./desktop.mjs').Typed>} */
export async function typeOnWindows(order) {
  const { text, delayMs, signal } = order;
  const root = process.env.SystemRoot ?? 'C:\\Windows';
  const powershell = path.join(root, 'System32', 'WindowsPowerShell', 'v1.0', 'powershell.exe');
  if (!existsSync(powershell))
    return { typed: false, why: `PowerShell, which types for the robot, is not there: ${powershell}` };
  // A copy, because PowerShell cannot read inside the archive of the packaged desktop app.
  const folder = mkdtempSync(path.join(tmpdir(), 'notepad-robot-'));
  const script = path.join(folder, scriptName);
  const stopFile = path.join(folder, 'stop');
  copyFileSync(path.join(import.meta.dirname, scriptName), script);
  const env = {
    ...process.env,
    ROBOT_SCRIPT: script,
    ROBOT_FILE: order.file,
    ROBOT_TEXT: text,
    ROBOT_DELAY_MS: String(delayMs),
    ROBOT_KEEP_OPEN: order.keepOpen ? '1' : '',
    ROBOT_SCREENSHOT: order.screenshotFile,
    ROBOT_STOP_FILE: stopFile,
  };
  // When asked to stop, the script closes Notepad and ends; it is killed only if it does not.
  const force = new AbortController();
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  const stop = () => {
    writeFileSync(stopFile, '');
    timer = setTimeout(() => force.abort(signal.reason), closeDeadlineMs);
  };
  signal.addEventListener('abort', stop, { once: true });
  let why = '';
  let isSaved = false;
  /** @param {string} line */
  const onLine = (line) => {
    const [word = '', ...rest] = line.split(' ');
    const detail = rest.join(' ');
    if (word === 'window') log(`The window of Notepad is there: ${detail}`);
    else if (word === 'typed') {
      progress(20 + (60 * Number(detail)) / text.length, `typed ${detail} of ${text.length} characters`);
    } else if (word === 'saved') {
      isSaved = true;
      progress(85, 'saved');
    } else if (word === 'retry') log('What Notepad saved is not what was typed: once more.');
    else if (word === 'picture') log('A picture of the window is in the artifacts.');
    else if (word === 'closing') progress(90, 'closing Notepad');
    else if (word === 'cannot') why = `The robot cannot ${detail}`;
  };
  progress(10, 'opening Notepad');
  try {
    const args = ['-NoProfile', '-NonInteractive', '-ExecutionPolicy', 'Bypass', '-Command', startScript];
    const timeoutMs = 60_000 + text.length * (delayMs + pressMs);
    const { stderr } = await runProgram(powershell, args, { env, timeoutMs, signal: force.signal, onLine });
    signal.throwIfAborted();
    if (isSaved && why === '') return { typed: true, editor: 'Notepad' };
    return {
      typed: false,
      why: why === '' ? `PowerShell could not type into Notepad: ${stderr.trim().slice(0, 300)}` : why,
    };
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
    rmSync(folder, { recursive: true, force: true });
  }
}
