import assert from 'node:assert/strict';
import test from 'node:test';
import { readAnsi, withoutAnsi } from '../../renderer/ui/log/ansi.ts';
import { foldNeedle, isInLine, rangesIn } from '../../renderer/ui/log/find-in-line.ts';
import { stepTo } from '../../renderer/ui/log/step-to.ts';

const red = '\u001b[31m';
const off = '\u001b[0m';

test('a line without colours stays as it is', () => {
  assert.deepEqual(readAnsi('plain <b>text</b>'), [{ text: 'plain <b>text</b>', classes: [] }]);
});

test('colours become classes, never styles, and the text stays whole', () => {
  const spans = readAnsi(`a ${red}red${off} \u001b[1;4mloud${off}`);
  assert.deepEqual(spans, [
    { text: 'a ', classes: [] },
    { text: 'red', classes: ['fg-red'] },
    { text: ' ', classes: [] },
    { text: 'loud', classes: ['bold', 'underline'] },
  ]);
});

test('the 256 colours and true colours come down to the eight whose contrast is ours', () => {
  assert.deepEqual(readAnsi(`\u001b[38;5;196mx${off}`)[0]?.classes, ['fg-red']);
  assert.deepEqual(readAnsi(`\u001b[38;2;20;200;30mx${off}`)[0]?.classes, ['fg-green']);
  assert.deepEqual(readAnsi(`\u001b[94mx${off}`)[0]?.classes, ['fg-blue']);
});

test('moving the cursor and setting the window title leave no rubbish in a line', () => {
  assert.equal(withoutAnsi('\u001b]0;title\u0007\u001b[2Kdone\u001b[1A'), 'done');
});

test('a search finds both Turkish i and its accents, and marks the letters that stand there', () => {
  const line = 'Fatura İSTANBUL ve ıstanbul';
  const needle = foldNeedle('istanbul');
  assert.ok(isInLine(line, needle));
  assert.deepEqual(
    rangesIn(line, needle).map(([from, to]) => line.slice(from, to)),
    ['İSTANBUL', 'ıstanbul'],
  );
});

test('letters that fold to several marks do not shift what is marked', () => {
  const line = '한글 Ünal';
  assert.deepEqual(
    rangesIn(line, foldNeedle('unal')).map(([from, to]) => line.slice(from, to)),
    ['Ünal'],
  );
});

test('next after the last match begins again at the first', () => {
  assert.equal(stepTo([3, 8], 8, false), 3);
  assert.equal(stepTo([3, 8], null, false), 3);
  assert.equal(stepTo([3, 8], 3, true), 8);
  assert.equal(stepTo([], 1, false), null);
});
