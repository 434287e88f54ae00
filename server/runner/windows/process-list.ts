import { createdAt, kernel, type Kernel } from './kernel.ts';

// PROCESSENTRY32W on 64 bits.
const entryBytes = 568;
const pidAt = 8;
const parentAt = 32;
const nameAt = 44;
const allProcesses = 2;

/** One process in Windows' list. */
export interface ListedProcess {
  readonly pid: number;
  readonly parent: number;
  /** Epoch ms; 0 if unknown, as for system processes: older than all others. */
  readonly began: number;
}

/** The file names of all programs that run. Null if that fails. */
export const listedNames = (): string[] | null => eachListed((_, entry) => nameIn(entry));

/** Every process, from Windows itself: a few ms, and no other program. Null if that fails. */
export const listByKernel = (): ListedProcess[] | null =>
  eachListed((api, entry) => {
    const pid = entry.readUInt32LE(pidAt);
    return { pid, parent: entry.readUInt32LE(parentAt), began: createdAt(api, pid) ?? 0 };
  });

function nameIn(entry: Buffer): string {
  const [name = ''] = entry.subarray(nameAt).toString('utf16le').split('\0');
  return name;
}

function eachListed<T>(read: (api: Kernel, entry: Buffer) => T): T[] | null {
  const api = kernel();
  if (api === null) return null;
  const snapshot = api.CreateToolhelp32Snapshot(allProcesses, 0);
  if (snapshot === null || snapshot === 0n || snapshot === -1n || snapshot === 0xffffffffffffffffn) return null;
  try {
    const rows: T[] = [];
    const entry = Buffer.alloc(entryBytes);
    entry.writeUInt32LE(entryBytes, 0);
    for (let more = api.Process32FirstW(snapshot, entry); more !== 0; more = api.Process32NextW(snapshot, entry))
      rows.push(read(api, entry));
    return rows;
  } finally {
    api.CloseHandle(snapshot);
  }
}
