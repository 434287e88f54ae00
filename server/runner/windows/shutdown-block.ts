import { windowsFunctions } from './kernel.ts';

/**
 * Asks Windows to wait while it ends the session. Only for a program with windows: loading user32.dll makes a console program miss the
 * sign-out.
 */
export interface ShutdownBlock {
  /** True if Windows shows `reason` and waits; only from the thread that created the window. */
  hold(window: bigint, reason: string): boolean;
  /** Lets Windows continue. */
  release(window: bigint): void;
}

interface Functions {
  SetProcessShutdownParameters(level: number, flags: number): number;
}
interface WindowFunctions {
  ShutdownBlockReasonCreate(window: bigint, reason: Buffer): number;
  ShutdownBlockReasonDestroy(window: bigint): number;
}

/**
 * Windows notifies higher levels first; the default is 0x280, and 0x3FF is the highest for an application. So robots still run when Rota is notified.
 */
const toldFirst = 0x3ff;
/** MAX_STR_BLOCKREASON; Windows refuses a longer reason. */
const mostSigns = 256;

/** Null on other systems, and if Windows' functions cannot be loaded. */
export function shutdownBlock(): ShutdownBlock | null {
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

/** Text for Windows: UTF-16 with a terminating zero. */
const wide = (text: string): Buffer => Buffer.from(`${text}\0`, 'utf16le');
