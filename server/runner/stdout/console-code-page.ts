import { execFile } from 'node:child_process';
import { kernel } from '../windows/kernel.ts';

/** The code page in which programs of this Windows write files where they are told nothing ("ANSI"), as `cp1254`; else as above. */
async function fileCodePage(): Promise<string | null> {
  if (process.platform !== 'win32') return null;
  const key = 'HKLM\\SYSTEM\\CurrentControlSet\\Control\\Nls\\CodePage';
  return codePageIn(
    await new Promise((resolve) => {
      execFile('reg.exe', ['query', key, '/v', 'ACP'], { windowsHide: true, timeout: 5000 }, (_error, stdout) =>
        resolve(stdout),
      );
    }),
  );
}

/** The code page in which console programs of this Windows speak, as `cp857`; null elsewhere, or where it is UTF-8. */
async function consoleCodePage(): Promise<string | null> {
  if (process.platform !== 'win32') return null;
  return codePageIn(
    await new Promise((resolve) => {
      execFile('chcp.com', { windowsHide: true, timeout: 5000 }, (_error, stdout) => resolve(stdout));
    }),
  );
}

/** Both of them: asked of Windows itself, else of its programs. A child gets a console of its own, and that begins with the page of the system. */
export async function codePages(): Promise<{ codePage: string | null; filePage: string | null }> {
  const api = kernel();
  if (api !== null) return { codePage: codePageIn(String(api.GetOEMCP())), filePage: codePageIn(String(api.GetACP())) };
  const [codePage, filePage] = await Promise.all([consoleCodePage(), fileCodePage()]);
  return { codePage, filePage };
}

/** `Active code page: 857`, in whatever language: its number stands last. */
export function codePageIn(text: string): string | null {
  const page = /(\d{3,5})\D*$/.exec(text)?.[1];
  return page === undefined || page === '65001' ? null : `cp${page}`;
}
