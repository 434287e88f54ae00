import { said, type Translatable } from '../../contract/translatable.ts';
import { kernelProblem, windowsFunctions, type Handle } from '../runner/windows/kernel.ts';
import { wakeTimersAllowed } from './windows-wake-plan.ts';

interface Timers {
  CreateWaitableTimerW(attributes: null, isManual: number, name: null): Handle;
  SetWaitableTimer(timer: Handle, due: Buffer, period: number, call: null, word: null, wakes: number): number;
  CancelWaitableTimer(timer: Handle): number;
  GetLastError(): number;
  SetLastError(error: number): void;
}

const signatures: Readonly<Record<keyof Timers, string>> = {
  CreateWaitableTimerW: 'void *CreateWaitableTimerW(void *attributes, int manual, void *name)',
  SetWaitableTimer: 'int SetWaitableTimer(void *timer, void *due, int32 period, void *call, void *word, int resume)',
  CancelWaitableTimer: 'int CancelWaitableTimer(void *timer)',
  GetLastError: 'uint32 GetLastError()',
  SetLastError: 'void SetLastError(uint32 error)',
};

/** ERROR_NOT_SUPPORTED: the timer is set all the same, and wakes nothing. */
const notSupported = 50;

const noSleep = said`this computer has no sleep that a timer can end`;
const notAllowed = said`the power plan of Windows does not allow it: set "Allow wake timers" to "Enable" (Control Panel, Power Options, Sleep)`;

/** A timer of Windows that wakes the computer. It lives as long as this process, and needs no right. */
export function createWindowsWakeTimer() {
  let functions: Timers | null = null;
  let timer: Handle = null;

  function set(at: number | null): Translatable | null {
    if (at === null) {
      if (functions !== null && timer !== null) functions.CancelWaitableTimer(timer);
      return null;
    }
    functions ??= windowsFunctions<Timers>('kernel32.dll', signatures);
    if (functions === null) return said`the native part of Rota is not loaded: ${kernelProblem() ?? '?'}`;
    timer ??= functions.CreateWaitableTimerW(null, 1, null) || null;
    if (timer === null) return said`Windows gave no timer (error ${functions.GetLastError()})`;
    // What an earlier call left would be taken for its answer.
    functions.SetLastError(0);
    if (functions.SetWaitableTimer(timer, fileTime(at), 0, null, null, 1) === 0)
      return said`Windows gave no timer (error ${functions.GetLastError()})`;
    if (functions.GetLastError() === notSupported) return noSleep;
    return wakeTimersAllowed() === false ? notAllowed : null;
  }

  return { set: (at: number | null) => Promise.resolve().then(() => set(at)) };
}

/** FILETIME: units of 100 ns since 1601 in UTC; a positive one is an instant, a negative one a length of time. */
export function fileTime(at: number): Buffer {
  const due = Buffer.alloc(8);
  due.writeBigInt64LE((BigInt(Math.round(at)) + 11_644_473_600_000n) * 10_000n);
  return due;
}
