import { call } from './client.ts';

const longBytes = 1_000_000;

/**
 * The text of a file. Anything but plain ASCII is decoded by the server, by the same rules as for the command line and other programs.
 * Throws CallError, with the line, if the bytes do not match their claimed encoding.
 */
export async function readTextFile(file: Blob, encoding: string | null = null): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (encoding === null && bytes.every((byte) => byte !== 0 && byte < 0x80)) return new TextDecoder().decode(bytes);
  // Too long for the server, and no other encoding was chosen: UTF-8, as Rota saves it.
  if (encoding === null && bytes.length > longBytes) {
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    } catch {
      // The server detects the encoding, or refuses the length.
    }
  }
  const body = { bytes: toBase64(bytes), ...(encoding === null ? {} : { encoding }) };
  return (await call('readText', { body })).text;
}

/** In pieces: a function call takes only so many arguments. */
export function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(text);
}
