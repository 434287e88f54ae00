import assert from 'node:assert/strict';
import test from 'node:test';
import { variableName } from '../../server/domain/variable-name.ts';
import { createLineSplitter, cutLine, maxLineLength } from '../../server/runner/stdout/lines.ts';
import { createMask } from '../../server/runner/stdout/mask.ts';
import { parseOutputs } from '../../server/runner/attempt/output-text.ts';
import { readLine } from '../../server/runner/stdout/protocol.ts';
import { outputsOfWorkItems } from '../../server/runner/attempt/work-items.ts';

test('text that only looks like a command stays text', () => {
  for (const line of [
    '::unknown::x',
    ':: progress::',
    '::progress::',
    'see ::error::',
    '{"progress":"half"}',
    '{"a":1}',
    '{broken "xy":1}',
    '{"xy":2,"progress":0.5}',
    '42% of 7',
    '1000%',
    '%',
  ]) {
    assert.deepEqual(readLine(line, 'stdout'), { level: 'info', text: line }, line);
  }
  assert.deepEqual(readLine('{"progress":0.5}', 'stderr'), { level: 'stderr', text: '{"progress":0.5}' });
});

test('a byte order mark and colours do not hide what a line says', () => {
  const end = '{"complete":1,"code":7,"description":"bad"}';
  const spoken = { level: 'info', text: end, end: { code: 7, description: 'bad' } };
  assert.deepEqual(readLine(`\ufeff${end}`, 'stdout'), spoken);
  assert.deepEqual(readLine(`\u001b[1;32m${end}\u001b[0m`, 'stdout'), spoken);
  for (const line of ['\ufeff::error::no customer', '\u001b[31m::error::no customer\u001b[0m'])
    assert.deepEqual(readLine(line, 'stderr'), { level: 'error', text: 'no customer' });
  assert.equal(readLine('\u001b[2m::add-mask::token\u001b[22m', 'stdout').secret, 'token');
  assert.equal(readLine('\ufeffplain', 'stdout').text, 'plain');
  for (const line of ['\u001b[31mred\u001b[0m', '\u001b[31m{"a":1}\u001b[0m', '\u001b[1m::group::a\u001b[0m'])
    assert.deepEqual(readLine(line, 'stdout'), { level: 'info', text: line });
});

test('progress is understood in each of its forms and never leaves 0 to 100', () => {
  const told = (line: string) => readLine(line, 'stdout').progress;
  assert.deepEqual(told('::progress value=42::file 34 of 68'), { percent: 42, text: 'file 34 of 68' });
  assert.deepEqual(told('::progress value=42.37::'), { percent: 42.4 });
  assert.deepEqual(told('::progress value=400::'), { percent: 100 });
  assert.deepEqual(told('::progress::only words'), { text: 'only words' });
  assert.deepEqual(told('  42%  '), { percent: 42 });
  assert.deepEqual(told('\u001b[32m42,5 %\u001b[0m'), { percent: 42.5 });
  assert.deepEqual(told('{"progress":0.42}'), { percent: 42 });
  assert.deepEqual(told('{"xy":1,"progress":1,"status":"done"}'), { percent: 100, text: 'done' });
  assert.deepEqual(told('{"progress": 42 }'), { percent: 42 });
});

test('escaped characters of a command are read, and a line stays one line', () => {
  assert.equal(readLine('::error::100%25 wrong%0Asecond line', 'stdout').text, '100% wrong second line');
  assert.equal(readLine('::add-mask::two%0Alines', 'stdout').secret, 'two\nlines');
});

test('what overwrites itself on a screen is one line, and its progress is heard before the line ends', () => {
  const lines: string[] = [];
  const live: string[] = [];
  const splitter = createLineSplitter(
    (line) => lines.push(line),
    (line) => live.push(line),
  );
  for (const text of ['10%\r', '20%\r30', '%\rdone', '\n', 'windows\r', '\nend\r\n', '\r\n', 'rest'])
    splitter.write(text);
  splitter.end();
  assert.deepEqual(lines, ['done', 'windows', 'end', '', 'rest']);
  assert.deepEqual(live, ['10%', '30', 'done', 'windows']);
});

test('a line without end does not fill the memory', () => {
  const lines: string[] = [];
  const splitter = createLineSplitter(
    (line) => lines.push(line),
    () => {},
  );
  for (let index = 0; index < 100; index += 1) splitter.write('x'.repeat(65_536));
  splitter.write('\nnext\n');
  assert.ok((lines[0]?.length ?? 0) < maxLineLength * 2.1);
  assert.equal(cutLine(lines[0] ?? '').length, maxLineLength + ' … [line cut at 64 KB]'.length);
  assert.equal(lines[1], 'next');
});

