import type { start } from '../server/start.ts';

export type { SessionHold } from '../server/start.ts';

/** What the shell knows of the server: what start.ts takes and gives back, and nothing behind it. */
export type StartOptions = Parameters<typeof start>[0];
export type Rota = Awaited<ReturnType<typeof start>>;
export type Engine = Rota['engine'];
export type Caller = Parameters<Engine['runs']['cancel']>[2];

/** Who asks when somebody clicks in the tray: a person at this computer. */
export const trayCaller: Caller = {
  kind: 'person',
  owner: 'person:tray',
  name: 'tray',
  user: null,
  scopes: ['start', 'read', 'manage'],
  processes: null,
};

/** Calls once after `ms`; returns its cancel. */
export type After = (ms: number, call: () => void) => () => void;

export const afterMs: After = (ms, call) => {
  const timer = setTimeout(call, ms);
  return () => clearTimeout(timer);
};

/** What the shell tells the log; one line, never values. */
export type Say = (message: string, error?: unknown) => void;
