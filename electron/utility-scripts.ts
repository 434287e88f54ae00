import { utilityProcess } from 'electron';
import type { StartOptions } from './server-face.ts';

type ScriptRuntime = NonNullable<StartOptions['scriptRuntime']>;

/** The first message to a script's process. */
export interface ScriptOrder {
  readonly program: string;
  readonly args: readonly string[];
  readonly stdinLine: string | null;
}

/**
 * Runs JavaScript robots in utility processes, on Electron's Node. `module` is script-child.ts, bundled; it makes up for the missing stdin
 * and the process that does not end by itself.
 */
export function utilityScripts(module: string): ScriptRuntime {
  return (start, events) => {
    const child = utilityProcess.fork(module, [], {
      serviceName: 'Rota script',
      stdio: ['ignore', 'pipe', 'pipe'],
      cwd: start.cwd,
      env: { ...start.env },
    });
    let hasStarted = false;
    let open = 2;
    child.once('spawn', () => {
      hasStarted = true;
      const order: ScriptOrder = { program: start.program, args: start.args, stdinLine: start.stdinLine };
      child.postMessage(order);
      events.started(child.pid ?? 0);
    });
    for (const [name, pipe] of [
      ['stdout', child.stdout],
      ['stderr', child.stderr],
    ] as const) {
      pipe?.on('data', (bytes: Buffer) => events.output(name, bytes));
      // Electron's pipes report their end by one event or the other.
      let isOver = false;
      const over = () => {
        if (isOver) return;
        isOver = true;
        open -= 1;
        if (open === 0) events.drained();
      };
      pipe?.on('end', over);
      pipe?.on('close', over);
    }
    // "exit" follows; without a listener, "error" would be an uncaught exception.
    child.on('error', () => {});
    child.once('exit', (code) => {
      if (hasStarted) return events.exited(code, null);
      events.failed(new Error(`The process for a script could not be started (code ${code}).`));
    });
    return {
      leadsGroup: false,
      ask: () => child.postMessage('ask'),
      release() {
        for (const pipe of [child.stdout, child.stderr]) (pipe as { destroy?: () => void } | null)?.destroy?.();
      },
    };
  };
}
