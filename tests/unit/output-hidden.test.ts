import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { attemptFiles } from '../../server/runner/attempt/attempt-files.ts';
import { createOutputReader } from '../../server/runner/attempt/output-file.ts';
import { createMask } from '../../server/runner/stdout/mask.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'rota-output-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const files = attemptFiles(folder, 1);
const secret = 'gizli şifre "1"';

function hidden(content: string | Buffer, secrets: readonly string[] = [secret]): string {
  writeFileSync(files.output, content);
  createOutputReader(files, 'rota', { encoding: 'auto', page: null }).hide(createMask(secrets));
  return readFileSync(files.output, 'latin1');
}
const inUtf8 = (text: string): string => Buffer.from(text).toString('latin1');

// After the end nobody reads the file, and it stays as long as its run.
test('a secret in the outputs of a robot stays in the folder of its run', () => {
  for (const [content, kept] of [
    [`{"told": ${JSON.stringify(secret)}}`, '{"told":"***"}\n'],
    [`told=${secret}\n`, '{"told":"***"}\n'],
    [JSON.stringify({ lines: 'gizli şi\nfre "1"' }), '{"lines":"***\\n***"}\n'],
    ['{"told": "gizli şifre \\"1\\""', '{"told": "***"'],
    [Buffer.from([0x66, 0xff, 0xfe, 0xfe]), ''],
    [`big=${'x'.repeat(1024 * 1024)}`, ''],
  ] as const)
    assert.equal(hidden(content), inUtf8(kept));
});

test('outputs without a secret are written anew, and those of a robot without secrets are looked at', () => {
  for (const content of ['{ "told" : "ığüşöç" }\r\n', 'told=1\n', '', '{broken'])
    assert.equal(hidden(content), inUtf8(content));
  writeFileSync(files.output, 'told=1\n');
  const before = statSync(files.output, { bigint: true }).mtimeNs;
  createOutputReader(files, 'rota', { encoding: 'auto', page: null }).hide(createMask([secret]));
  assert.equal(statSync(files.output, { bigint: true }).mtimeNs, before);
  assert.equal(hidden(`told=${secret}`, []), inUtf8(`told=${secret}`));
});

test(
  'a link that a robot put in the place of its outputs leads to the loss of another file',
  { skip: process.platform === 'win32' },
  () => {
    const other = path.join(folder, 'other.bin');
    writeFileSync(other, Buffer.alloc(1024 * 1024 + 1, 'x'));
    rmSync(files.output);
    symlinkSync(other, files.output);
    createOutputReader(files, 'rota', { encoding: 'auto', page: null }).hide(createMask([secret]));
    assert.equal(statSync(other).size, 1024 * 1024 + 1);
  },
);
