import { call } from './client.ts';

const longBytes = 1_000_000;

/**
 * The text of a file. What is not plain ASCII is read by the server, whose rules hold for the command line and other programs as well.
 * Throws CallError, with the line, where its bytes are not what they claim.
 */
export async function readTextFile(file: Blob, encoding: string | null = null): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (encoding === null && bytes.every((byte) => byte !== 0 && byte < 0x80)) return new TextDecoder().decode(bytes);
  // Too long for the server, and said to be nothing else: UTF-8, as Rota saves it.
  if (encoding === null && bytes.length > longBytes) {
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    } catch {
      // The server says what it is, or that it is too long.
    }
  }
  const body = { bytes: toBase64(bytes), ...(encoding === null ? {} : { encoding }) };
  return (await call('readText', { body })).text;
}

/** In pieces, for so many arguments no function takes. */
function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(text);
}
