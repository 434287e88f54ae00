import { execFile } from 'node:child_process';

/** The code page in which console programs of this Windows speak, as `cp857`; null elsewhere, or where it is UTF-8. */
export async function consoleCodePage(): Promise<string | null> {
  if (process.platform !== 'win32') return null;
  return codePageIn(
    await new Promise((resolve) => {
      execFile('chcp.com', { windowsHide: true, timeout: 5000 }, (_error, stdout) => resolve(stdout));
    }),
  );
}

/** `Active code page: 857`, in whatever language: its number stands last. */
export function codePageIn(text: string): string | null {
  const page = /(\d{3,5})\D*$/.exec(text)?.[1];
  return page === undefined || page === '65001' ? null : `cp${page}`;
}
