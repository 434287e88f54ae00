import { windowsFunctions } from './kernel.ts';

/** Asks Windows for time while it ends the session. For a program with windows alone: user32.dll makes a console program deaf to sign-out. */
export interface SessionHold {
  /** True when Windows shows `reason` and waits; only from the thread that made the window. */
  hold(window: bigint, reason: string): boolean;
  /** Lets it go on. */
  release(window: bigint): void;
}

interface Functions {
  SetProcessShutdownParameters(level: number, flags: number): number;
}
interface WindowFunctions {
  ShutdownBlockReasonCreate(window: bigint, reason: Buffer): number;
  ShutdownBlockReasonDestroy(window: bigint): number;
}

/** Higher levels are told first, each program begins at 0x280, and 0x3FF is the highest an application may have: robots still run when Rota is told. */
const toldFirst = 0x3ff;
/** MAX_STR_BLOCKREASON; a longer reason is refused. */
const mostSigns = 256;

/** Null on other systems, and where Windows' functions cannot be had. */
export function sessionHold(): SessionHold | null {
  const windows = windowsFunctions<WindowFunctions>('user32.dll', {
    ShutdownBlockReasonCreate: 'int ShutdownBlockReasonCreate(void *window, void *reason)',
    ShutdownBlockReasonDestroy: 'int ShutdownBlockReasonDestroy(void *window)',
  });
  if (windows === null) return null;
  const system = windowsFunctions<Functions>('kernel32.dll', {
    SetProcessShutdownParameters: 'int SetProcessShutdownParameters(uint32 level, uint32 flags)',
  });
  system?.SetProcessShutdownParameters(toldFirst, 0);
  return {
    hold: (window, reason) => windows.ShutdownBlockReasonCreate(window, wide(reason.slice(0, mostSigns - 1))) !== 0,
    release: (window) => void windows.ShutdownBlockReasonDestroy(window),
  };
}

/** Text as Windows takes it: UTF-16 with an end. */
const wide = (text: string): Buffer => Buffer.from(`${text}\0`, 'utf16le');
