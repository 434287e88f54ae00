import assert from 'node:assert/strict';
import test from 'node:test';
import { closeNames, editDistance } from '../../server/domain/close-names.ts';

test('a slip of the hand counts as two, or two count as one', () => {
  const distances: [string, string, number][] = [
    ['', '', 0],
    ['', 'abc', 3],
    ['abc', '', 3],
    ['abc', 'abc', 0],
    ['a', 'b', 1],
    ['abc', 'ab', 1],
    ['abc', 'bc', 1],
    ['abc', 'xabc', 1],
    ['abc', 'axbc', 1],
    ['ab', 'ba', 1],
    ['abc', 'acb', 1],
    ['abcd', 'badc', 2],
    ['ab', 'ca', 2],
    ['ca', 'abc', 3],
    ['kitten', 'sitting', 3],
    ['aab', 'baa', 2],
  ];
  for (const [one, other, distance] of distances) {
    assert.equal(editDistance(one, other), distance, `${one} ${other}`);
    assert.equal(editDistance(other, one), distance, `${other} ${one}`);
  }
});

test('a name is offered that is too far, or one is not offered that is near enough', () => {
  const close: [string, string, boolean][] = [
    ['', 'a', false],
    ['-', 'a', false],
    ['ab', 'ax', true],
    ['ab', 'xy', false],
    ['abcdef', 'abcdxx', true],
    ['abcdef', 'abcxxx', false],
    ['abc', 'xxabcxx', true],
    ['ab', 'xxabxx', false],
    ['ab', 'acb', true],
    ['acb', 'ab', true],
  ];
  for (const [given, name, isClose] of close) assert.deepEqual(closeNames(given, [name]), isClose ? [name] : [], given);
});

test('of several near names more than three are offered, or not the nearest first', () => {
  assert.deepEqual(closeNames('abcdef', ['abcdxx', 'abcdex', 'abcdef']), ['abcdef', 'abcdex', 'abcdxx']);
  assert.deepEqual(closeNames('abc', ['abcd', 'abc']), ['abc', 'abcd']);
  assert.deepEqual(closeNames('abx', ['abc', 'abd', 'abe', 'abf']), ['abc', 'abd', 'abe']);
});

test('names are compared beyond their first hundred letters, or in fewer', () => {
  const long = 'a'.repeat(99);
  assert.deepEqual(closeNames(`${long}bc`, [`${long}bd`, `${long}bc`]), [`${long}bd`, `${long}bc`]);
  assert.deepEqual(closeNames(`${long}bc`, [`${long}xc`, `${long}bd`]), [`${long}bd`, `${long}xc`]);
});
