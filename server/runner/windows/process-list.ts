import type { ProcessRow } from '../process-table.ts';
import { createdAt, kernel } from './kernel.ts';

// PROCESSENTRY32W on 64 bits.
const entryBytes = 568;
const pidAt = 8;
const parentAt = 32;
const allProcesses = 2;

/** Every process, asked of Windows itself: a few ms, and no other program. Null where that cannot be done. */
export function listByKernel(): ProcessRow[] | null {
  const api = kernel();
  if (api === null) return null;
  const snapshot = api.CreateToolhelp32Snapshot(allProcesses, 0);
  if (snapshot === null || snapshot === 0n || snapshot === -1n || snapshot === 0xffffffffffffffffn) return null;
  try {
    const rows: ProcessRow[] = [];
    const entry = Buffer.alloc(entryBytes);
    entry.writeUInt32LE(entryBytes, 0);
    for (let more = api.Process32FirstW(snapshot, entry); more !== 0; more = api.Process32NextW(snapshot, entry)) {
      const pid = entry.readUInt32LE(pidAt);
      // Whose start is not to be known is the system's: older than everybody.
      const began = createdAt(api, pid) ?? 0;
      rows.push({ pid, parent: entry.readUInt32LE(parentAt), group: 0, began, owner: null, attempt: null });
    }
    return rows;
  } finally {
    api.CloseHandle(snapshot);
  }
}
