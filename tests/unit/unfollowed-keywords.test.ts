import assert from 'node:assert/strict';
import test from 'node:test';
import { unfollowedKeyword } from '../../server/domain/values/unfollowed-keywords.ts';

test('a keyword that nobody follows hides in a schema, or a name or a value is taken for one', () => {
  const schemas: [unknown, string | null][] = [
    [null, null],
    ['$dynamicRef', null],
    [{}, null],
    [{ $dynamicRef: '#' }, '$dynamicRef'],
    [{ anyOf: [{}, { $recursiveRef: '#' }] }, '$recursiveRef'],
    [{ allOf: [{ $recursiveRef: '#' }, { $dynamicRef: '#' }] }, '$recursiveRef'],
    [{ properties: { $dynamicRef: {} } }, null],
    [{ properties: { a: {}, b: { $dynamicRef: '#' } } }, '$dynamicRef'],
    [{ properties: { a: { items: { $dynamicRef: '#' } }, b: {} }, title: 'x' }, '$dynamicRef'],
    [{ $defs: { $recursiveRef: { $dynamicRef: '#' } } }, '$dynamicRef'],
    [{ const: { $dynamicRef: '#' }, enum: [{ $dynamicRef: '#' }] }, null],
    [{ default: { $dynamicRef: '#' }, examples: [{ $dynamicRef: '#' }] }, null],
    [{ properties: null, items: { $dynamicRef: '#' } }, '$dynamicRef'],
    [{ items: { properties: { $dynamicRef: true } }, not: { $recursiveRef: '#' } }, '$recursiveRef'],
  ];
  for (const [schema, keyword] of schemas) assert.equal(unfollowedKeyword(schema), keyword, JSON.stringify(schema));
});
