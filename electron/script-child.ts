import { once } from 'node:events';
import { Readable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import type { ScriptOrder } from './utility-scripts.ts';

// One JavaScript robot in a utility process. A utility process never ends by itself (electron/electron#47228) and has no stdin. A worker
// thread has both, so the robot runs in one: it ends when nothing is left to do, with the robot's exit code.

/** Electron's message port in a utility process. */
interface UtilityPort {
  on(event: 'message', listener: (event: { data: unknown }) => void): void;
}

if (isMainThread) look((process as { parentPort?: UtilityPort }).parentPort);
else await run(workerData as ThreadOrder);

function look(port: UtilityPort | undefined): void {
  let robot: Worker | null = null;
  port?.on('message', ({ data }) => {
    if (data === 'ask') robot?.postMessage('ask');
    else robot ??= begin(data as ScriptOrder);
  });
}

interface ThreadOrder {
  readonly program: string;
  readonly stdin: string;
}

function begin({ program, args, stdinLine }: ScriptOrder): Worker {
  const order: ThreadOrder = { program, stdin: stdinLine === null ? '' : `${stdinLine}\n` };
  const robot = new Worker(new URL(import.meta.url), {
    argv: [...args],
    workerData: order,
    stdout: true,
    stderr: true,
  });
  robot.on('error', (error) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  });
  const heard = [pass(robot.stdout, process.stdout), pass(robot.stderr, process.stderr)];
  robot.on('exit', (code) => void Promise.all(heard).then(() => process.exit(code)));
  return robot;
}

/** Forwards all output; resolves when the last byte has left this process. */
async function pass(from: Readable, to: NodeJS.WriteStream): Promise<void> {
  for await (const bytes of from) if (!to.write(bytes as Buffer)) await once(to, 'drain');
  await new Promise<void>((resolve) => to.write('', () => resolve()));
}

/** In the thread: imitates a script that Node was started with. */
async function run({ program, stdin }: ThreadOrder): Promise<void> {
  process.argv[1] = program;
  // An unread stdin keeps a worker thread alive for ever.
  const source = stdin === '' ? [] : [Buffer.from(stdin)];
  Object.defineProperty(process, 'stdin', { value: Readable.from(source, { objectMode: false }), configurable: true });
  // A worker thread receives no signals: the request to end comes as a message and is emitted as the signal.
  parentPort?.on('message', () => {
    if (process.listenerCount('SIGTERM') > 0) process.emit('SIGTERM', 'SIGTERM');
    else process.exit(143);
  });
  parentPort?.unref();
  await import(pathToFileURL(program).href);
}
