// Finds and runs the computer's programs that the robot uses, always with a timeout.
import { spawn } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import path from 'node:path';

/**
 * The full path of the first of these programs that is installed.
 * @param {readonly string[]} names
 * @returns {string | undefined}
 */
export function findProgram(names) {
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter((folder) => folder !== '');
  for (const name of names) {
    for (const folder of folders) {
      const file = path.join(folder, name);
      try {
        accessSync(file, constants.X_OK);
        if (statSync(file).isFile()) return file;
      } catch {
        // Not there: the next folder.
      }
    }
  }
  return undefined;
}

/**
 * Programs read text and file names in the encoding of their locale, and a service often has none.
 * @param {NodeJS.ProcessEnv} env
 * @returns {NodeJS.ProcessEnv}
 */
export function withUtf8(env) {
  const locale = [env.LC_ALL, env.LC_CTYPE, env.LANG].find((value) => value !== undefined && value !== '') ?? '';
  return /utf-?8/i.test(locale) ? env : { ...env, LC_ALL: 'C.UTF-8' };
}

/**
 * Runs a program to its end. A program that cannot be started, or is killed after `timeoutMs`, has code null.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ input?: string, env?: NodeJS.ProcessEnv, timeoutMs?: number, signal?: AbortSignal, onLine?: (line: string) => void, finishMs?: number }} [options]
 * `finishMs`: when `signal` aborts it may go on this long, and a signal to the robot's whole group does not reach it
 * @returns {Promise<{ code: number | null, stdout: string, stderr: string }>} rejects only when `signal` aborts
 */
export function runProgram(program, args, options = {}) {
  const { input = '', env = process.env, timeoutMs = 5000, signal, onLine, finishMs = 0 } = options;
  return new Promise((resolve, reject) => {
    if (signal?.aborted === true) {
      reject(signal.reason);
      return;
    }
    const child = spawn(program, args, { env, windowsHide: true, detached: finishMs > 0 });
    let stdout = '';
    let stderr = '';
    let pending = '';
    const kill = () => void child.kill('SIGKILL');
    const timer = setTimeout(kill, timeoutMs);
    /** @type {NodeJS.Timeout | undefined} */
    let overdue;
    const stop = () => {
      if (finishMs === 0) kill();
      else overdue = setTimeout(kill, finishMs);
    };
    signal?.addEventListener('abort', stop, { once: true });
    child.stdout.setEncoding('utf8').on('data', (/** @type {string} */ text) => {
      stdout += text;
      const lines = (pending + text).split(/\r?\n/);
      pending = lines.pop() ?? '';
      if (onLine !== undefined) lines.forEach(onLine);
    });
    child.stderr.setEncoding('utf8').on('data', (/** @type {string} */ text) => void (stderr += text));
    // A program that ends before it has read its input closes the pipe; its exit code shows what happened.
    child.stdin.on('error', () => undefined).end(input);
    /** @param {number | null} code */
    const end = (code) => {
      clearTimeout(timer);
      clearTimeout(overdue);
      signal?.removeEventListener('abort', stop);
      if (signal?.aborted === true) reject(signal.reason);
      else resolve({ code, stdout, stderr });
    };
    child.on('error', (error) => {
      stderr += error.message;
      end(null);
    });
    child.on('close', end);
  });
}
