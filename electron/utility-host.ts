import { utilityProcess } from 'electron';
import type { StartOptions } from './server-face.ts';

type StartHost = NonNullable<StartOptions['startHost']>;
type HostPort = ReturnType<StartHost>;
type FromHost = Parameters<Parameters<HostPort['onMessage']>[0]>[0];

/** Starts hosts of the runner as utility processes: with the fuse `runAsNode` off, Electron is no Node that could be forked. */
export function utilityHosts(module: string): StartHost {
  return (): HostPort => {
    const host = utilityProcess.fork(module, [], {
      serviceName: 'Rota runner',
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    // Its end follows, and says enough; unheard, the event would be an error of the app itself.
    host.on('error', () => {});
    return {
      send: (orders) => host.postMessage(orders),
      onMessage: (listener) => host.on('message', (words: FromHost) => listener(words)),
      onExit: (listener) => host.once('exit', (code) => listener(`exit code ${code}`)),
      kill: () => host.kill(),
    };
  };
}
