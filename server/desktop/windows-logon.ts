import { userInfo } from 'node:os';
import { windowsFunctions, type Handle } from '../runner/windows/kernel.ts';
import type { Logon } from './logon.ts';

interface Kernel32 {
  GetCurrentProcess(): Handle;
  CloseHandle(handle: Handle): number;
  GetCurrentProcessId(): number;
  ProcessIdToSessionId(pid: number, session: Buffer): number;
}
interface Advapi32 {
  OpenProcessToken(process: Handle, access: number, token: Buffer): number;
  GetTokenInformation(token: Handle, kind: number, facts: Buffer, bytes: number, needed: Buffer): number;
}

const tokenQuery = 0x0008;
const tokenStatistics = 10;

/** The logon that Rota runs in, by the number that Windows gives to each; none in session 0, where services are. Null if it is not told. */
export function ownLogon(): readonly Logon[] | null {
  const system = windowsFunctions<Kernel32>('kernel32.dll', {
    GetCurrentProcess: 'void *GetCurrentProcess()',
    CloseHandle: 'int CloseHandle(void *handle)',
    GetCurrentProcessId: 'uint32 GetCurrentProcessId()',
    ProcessIdToSessionId: 'int ProcessIdToSessionId(uint32 pid, void *session)',
  });
  const security = windowsFunctions<Advapi32>('advapi32.dll', {
    OpenProcessToken: 'int OpenProcessToken(void *process, uint32 access, void *token)',
    GetTokenInformation: 'int GetTokenInformation(void *token, int kind, void *facts, uint32 bytes, void *needed)',
  });
  if (system === null || security === null) return null;
  const session = Buffer.alloc(4);
  if (system.ProcessIdToSessionId(system.GetCurrentProcessId(), session) === 0) return null;
  if (session.readUInt32LE() === 0) return [];
  const opened = Buffer.alloc(8);
  if (security.OpenProcessToken(system.GetCurrentProcess(), tokenQuery, opened) === 0) return null;
  const token = opened.readBigUInt64LE();
  // TOKEN_STATISTICS: the ID of the token, then that of the logon (AuthenticationId).
  const facts = Buffer.alloc(56);
  const isTold = security.GetTokenInformation(token, tokenStatistics, facts, facts.length, Buffer.alloc(4)) !== 0;
  system.CloseHandle(token);
  if (!isTold) return null;
  return [{ id: `${session.readUInt32LE()}/${facts.readBigUInt64LE(8).toString(16)}`, who: userInfo().username }];
}
