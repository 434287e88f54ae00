import { createRequire } from 'node:module';

/** A handle of Windows; 0n or null is none. */
export type Handle = bigint | null;

/** Functions of kernel32.dll that Node lacks; buffers have the layout of Windows structures on 64 bits. */
export interface Kernel {
  CreateJobObjectW(attributes: null, name: null): Handle;
  SetInformationJobObject(job: Handle, kind: number, facts: Buffer, bytes: number): number;
  QueryInformationJobObject(job: Handle, kind: number, facts: Buffer, bytes: number, returned: null): number;
  AssignProcessToJobObject(job: Handle, child: Handle): number;
  TerminateJobObject(job: Handle, exitCode: number): number;
  OpenProcess(access: number, isInherited: number, pid: number): Handle;
  GetProcessTimes(handle: Handle, created: Buffer, ended: Buffer, kernel: Buffer, user: Buffer): number;
  CreateToolhelp32Snapshot(flags: number, pid: number): Handle;
  Process32FirstW(snapshot: Handle, entry: Buffer): number;
  Process32NextW(snapshot: Handle, entry: Buffer): number;
  GetSystemDirectoryW(path: Buffer, letters: number): number;
  GetACP(): number;
  GetOEMCP(): number;
  CloseHandle(handle: Handle): number;
}

const signatures: Readonly<Record<keyof Kernel, string>> = {
  CreateJobObjectW: 'void *CreateJobObjectW(void *attributes, void *name)',
  SetInformationJobObject: 'int SetInformationJobObject(void *job, int kind, void *facts, uint32 bytes)',
  QueryInformationJobObject:
    'int QueryInformationJobObject(void *job, int kind, void *facts, uint32 bytes, void *returned)',
  AssignProcessToJobObject: 'int AssignProcessToJobObject(void *job, void *child)',
  TerminateJobObject: 'int TerminateJobObject(void *job, uint32 code)',
  OpenProcess: 'void *OpenProcess(uint32 access, int inherit, uint32 pid)',
  GetProcessTimes: 'int GetProcessTimes(void *handle, void *created, void *ended, void *kernel, void *user)',
  CreateToolhelp32Snapshot: 'void *CreateToolhelp32Snapshot(uint32 flags, uint32 pid)',
  Process32FirstW: 'int Process32FirstW(void *snapshot, void *entry)',
  Process32NextW: 'int Process32NextW(void *snapshot, void *entry)',
  GetSystemDirectoryW: 'uint32 GetSystemDirectoryW(void *path, uint32 letters)',
  GetACP: 'uint32 GetACP()',
  GetOEMCP: 'uint32 GetOEMCP()',
  CloseHandle: 'int CloseHandle(void *handle)',
};

interface Native {
  load(library: string): { func(signature: string): (...words: readonly unknown[]) => unknown };
}

/** The package in the checkout, and its place in the packed app: next to the host (build/electron-builder.config.mjs). */
const places = ['@koromix/koffi-win32-x64', './koffi.node', '../host/koffi.node'];

let loaded: { readonly kernel: Kernel | null; readonly problem: string | null } | undefined;

/** Null on other systems, and if the native part cannot be loaded (another processor, a policy): `kernelProblem` says why. */
export function kernel(): Kernel | null {
  loaded ??= load();
  return loaded.kernel;
}

/** Why it cannot be loaded on this Windows; null if it can, and on other systems. */
export function kernelProblem(): string | null {
  loaded ??= load();
  return loaded.problem;
}

function load(): NonNullable<typeof loaded> {
  if (process.platform !== 'win32') return { kernel: null, problem: null };
  const require = createRequire(import.meta.url);
  let problem = '';
  for (const place of places) {
    try {
      return { kernel: functionsOf(require(place) as Native, 'kernel32.dll', signatures), problem: null };
    } catch (error) {
      problem ||= error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    }
  }
  return { kernel: null, problem };
}

function functionsOf<T>(native: Native, name: string, named: Readonly<Record<keyof T & string, string>>): T {
  const library = native.load(name);
  const functions: Record<string, unknown> = {};
  for (const [each, signature] of Object.entries<string>(named)) functions[each] = library.func(signature);
  return functions as T;
}

/** Functions of another Windows library; null if it cannot be loaded (see `kernel`). */
export function windowsFunctions<T>(library: string, named: Readonly<Record<keyof T & string, string>>): T | null {
  if (process.platform !== 'win32') return null;
  const require = createRequire(import.meta.url);
  for (const place of places) {
    try {
      return functionsOf<T>(require(place) as Native, library, named);
    } catch {
      // Try the next place; `kernelProblem` reports the failure.
    }
  }
  return null;
}

/** MAX_PATH; the folder of Windows cannot be longer. */
const longestFolder = 260;

/** Windows' own folder, as `C:\\Windows\\System32`; null if the native part cannot be loaded, and on other systems. */
export function systemFolder(): string | null {
  const path = Buffer.alloc(longestFolder * 2);
  const letters = kernel()?.GetSystemDirectoryW(path, longestFolder) ?? 0;
  return letters > 0 && letters < longestFolder ? path.toString('utf16le', 0, letters * 2) : null;
}

const isNone = (handle: Handle): boolean => handle === null || handle === 0n;

/** Opens a process while `use` runs; null if it cannot be opened (it has ended, or belongs to somebody else). */
export function withProcess<T>(api: Kernel, pid: number, access: number, use: (handle: Handle) => T): T | null {
  const handle = api.OpenProcess(access, 0, pid);
  if (isNone(handle)) return null;
  try {
    return use(handle);
  } finally {
    api.CloseHandle(handle);
  }
}

/** PROCESS_QUERY_LIMITED_INFORMATION: allowed for nearly every process. */
const queryLimited = 0x1000;

/** When a process started, in epoch ms; null if unknown. */
export function createdAt(api: Kernel, pid: number): number | null {
  return withProcess(api, pid, queryLimited, (handle) => {
    const [created, ...others] = Array.from({ length: 4 }, () => Buffer.alloc(8));
    const [ended, inKernel, inUser] = others;
    if (created === undefined || ended === undefined || inKernel === undefined || inUser === undefined) return null;
    if (api.GetProcessTimes(handle, created, ended, inKernel, inUser) === 0) return null;
    // FILETIME: units of 100 ns since 1601.
    return Number(created.readBigUInt64LE() / 10_000n) - 11_644_473_600_000;
  });
}
