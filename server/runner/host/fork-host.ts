import { fork } from 'node:child_process';
import path from 'node:path';
import type { FromHost, HostPort } from './host-messages.ts';
import { reaperHere, underReaper, type ReaperStart } from '../terminate/reaper.ts';

/** A smaller heap and one helper thread: a start copies the caller's page tables, so a small host starts children faster. */
const smallNode = ['--max-semi-space-size=1', '--v8-pool-size=1'];

/** Next to this source file; the built server has a built one. */
const ownHost = path.join(
  import.meta.dirname,
  import.meta.filename.endsWith('.ts') ? 'host.ts' : path.join('..', 'host', 'host.mjs'),
);

export interface ForkedHostParts {
  /** The host's own environment; children get theirs from the launcher. */
  readonly environment: Readonly<Record<string, string>>;
  /** host.ts, or its bundle. */
  readonly module?: string;
  /**
   * Rota's own folder for compiled code. With it the host does not load the TypeScript reader, takes 30 MB less and
   * starts children a third faster (docs/decisions/0004). Nobody else may write there, because its content is executed.
   */
  readonly compileCache?: string;
  /** Starts the reaper, which adopts orphans; null = none. Default: the one of this system. */
  readonly reaper?: ReaperStart | null;
}

/** Perl lacks what the reaper needs (a sandbox, another system): hosts are then started without it. */
let isReaperBroken = false;

/** Starts a host as a separate Node process. */
export function forkHost(parts: ForkedHostParts): HostPort {
  const module = parts.module ?? ownHost;
  const cache = parts.compileCache === undefined ? {} : { NODE_COMPILE_CACHE: parts.compileCache };
  const reaper = parts.reaper === undefined ? (isReaperBroken ? null : reaperHere()) : parts.reaper;
  const host = fork(module, reaper === null ? [] : [underReaper], {
    env: { ...parts.environment, ...cache },
    ...(reaper === null
      ? { execArgv: smallNode }
      : { execPath: reaper.program, execArgv: [...reaper.args, process.execPath, ...smallNode] }),
    // In its own process group, so that it survives a signal to the server's group and can clean up.
    detached: process.platform !== 'win32',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  let hasEnded = false;
  let hasBegun = false;
  host.once('message', () => (hasBegun = true));
  return {
    send(orders) {
      if (host.connected) host.send(orders, () => {});
    },
    onMessage: (listener) => host.on('message', (words) => listener(words as unknown as FromHost)),
    onExit(listener) {
      const once = (how: string, error?: Error) => {
        if (!hasEnded) listener(how, error);
        hasEnded = true;
      };
      host.on('exit', (code, signal) => {
        // Code 1 means no resources for a host, from 128 on the host had none for itself: that passes.
        isReaperBroken ||= reaper !== null && !hasBegun && code !== null && code !== 1 && code < 128;
        once(signal === null ? `exit code ${code}` : `signal ${signal}`);
      });
      host.on('error', (error) => {
        if (host.pid === undefined) once(error.message, error);
      });
    },
    kill: () => host.kill('SIGKILL'),
  };
}
