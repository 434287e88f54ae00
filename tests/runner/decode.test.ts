import assert from 'node:assert/strict';
import test from 'node:test';
import iconv from 'iconv-lite';
import { codePageIn } from '../../server/runner/stdout/console-code-page.ts';
import { createDecoder } from '../../server/runner/stdout/decode.ts';

/** Decodes byte by byte, the worst case of a pipe. */
function decode(bytes: Buffer, encoding: string, codePage: string | null): string {
  const decoder = createDecoder(encoding, codePage);
  return [...bytes].map((byte) => decoder.write(Buffer.from([byte]))).join('') + decoder.end();
}

test('a character that comes in two pieces is one character', () => {
  assert.equal(decode(Buffer.from('ğüşiöç 😀\n'), 'auto', null), 'ğüşiöç 😀\n');
  assert.equal(decode(Buffer.from('ğüşiöç 😀\n'), 'auto', 'cp857'), 'ğüşiöç 😀\n');
});

test('on Windows a line that is no UTF-8 is read in the code page of the console, and the others are not harmed', () => {
  const mixed = Buffer.concat([Buffer.from('ışık\n'), iconv.encode('ışık\r\n', 'cp857'), Buffer.from('ğ')]);
  assert.equal(decode(mixed, 'auto', 'cp857'), 'ışık\nışık\r\nğ');
  const whole = createDecoder('auto', 'cp857');
  assert.equal(whole.write(mixed) + whole.end(), 'ışık\nışık\r\nğ');
  assert.equal(decode(iconv.encode('İstanbul', 'windows-1254'), 'auto', 'cp1254'), 'İstanbul');
  assert.equal(decode(iconv.encode('Ünlü', 'cp437'), 'auto', 'cp437'), 'Ünlü');
});

test('a stream in UTF-16 that says so is read, with and without a code page', () => {
  const text = '::error::Müşteri yok 🙈\r\nsecond\n';
  for (const page of [null, 'cp1254'])
    for (const encoding of ['utf-16le', 'utf-16be']) {
      const bytes = iconv.encode(text, encoding, { addBOM: true });
      assert.equal(decode(bytes, 'auto', page), text, `${encoding} ${page}`);
      const whole = createDecoder('auto', page);
      assert.equal(whole.write(bytes) + whole.end(), text);
    }
  // A single character of the mark alone is no mark.
  assert.equal(decode(Buffer.from([0xff]), 'auto', null), '\ufffd');
  assert.equal(decode(Buffer.from([0xfe, 0x61]), 'auto', 'cp1254'), 'şa');
  assert.equal(createDecoder('auto', null).end(), '');
});

test('bytes that are nothing in UTF-8 do not stop anything', () => {
  assert.equal(decode(Buffer.from([0x61, 0xff, 0x62]), 'auto', null), 'a\ufffdb');
  assert.equal(decode(Buffer.from('plain'), 'no-such-encoding', null), 'plain');
  assert.equal(decode(Buffer.from('ab', 'utf16le'), 'utf-16le', null), 'ab');
});

test('progress bars of a Windows console are not held back until their line ends', () => {
  const decoder = createDecoder('auto', 'cp857');
  assert.equal(decoder.write(Buffer.from('10%\r20')), '10%\r');
  assert.equal(createDecoder('auto', 'cp857').write(Buffer.alloc(70_000, 'x')).length, 70_000);
});

test('the code page is read from chcp in any language', () => {
  assert.equal(codePageIn('Active code page: 857\r\n'), 'cp857');
  assert.equal(codePageIn('Etkin kod sayfası: 1254\r\n'), 'cp1254');
  assert.equal(codePageIn('Active code page: 65001\r\n'), null);
  assert.equal(codePageIn(''), null);
});

test('a line in no Unicode is read in the code page that fits it: files and pipes of Windows speak another than its console', () => {
  const read = (pages: string[], bytes: Buffer) => {
    const decoder = createDecoder('auto', pages);
    return decoder.write(bytes) + decoder.end();
  };
  for (const [ansi, oem, text] of [
    ['cp1254', 'cp857', 'Müşteri Çağrı İĞŞ ığş'],
    ['cp1252', 'cp850', 'Größe naïve café über'],
    ['cp1250', 'cp852', 'Zażółć gęślą jaźń'],
    ['cp1251', 'cp866', 'Привет, заказчик'],
  ] as const) {
    for (const page of [ansi, oem, 'utf8'])
      assert.equal(read([ansi, oem], iconv.encode(`${text}\n`, page)), `${text}\n`, `${page} of ${ansi}, ${oem}`);
    // Line by line: a robot and a program that it starts may use different encodings.
    const both = Buffer.concat([iconv.encode(`${text}\n`, oem), iconv.encode(`${text}\n`, ansi)]);
    assert.equal(read([ansi, oem], both), `${text}\n${text}\n`);
  }
});
