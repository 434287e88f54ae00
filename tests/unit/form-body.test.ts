import assert from 'node:assert/strict';
import { PassThrough, Readable } from 'node:stream';
import { test } from 'node:test';
import type { Request } from 'express';
import { rotaError } from '../../contract/errors.ts';
import type { Caller } from '../../server/people/caller.ts';
import { mostFormBytes, readForm } from '../../server/http/body/form-body.ts';

// A start as a form, read from a stream as a server reads it from a connection.

const part = (name: string, text: string) => `--B\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${text}\r\n`;

function read(stream: Readable, over = new AbortController().signal) {
  const request = Object.assign(stream, { headers: { 'content-type': 'multipart/form-data; boundary=B' } });
  return readForm(request as unknown as Request, {
    takeFile: () => Promise.reject(new Error('no part is a file')),
    caller: {} as Caller,
    read: (text) => Promise.resolve({ value: JSON.parse(text) as unknown, warnings: [] }),
    over,
  });
}

test('a part that is called as what every object has is a key as others are, and brings no others in', async () => {
  const text = [
    part('name', 'F') + part('__proto__', 'x') + part('values.__proto__', 'y'),
    part('body', '{"name":"F","__proto__":{"values":{"smuggled":1}}}') + part('values.q', '1'),
  ];
  const [plain, smuggled] = await Promise.all(text.map((parts) => read(Readable.from([`${parts}--B--\r\n`]))));
  assert.deepEqual(Object.entries(plain?.value as object).slice(0, 2), [
    ['name', 'F'],
    ['__proto__', 'x'],
  ]);
  assert.deepEqual(Object.entries((plain?.value as { values: object }).values), [['__proto__', 'y']]);
  assert.deepEqual(Object.keys(smuggled?.value as object), ['name', '__proto__', 'values']);
  assert.deepEqual(Object.entries((smuggled?.value as { values: object }).values), [['q', '1']]);
});

test('who announces no length is let send no more than who does', async () => {
  const chunk = Buffer.alloc(1024 * 1024, '-');
  let sent = 0;
  const endless = new Readable({
    read() {
      sent += 1;
      this.push(chunk);
    },
  });
  await assert.rejects(read(endless), { code: 'BODY_TOO_LARGE' });
  assert.ok(sent * chunk.length > mostFormBytes, 'as much as is allowed');
  assert.ok(sent * chunk.length < mostFormBytes + 8 * chunk.length, 'and no more is read then');
  endless.destroy();
});

test('a form that is still on its way ends with the right that it came by', async () => {
  const right = new AbortController();
  const half = new PassThrough();
  half.write(part('name', 'F'));
  const reading = read(half, right.signal);
  right.abort(rotaError('UNAUTHORIZED', 'the right is gone'));
  await assert.rejects(reading, { code: 'UNAUTHORIZED' });
  half.destroy();
});
