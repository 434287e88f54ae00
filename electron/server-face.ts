import type { start } from '../server/start.ts';

export type { ShutdownBlock } from '../server/start.ts';

/** The server as the shell sees it: what start.ts takes and returns. */
export type StartOptions = Parameters<typeof start>[0];
export type Rota = Awaited<ReturnType<typeof start>>;
export type Engine = Rota['engine'];
export type Caller = Parameters<Engine['runs']['cancel']>[2];

/** The actor of a click in the tray: a person at this computer. */
export const trayCaller: Caller = {
  kind: 'person',
  owner: 'person:tray',
  name: 'tray',
  user: null,
  scopes: ['start', 'read', 'manage'],
  processes: null,
};

/** Calls once after `ms`; returns the function that cancels it. */
export type After = (ms: number, call: () => void) => () => void;

export const afterMs: After = (ms, call) => {
  const timer = setTimeout(call, ms);
  return () => clearTimeout(timer);
};

/** What the shell writes to the log: one line, never values. */
export type Say = (message: string, error?: unknown) => void;
