import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import iconv from 'iconv-lite';
import { inEnglish } from '../../contract/translatable.ts';
import { rpaProcess } from '../../contract/process.ts';
import { definitionOf } from '../../server/domain/catalogue-rules.ts';
import { decodeText, lostSign, type CodePages } from '../../server/domain/import/decode-text.ts';
import { lostIn } from '../../server/domain/readable-text.ts';
import { readWindowsTasks } from '../../server/domain/import/import-windows-task.ts';
import { charsetOf } from '../../server/runner/stdout/language-charset.ts';

const none: CodePages = { console: null, system: null };
const turkish: CodePages = { console: 'cp857', system: 'windows-1254' };
const xml = (encoding: string | null) =>
  `<?xml version="1.0"${encoding === null ? '' : ` encoding="${encoding}"`}?>\n<Task>ürün çalıştır ĞŞİ</Task>\n`;

function read(bytes: Uint8Array, pages = none, chosen?: string): string {
  const decoded = decodeText(bytes, pages, chosen);
  return decoded.ok ? decoded.text : inEnglish(decoded.why);
}

test('a file is read in the encoding that its mark, its zeros or its declaration tells', () => {
  const text = xml('UTF-16');
  for (const encoding of ['utf-8', 'utf-16le', 'utf-16be', 'utf-32le', 'utf-32be']) {
    assert.equal(read(iconv.encode(text, encoding, { addBOM: true })), text, `${encoding} with its mark`);
    if (!encoding.startsWith('utf-32'))
      assert.equal(read(iconv.encode(text, encoding, { addBOM: false })), text, `${encoding} without`);
  }
  for (const encoding of ['windows-1254', 'iso-8859-9', 'cp857', 'utf-8'])
    assert.equal(read(iconv.encode(xml(encoding), encoding)), xml(encoding), encoding);
  assert.equal(read(Buffer.from(xml(null))), xml(null));
  assert.equal(read(Buffer.alloc(0)), '');
});

test('the task that declares windows-1254 comes with its Turkish letters', () => {
  const bytes = readFileSync(path.join(import.meta.dirname, '..', 'fixtures', 'imports', 'declared-1254.xml'));
  const set = readWindowsTasks(read(bytes), { timezone: 'UTC' });
  const process = rpaProcess.parse(set.processes[0]?.process);
  assert.deepEqual([process.name, process.command], ['Nightly ürün', 'C:\\lab\\ürün çalıştır.exe']);
});

test('what schtasks writes through a console is read in the page of the console, though it calls itself UTF-16', () => {
  assert.equal(read(iconv.encode(xml('UTF-16'), 'cp857'), turkish), xml('UTF-16'));
  assert.match(
    read(iconv.encode(xml('UTF-16'), 'cp857')),
    /^line 2, column 7: the bytes there are not utf-8; save the file/,
  );
});

test('a file of no encoding is read in the page of the system; where two pages differ, it is asked', () => {
  const text = '# Günlük iş\n0 9 * * * /opt/ş\n';
  assert.equal(read(iconv.encode(text, 'windows-1254'), { console: null, system: 'windows-1254' }), text);
  assert.equal(read(iconv.encode(text, 'cp857'), { console: 'cp857', system: null }), text);
  assert.match(read(iconv.encode(text, 'windows-1254'), turkish), /say its encoding: windows-1254 or cp857/);
  assert.equal(read(iconv.encode(text, 'windows-1254'), turkish, 'windows-1254'), text);
  assert.match(read(iconv.encode(text, 'windows-1254')), /^line 1, column 4: the bytes there are not utf-8; save/);
});

test('bytes that are not what they claim refuse the file with line and column, and nothing is put in their place', () => {
  const wrong: [string, Uint8Array, RegExp][] = [
    ['declares UTF-8', iconv.encode(xml('utf-8'), 'windows-1254'), /^line 2, column 7: the bytes there are not utf-8$/],
    ['a mark of UTF-8', Buffer.from([0xef, 0xbb, 0xbf, 0x61, 0x0a, 0xff]), /^line 2, column 1: .* not utf-8/],
    [
      'half a sign of UTF-16',
      Buffer.concat([iconv.encode('a\nb', 'utf-16le', { addBOM: true }), Buffer.from([0x20])]),
      /line 2/,
    ],
    ['a lone surrogate', Buffer.from([0xff, 0xfe, 0x61, 0, 0, 0xd8, 0x62, 0]), /^line 1, column 2: /],
    [
      'a byte that the page has not',
      Buffer.from('<?xml version="1.0" encoding="windows-1253"?>\n<a>\xd2</a>', 'latin1'),
      /line 2, column 4/,
    ],
    [
      'Latin-1 of Windows',
      Buffer.from('<?xml version="1.0" encoding="iso-8859-1"?>\n<a>\x93</a>', 'latin1'),
      /line 2, column 4/,
    ],
    [
      'declared otherwise than it is',
      Buffer.from(xml('windows-1254')),
      /it declares windows-1254, and its bytes are UTF-8/,
    ],
    ['no encoding of text', Buffer.from('<?xml version="1.0" encoding="base64"?><a/>'), /"base64", which is not known/],
    [
      'no text',
      Buffer.from([0x50, 0x4b, 3, 4, 0, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7]),
      /zero byte/,
    ],
  ];
  for (const [what, bytes, why] of wrong) assert.match(read(bytes, turkish), why, what);
  assert.match(read(Buffer.from('a'), none, 'klingon'), /"klingon" is not known/);
});

