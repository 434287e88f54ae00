import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { FromHost, HostPort } from './host-messages.ts';

/** A smaller heap and one helper thread: a start copies the caller's page tables, so a small host starts children faster. */
const smallNode = ['--max-semi-space-size=1', '--v8-pool-size=1'];

/** Starts a host as a Node process of its own. `module` is host.ts, or what it was bundled into. */
export function forkHost(
  environment: Readonly<Record<string, string>>,
  module = fileURLToPath(new URL('./host.ts', import.meta.url)),
): HostPort {
  const host = fork(module, [], {
    env: environment,
    execArgv: smallNode,
    // Of its own group, so that it outlives a signal to the server's group and can clear up.
    detached: process.platform !== 'win32',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  let hasEnded = false;
  return {
    send(orders) {
      if (host.connected) host.send(orders, () => {});
    },
    onMessage: (listener) => host.on('message', (words) => listener(words as unknown as FromHost)),
    onExit(listener) {
      const once = (how: string) => {
        if (!hasEnded) listener(how);
        hasEnded = true;
      };
      host.on('exit', (code, signal) => once(signal === null ? `exit code ${code}` : `signal ${signal}`));
      host.on('error', (error) => {
        if (host.pid === undefined) once(error.message);
      });
    },
    kill: () => host.kill('SIGKILL'),
  };
}
