import { isUtf8 } from 'node:buffer';
import { readFile, writeFile } from 'node:fs/promises';
import type { Connection } from './connection.ts';

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

const longBytes = 1_000_000;

/** A file that was named on the command line and could be read. */
export interface NamedFile {
  readonly file: string;
  readonly bytes: Buffer;
}

export async function readNamed(file: string): Promise<NamedFile> {
  const bytes = await readFile(file).catch((error: unknown) => {
    throw new Error(`${file} cannot be read: ${trouble(error)}.`);
  });
  return { file, bytes };
}

/**
 * The text of a file from the command line. Windows writes UTF-16 and code pages; the server decodes them, because it knows the code
 * pages of the computer. Throws if the bytes are invalid in the encoding.
 */
export async function textIn({ file, bytes }: NamedFile, connection: Connection, encoding?: string): Promise<string> {
  const isPlain = encoding === undefined && bytes.every((byte) => byte !== 0 && byte < 0x80);
  if (isPlain) return bytes.toString('latin1');
  // Too long for the server, and no other encoding was named: UTF-8, as Rota writes it.
  if (encoding === undefined && bytes.length > longBytes && isUtf8(bytes) && !bytes.includes(0))
    return new TextDecoder().decode(bytes);
  const body = { bytes: bytes.toString('base64'), ...(encoding === undefined ? {} : { encoding }) };
  const { text } = await connection.ask('readText', { body }).catch((error: unknown) => {
    throw new Error(`${file}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  });
  return text;
}

export async function jsonIn(named: NamedFile, connection: Connection, encoding?: string): Promise<unknown> {
  const text = await textIn(named, connection, encoding);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`${named.file} is not JSON: ${trouble(error)}`);
  }
}

export async function writeText(file: string, text: string): Promise<void> {
  await writeFile(file, text).catch((error: unknown) => {
    throw new Error(`${file} cannot be written: ${trouble(error)}.`);
  });
}
