import { utilityProcess } from 'electron';
import type { StartOptions } from './server-face.ts';

type StartHost = NonNullable<StartOptions['startHost']>;
type HostPort = ReturnType<StartHost>;
type FromHost = Parameters<Parameters<HostPort['onMessage']>[0]>[0];

/** Starts the runner's hosts as utility processes: with the fuse `runAsNode` off, Electron cannot be forked as Node. */
export function utilityHosts(module: string): StartHost {
  return (): HostPort => {
    const host = utilityProcess.fork(module, [], {
      serviceName: 'Rota runner',
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    // "exit" follows and says enough; without a listener, "error" would be an uncaught exception.
    host.on('error', () => {});
    return {
      send: (orders) => host.postMessage(orders),
      onMessage: (listener) => host.on('message', (words: FromHost) => listener(words)),
      onExit: (listener) => host.once('exit', (code) => listener(`exit code ${code}`)),
      kill: () => host.kill(),
    };
  };
}
