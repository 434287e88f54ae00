import { fork } from 'node:child_process';
import path from 'node:path';
import type { FromHost, HostPort } from './host-messages.ts';
import { reaperHere, underReaper, type ReaperStart } from '../terminate/reaper.ts';

/** A smaller heap and one helper thread: a start copies the caller's page tables, so a small host starts children faster. */
const smallNode = ['--max-semi-space-size=1', '--v8-pool-size=1'];

/** Beside this source; the built server has it built, too. */
const ownHost = path.join(
  import.meta.dirname,
  import.meta.filename.endsWith('.ts') ? 'host.ts' : path.join('..', 'host', 'host.mjs'),
);

export interface ForkedHostParts {
  /** The host's own environment; children get theirs from the launcher. */
  readonly environment: Readonly<Record<string, string>>;
  /** host.ts, or what it was bundled into. */
  readonly module?: string;
  /**
   * A folder of Rota's own for compiled code. With it the host need not load what reads TypeScript, takes 30 MB less and
   * starts children a third faster (docs/decisions/0004). Nobody else may write there: what is in it is run.
   */
  readonly compileCache?: string;
  /** What looks after those without parents; null = nobody. Default: what there is here. */
  readonly reaper?: ReaperStart | null;
}

/** A Perl that cannot do what is asked of it (a sandbox, another system): hosts are then started without. */
let isReaperBroken = false;

/** Starts a host as a Node process of its own. */
export function forkHost(parts: ForkedHostParts): HostPort {
  const module = parts.module ?? ownHost;
  const cache = parts.compileCache === undefined ? {} : { NODE_COMPILE_CACHE: parts.compileCache };
  const reaper = parts.reaper === undefined ? (isReaperBroken ? null : reaperHere()) : parts.reaper;
  const host = fork(module, reaper === null ? [] : [underReaper], {
    env: { ...parts.environment, ...cache },
    ...(reaper === null
      ? { execArgv: smallNode }
      : { execPath: reaper.program, execArgv: [...reaper.args, process.execPath, ...smallNode] }),
    // Of its own group, so that it outlives a signal to the server's group and can clear up.
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
        // With 1 it had no room for a host, from 128 on the host had none for itself: that passes.
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
