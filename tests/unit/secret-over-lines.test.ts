import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { createMask } from '../../server/runner/stdout/mask.ts';
import { createOutputListener } from '../../server/runner/stdout/output-listener.ts';

/** What the log of a child holds that prints these pieces; `null` is a silence of two seconds. */
function logOf(secrets: readonly string[], pieces: readonly (Buffer | null)[]): string[] {
  const shown: string[] = [];
  const listener = createOutputListener({
    encoding: 'utf-8',
    codePage: null,
    isMerged: false,
    mask: createMask(secrets),
    line: (_, text) => shown.push(text),
  });
  let at = 1000;
  for (const piece of pieces) {
    if (piece === null) {
      listener.tick(at);
      listener.tick((at += 2000));
    } else listener.hear('stdout', piece);
  }
  listener.finish();
  return shown;
}

const inPieces = (text: string, cuts: readonly number[]): Buffer[] => {
  const bytes = Buffer.from(text);
  const places = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
  return places.slice(1).map((place, index) => bytes.subarray(places[index], place));
};

const secretArb = fc
  .string({ unit: 'grapheme-ascii', minLength: 12, maxLength: 40 })
  .map((text) => text.replace(/[\s{}:"\\%]/g, 'x'))
  .filter((text) => new Set(text).size > 6);

const encodings: Readonly<Record<string, (secret: string) => string>> = {
  plain: (secret) => secret,
  url: encodeURIComponent,
  base64: (secret) => Buffer.from(secret).toString('base64'),
  json: (secret) => JSON.stringify(secret).slice(1, -1),
  'json of PHP': (secret) => JSON.stringify(secret).slice(1, -1).replaceAll('/', '\\/'),
  'json in json': (secret) => JSON.stringify(JSON.stringify(secret).slice(1, -1)).slice(1, -1),
};

test('a secret is shown because the stream was cut inside it, whatever its spelling', () => {
  fc.assert(
    fc.property(
      secretArb,
      fc.constantFrom(...Object.keys(encodings)),
      fc.array(fc.nat(500), { maxLength: 6 }),
      (secret, encoding, cuts) => {
        const printed = encodings[encoding]!(secret);
        const log = logOf([secret], inPieces(`before ${printed} after\nnext line\n`, cuts)).join('\n');
        assert.ok(!log.includes(printed), log);
        assert.ok(log.includes('before ') && log.includes('next line'), log);
      },
    ),
    { numRuns: 300 },
  );
});

test('a secret that goes over two lines is shown, wherever it is broken and however long the robot pauses there', () => {
  fc.assert(
    fc.property(
      secretArb,
      fc.constantFrom('plain', 'url', 'base64'),
      fc.nat(100),
      fc.constantFrom('', '  ', '\t'),
      fc.boolean(),
      fc.array(fc.nat(500), { maxLength: 4 }),
      (secret, encoding, place, indent, hasPause, cuts) => {
        const printed = encodings[encoding]!(secret);
        const at = 1 + (place % (printed.length - 1));
        const [first, second] = [printed.slice(0, at), printed.slice(at)];
        const pieces = [
          ...inPieces(`before ${first}\n`, cuts),
          ...(hasPause ? [null] : []),
          ...inPieces(`${indent}${second} after\n`, cuts),
        ];
        const log = logOf([secret], pieces);
        const joined = log.map((line) => line.trim()).join('');
        assert.ok(!joined.includes(printed), log.join('\n'));
        // The longer part is hidden in any case.
        const longer = first.length > second.length ? first : second;
        assert.ok(!log.some((line) => line.includes(longer)), log.join('\n'));
        assert.ok(joined.startsWith('before') && joined.endsWith('after'), log.join('\n'));
      },
    ),
    { numRuns: 500 },
  );
});

test('Base64 in lines of 64 letters is shown', () => {
  const secret = 'MARK-'.repeat(40);
  const lines =
    Buffer.from(secret)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  const log = logOf([secret], [Buffer.from(`${lines.join('\n')}\nend\n`)]);
  assert.deepEqual(log, [...lines.map(() => '***'), 'end']);
});

test('a line that only ends like the beginning of a secret loses its end', () => {
  const log = logOf(['password123'], [Buffer.from('wrong password\nthe next line\nand pass\n')]);
  assert.deepEqual(log, ['wrong password', 'the next line', 'and pass']);
});

test('lines with a secret in the air come in another order', () => {
  const log = logOf(['abcdef'], [Buffer.from('one abc\nabc\ndef two\nthree\n')]);
  assert.deepEqual(log, ['one abc', '***', '*** two', 'three']);
});

test('a value of several lines shows a secret that goes over two of them', () => {
  const mask = createMask(['abcdef-secret']);
  assert.deepEqual(mask.hideDeep({ text: 'x abcdef\n  -secret y\nz' }), { text: 'x ***\n  *** y\nz' });
});
