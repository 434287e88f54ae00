import { readFile, writeFile } from 'node:fs/promises';

const troubles: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of the path is no folder',
  EACCES: 'this user may not',
  EPERM: 'this user may not',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
};

function trouble(error: unknown): string {
  const known = troubles[(error as { code?: string }).code ?? ''];
  return known ?? (error instanceof Error ? error.message : String(error));
}

/** A file that somebody names on the command line. Windows PowerShell and the Windows Task Scheduler write UTF-16 with a byte order mark. */
export async function readText(file: string): Promise<string> {
  const bytes = await readFile(file).catch((error: unknown) => {
    throw new Error(`${file} cannot be read: ${trouble(error)}.`);
  });
  return new TextDecoder(bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8').decode(bytes);
}

export async function readJson(file: string): Promise<unknown> {
  const text = await readText(file);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`${file} is not JSON: ${trouble(error)}`);
  }
}

export async function writeText(file: string, text: string): Promise<void> {
  await writeFile(file, text).catch((error: unknown) => {
    throw new Error(`${file} cannot be written: ${trouble(error)}.`);
  });
}
