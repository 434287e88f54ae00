import { execFile } from 'node:child_process';

/** A system that gives no list (WMI hangs, no memory for a program) must not keep a run from ending. */
const listWithinMs = 20_000;

/** The output of a program; empty if it cannot be started or does not end in time. Never rejects. */
export function output(
  program: string,
  args: readonly string[],
  { env, timeoutMs = listWithinMs }: { env?: Readonly<Record<string, string>>; timeoutMs?: number } = {},
): Promise<string> {
  const options = {
    maxBuffer: 64 * 1024 * 1024,
    windowsHide: true,
    timeout: timeoutMs,
    killSignal: 'SIGKILL',
  } as const;
  return new Promise((resolve) => {
    try {
      execFile(program, args, { ...options, ...(env && { env }) }, (error, stdout) =>
        resolve(error?.killed === true ? '' : stdout),
      );
    } catch {
      resolve('');
    }
  });
}
