import { createdAt, kernel } from './kernel.ts';

// PROCESSENTRY32W on 64 bits.
const entryBytes = 568;
const pidAt = 8;
const parentAt = 32;
const allProcesses = 2;

/** One process in Windows' list. */
export interface ListedProcess {
  readonly pid: number;
  readonly parent: number;
  /** Epoch ms; 0 if unknown, as for system processes: older than all others. */
  readonly began: number;
}

/** Every process, from Windows itself: a few ms, and no other program. Null if that fails. */
export function listByKernel(): ListedProcess[] | null {
  const api = kernel();
  if (api === null) return null;
  const snapshot = api.CreateToolhelp32Snapshot(allProcesses, 0);
  if (snapshot === null || snapshot === 0n || snapshot === -1n || snapshot === 0xffffffffffffffffn) return null;
  try {
    const rows: ListedProcess[] = [];
    const entry = Buffer.alloc(entryBytes);
    entry.writeUInt32LE(entryBytes, 0);
    for (let more = api.Process32FirstW(snapshot, entry); more !== 0; more = api.Process32NextW(snapshot, entry)) {
      const pid = entry.readUInt32LE(pidAt);
      rows.push({ pid, parent: entry.readUInt32LE(parentAt), began: createdAt(api, pid) ?? 0 });
    }
    return rows;
  } finally {
    api.CloseHandle(snapshot);
  }
}
