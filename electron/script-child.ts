import { once } from 'node:events';
import { pathToFileURL } from 'node:url';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import type { ScriptOrder } from './utility-scripts.ts';

// One JavaScript robot in a utility process. Such a process never ends by itself (electron/electron#47228) and has no stdin, so the
// robot runs in a worker thread, which has both: it ends when nothing is left to do, with the code the robot left.

/** Electron's end of the channel, in a utility process. */
interface UtilityPort {
  on(event: 'message', listener: (event: { data: unknown }) => void): void;
}

if (isMainThread) look((process as { parentPort?: UtilityPort }).parentPort);
else await run(workerData as string);

function look(port: UtilityPort | undefined): void {
  let robot: Worker | null = null;
  port?.on('message', ({ data }) => {
    if (data === 'ask') robot?.postMessage('ask');
    else robot ??= begin(data as ScriptOrder);
  });
}

function begin({ program, args, stdinLine }: ScriptOrder): Worker {
  const robot = new Worker(new URL(import.meta.url), { argv: [...args], stdin: true, workerData: program });
  robot.stdin?.end(stdinLine === null ? '' : `${stdinLine}\n`);
  robot.on('error', (error) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  });
  robot.on('exit', (code) => void leave(code));
  return robot;
}

/** What was written is handed over before the process goes. */
async function leave(code: number): Promise<void> {
  for (const stream of [process.stdout, process.stderr]) {
    if (stream.writableNeedDrain) await once(stream, 'drain');
  }
  process.exit(code);
}

/** In the thread: looks like a script that Node was started with. */
async function run(program: string): Promise<void> {
  process.argv[1] = program;
  // A thread hears no signals; the request to end comes as a message and is told as the signal would be.
  parentPort?.on('message', () => {
    if (process.listenerCount('SIGTERM') > 0) process.emit('SIGTERM', 'SIGTERM');
    else process.exit(143);
  });
  parentPort?.unref();
  await import(pathToFileURL(program).href);
}
