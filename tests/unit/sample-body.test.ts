import assert from 'node:assert/strict';
import test from 'node:test';
import { rpaProcess } from '../../contract/process.ts';
import { sampleBody } from '../../server/domain/connector/sample-body.ts';

const bodyOf = (properties: Record<string, unknown>, required: string[] = [], worker: string | null = null) =>
  sampleBody(rpaProcess.parse({ name: 'Pay', command: 'x', parameters: { properties, required } }), worker);

test('a sample body leaves out what a start needs, or names what it does not', () => {
  assert.deepEqual(bodyOf({}), { name: 'Pay', values: {}, runOnce: 'Y', runImmediately: 'Y' });
  assert.equal(bodyOf({}, [], 'Lab')['worker'], 'Lab');
  const properties = {
    day: { type: 'string', examples: ['2026-11-23'] },
    pages: { type: 'integer', default: 3 },
    colour: { enum: ['red', 'green'] },
    note: { type: 'string' },
    password: { type: 'string', writeOnly: true },
    count: { type: 'integer', minimum: 7 },
    share: { type: 'number', exclusiveMinimum: 0.5 },
    any: { type: ['number', 'null'] },
  };
  const suggested = { day: '2026-11-23', pages: 3, colour: 'red' };
  assert.deepEqual(bodyOf(properties)['values'], suggested);
  assert.deepEqual(bodyOf(properties, ['password', 'count', 'share', 'any'])['values'], {
    ...suggested,
    password: '<secret>',
    count: 7,
    share: 1.5,
    any: 1,
  });
});

test('a value of a sample is not of the type, the format or the length that its parameter wants', () => {
  const values = (parameter: object, isRequired = true) =>
    bodyOf({ a: parameter }, isRequired ? ['a'] : [])['values'] as Record<string, unknown>;
  const samples: [object, unknown][] = [
    [{ type: 'boolean' }, true],
    [{ type: 'array' }, []],
    [{ type: 'object' }, {}],
    [{ type: 'null' }, null],
    [{ type: 'number' }, 1],
    [{ type: 'number', minimum: 0 }, 0],
    [{ type: 'string' }, 'text'],
    [{}, 'text'],
    [{ type: 'string', minLength: 6 }, 'textxx'],
    [{ type: 'string', format: 'email' }, 'ada@example.com'],
    [{ type: 'string', format: 'colour' }, 'text'],
    [
      { type: 'string', format: 'binary' },
      { name: 'example.txt', content: 'RXhhbXBsZQ==' },
    ],
    [{ const: 7 }, 7],
    [{ const: 7, default: 8 }, 8],
    [{ default: false }, false],
  ];
  for (const [parameter, sample] of samples)
    assert.deepEqual(values(parameter), { a: sample }, JSON.stringify(parameter));
  for (const parameter of [{ type: 'boolean' }, { type: 'string', format: 'binary' }, { writeOnly: true }])
    assert.deepEqual(values(parameter, false), {}, JSON.stringify(parameter));
});