test('a sign that was lost before it came here never gets into a definition', () => {
  assert.match(inEnglish(lostSign('a\r\nbc\uFFFD') ?? { words: '', facts: [] }), /^line 2, column 3: /);
  assert.equal(lostSign('ürün'), null);
  assert.deepEqual(lostIn({ processes: [{ args: ['x', 'y\uFFFD'] }] }), { path: 'processes.0.args.1', column: 2 });
  assert.match(
    read(Buffer.from('a\nb\uFFFD')),
    /^line 2, column 2: a sign there could not be read where this text was made/,
  );
  assert.equal(lostIn({ a: 1, b: [null, true, 'x'] }), null);
  for (const definition of [
    { name: 'A', command: 'C:\\lab\\\uFFFDr\uFFFDn' },
    { name: 'A', command: 'x', args: ['\uFFFD'] },
    { name: 'A', command: 'x', title: '\uFFFD' },
    { name: 'A', command: 'x', env: { A: '\uFFFD' } },
    { name: 'A', command: 'x', args: ['\uD800'] },
    { name: 'A', command: 'x', parameters: { properties: { a: { title: '\uFFFD' } } } },
  ])
    assert.throws(() => definitionOf(definition, null), /U\+FFFD/);
});

test('the charset of a language is the page of a system that has no pages', () => {
  assert.equal(charsetOf({ LANG: 'tr_TR.ISO-8859-9' }), 'iso-8859-9');
  assert.equal(charsetOf({ LC_ALL: 'C.UTF-8', LANG: 'tr_TR.ISO-8859-9' }), null);
  assert.equal(charsetOf({}), null);
});

test('a file that is wrong from its first byte on is said to be wrong at its end', () => {
  assert.match(read(Buffer.from([0xe9, 0x61, 0x62, 0x63])), /^line 1, column 1: /);
});

test('a mark at the beginning is not believed where no zero follows it', () => {
  const little = Buffer.from([0xff, 0xfe, 0x1e, 0x01, 0x5e, 0x01]);
  assert.equal(read(little).replace('\ufeff', ''), 'ĞŞ');
  assert.equal(read(Buffer.from(little).swap16()).replace('\ufeff', ''), 'ĞŞ');
  assert.equal(read(Buffer.from([0xef, 0xbb, 0xbf, 0xc4, 0x9e]), turkish).replace('\ufeff', ''), 'Ğ');
});

test('a file is taken for wide text, or not, at another share of zeros', () => {
  const wide = (text: string) => read(iconv.encode(text, 'utf-16le', { addBOM: false }));
  // One zero in twenty bytes is the least, and one in twenty-two too few.
  assert.equal(wide(`${'Ğ'.repeat(9)}a`), `${'Ğ'.repeat(9)}a`);
  assert.match(wide(`${'Ğ'.repeat(10)}a`), /^line 1, column \d+: a zero byte stands there/);
  // One zero on the other side for twenty is the most.
  assert.equal(wide(`${'a'.repeat(20)}Ā`), `${'a'.repeat(20)}Ā`);
  assert.match(wide(`${'a'.repeat(19)}Ā`), /^line 1, column 2: a zero byte stands there/);
  assert.match(
    read(Buffer.from([0, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7])),
    /^line 1, column 1: /,
  );
});

test('a mark of UTF-8 is believed in a file of a code page, or a lost sign is read in one', () => {
  const page: CodePages = { console: null, system: 'windows-1254' };
  assert.match(
    read(Buffer.from([0xef, 0xbb, 0xbf, 0x61, 0xff]), page),
    /^line 1, column 2: the bytes there are not utf-8$/,
  );
  assert.equal(read(Buffer.from([0xf0, 0xbb, 0xbf, 0xff]), page), 'ğ»¿ÿ');
  assert.equal(read(Buffer.from([0xef, 0xbc, 0xbf, 0xff]), page), 'ï¼¿ÿ');
  assert.equal(read(Buffer.from([0xef, 0xbb, 0xc0, 0xff]), page), 'ï»Àÿ');
  assert.match(read(Buffer.from('\uFFFD'), page), /^line 1, column 1: a sign there could not be read/);
});

test('two code pages that say the same are asked about, or one that is not known is used', () => {
  const bytes = iconv.encode('ürün', 'windows-1254');
  assert.equal(read(bytes, { console: 'iso-8859-9', system: 'windows-1254' }), 'ürün');
  assert.equal(read(bytes, { console: 'klingon', system: 'windows-1254' }), 'ürün');
});

test('a declaration is looked for behind the first four hundred bytes, or not up to their end', () => {
  const declaredAt = (length: number) => {
    const end = 'encoding="windows-1254"';
    const head = '<?xml version="1.0" ';
    const text = `${head}${' '.repeat(length - head.length - end.length)}${end}?><a>ş</a>`;
    return read(iconv.encode(text, 'windows-1254'), none);
  };
  assert.match(declaredAt(400), /<a>ş<\/a>$/);
  assert.match(declaredAt(401), /the bytes there are not utf-8/);
});
