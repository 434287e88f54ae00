import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';

const block = 512;

/** Unpacks a `.tar.gz` of plain files and folders with short names: not every Windows has `tar`, nor the same one. */
export function unpack(archive: string, to: string): void {
  const bytes = gunzipSync(readFileSync(archive));
  const text = (from: number, length: number) => bytes.toString('latin1', from, from + length).replace(/\0.*$/s, '');
  for (let at = 0; at + block <= bytes.length && bytes[at] !== 0;) {
    const file = path.join(to, text(at, 100));
    const size = Number.parseInt(text(at + 124, 12), 8);
    const kind = text(at + 156, 1);
    if (kind === '5') mkdirSync(file, { recursive: true });
    else if (kind === '0') writeFileSync(file, bytes.subarray(at + block, at + block + size));
    else throw new Error(`${archive}: "${kind}" is no plain file or folder`);
    at += block + Math.ceil(size / block) * block;
  }
}