test('a secret is masked in every form in which it may be written', () => {
  const mask = createMask(['p"ss wörd', 'pa', 'first line\nsecond line', 'abc', 'abcdef']);
  assert.equal(mask.hide('a p"ss wörd b'), 'a *** b');
  assert.equal(mask.hide(JSON.stringify({ key: 'p"ss wörd' })), '{"key":"***"}');
  assert.equal(mask.hide(`?key=${encodeURIComponent('p"ss wörd')}`), '?key=***');
  assert.equal(mask.hide('the second line too'), 'the *** too');
  assert.equal(mask.hide('abcdef'), '***', 'the longer secret first');
  assert.equal(mask.hide('a park'), 'a park', 'two characters would be in half of all words');
  assert.deepEqual(mask.hideDeep({ list: ['xabc', 7, null], abc: true }), { list: ['x***', 7, null], '***': true });
});

test('a secret is masked as other languages write it, too: escaped, for a form, in XML, inside Base64', () => {
  const secret = 'gizli/şifre (9&2)!';
  const mask = createMask([secret]);
  const written = [
    'gizli/\\u015fifre (9&2)!', // Python: json.dumps
    'gizli%2f%c5%9fifre%20%289%262%29%21',
    'gizli/%C5%9Fifre%20%289%262%29%21', // Python: urllib.parse.quote
    'gizli%2F%C5%9Fifre+%289%262%29%21', // a form
    'gizli/şifre (9&amp;2)!',
    Buffer.from(secret).toString('base64'),
    Buffer.from(secret).toString('base64url'),
  ];
  for (const text of written) assert.equal(mask.hide(`<${text}>`), '<***>');
  for (const user of ['a', 'ad', 'ada']) {
    const basic = mask.hide(Buffer.from(`${user}:${secret}`).toString('base64'));
    assert.match(basic, /^[\w+/]{2,6}\*\*\*[\w+/]{0,2}=*$/);
  }
  assert.equal(createMask(['abc']).hide('YWJj'), 'YWJj', 'four letters would stand in too many texts');
});

test('outputs are read as lines, blocks or JSON, and what is wrong is said by line', () => {
  assert.deepEqual(parseOutputs('a=1\nb = x=y\n\nc<<EOF\none\ntwo\nEOF\n', true), { a: '1', b: ' x=y', c: 'one\ntwo' });
  assert.deepEqual(parseOutputs('\uFEFF{"x": {"deep": [1]}}'.slice(1), true), { x: { deep: [1] } });
  assert.deepEqual(parseOutputs('türkçe=evet\r\n', true), { türkçe: 'evet' });
  assert.deepEqual(parseOutputs('a=1\nhalf', false), { a: '1' });
  assert.deepEqual(parseOutputs('a=1\nb<<EOF\nunfinished\n', false), { a: '1' });
  assert.deepEqual(parseOutputs('{"half": ', false), {});
  assert.throws(() => parseOutputs('a=1\nnonsense\n', true), /^Error: Line 2 of the output file/);
  assert.throws(() => parseOutputs('a<<EOF\nnever\n', true), /no line "EOF" ends/);
  assert.throws(() => parseOutputs('{"half": ', true), /cannot be read as one/);
  assert.throws(() => parseOutputs('__proto__=1\n', true), /not allowed/);
  assert.throws(() => parseOutputs('{"__proto__":{"a":1}}', true), /not allowed/);
  assert.throws(() => parseOutputs('1a=1\n', true), /not allowed/);
});

test('the outputs of several work items come together, and a broken database is said', () => {
  assert.deepEqual(outputsOfWorkItems('[{"payload":{"a":1,"b":1}},{"payload":{"b":2}},{"payload":null}]'), {
    a: 1,
    b: 2,
  });
  assert.throws(() => outputsOfWorkItems('{}'), /not a JSON list/);
  // Payloads are for the next robot, not for Rota: no name in them fails a run.
  const names = '[{"payload":{"Fatura no":1,"2. satır":2,"":3,"__proto__":4}},{"payload":["a"]}]';
  assert.deepEqual(Object.entries(outputsOfWorkItems(names)), [
    ['Fatura_no', 1],
    ['_2._satır', 2],
    ['_', 3],
    ['___proto__', 4],
    ['payload', ['a']],
  ]);
});

test('the name of a variable can be read by a shell, whatever the parameter is called', () => {
  assert.equal(variableName('userName'), 'INPUT_USERNAME');
  assert.equal(variableName('şifre-no 2'), 'INPUT_SIFRE_NO_2');
  assert.equal(variableName('ışık İl'), 'INPUT_ISIK_IL');
});
