import { execFile } from 'node:child_process';
import { kernel } from '../windows/kernel.ts';
import { systemProgram } from '../windows/programs.ts';

/** The default code page ("ANSI") in which programs of this Windows write files, as `cp1254`; null as below. */
async function fileCodePage(): Promise<string | null> {
  if (process.platform !== 'win32') return null;
  const key = 'HKLM\\SYSTEM\\CurrentControlSet\\Control\\Nls\\CodePage';
  return codePageIn(
    await new Promise((resolve) => {
      execFile(
        systemProgram('reg.exe'),
        ['query', key, '/v', 'ACP'],
        { windowsHide: true, timeout: 5000 },
        (_error, stdout) => resolve(stdout),
      );
    }),
  );
}

/** The code page of console programs of this Windows, as `cp857`; null on other systems, or for UTF-8. */
async function consoleCodePage(): Promise<string | null> {
  if (process.platform !== 'win32') return null;
  return codePageIn(
    await new Promise((resolve) => {
      execFile(systemProgram('chcp.com'), { windowsHide: true, timeout: 5000 }, (_error, stdout) => resolve(stdout));
    }),
  );
}

/** Both code pages, from Windows itself, else from its programs. A child gets its own console, which starts with the system's code page. */
export async function codePages(): Promise<{ codePage: string | null; filePage: string | null }> {
  const api = kernel();
  if (api !== null) return { codePage: codePageIn(String(api.GetOEMCP())), filePage: codePageIn(String(api.GetACP())) };
  const [codePage, filePage] = await Promise.all([consoleCodePage(), fileCodePage()]);
  return { codePage, filePage };
}

/** `Active code page: 857`, in any language: the number is last. */
export function codePageIn(text: string): string | null {
  const page = /(\d{3,5})\D*$/.exec(text)?.[1];
  return page === undefined || page === '65001' ? null : `cp${page}`;
}
