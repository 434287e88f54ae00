import assert from 'node:assert/strict';
import test from 'node:test';
import { readDefinition } from '../../server/domain/catalogue-rules.ts';

function faultsOf(parameters: unknown): [string | null, string][] {
  const read = readDefinition({ name: 'Pay', command: '/bin/true', parameters }, null);
  return read.ok ? [] : read.details.map(({ field, message }) => [field, message]);
}
const ofProperties = (properties: Record<string, unknown>) => faultsOf({ type: 'object', properties });

test('a default that its own parameter refuses makes every start fail that leaves it out', () => {
  const [fault, ...others] = ofProperties({
    count: { type: 'integer', default: 'many' },
    name: { type: 'string', default: 'Ada' },
  });
  assert.deepEqual(others, []);
  assert.equal(fault?.[0], 'parameters.properties.count.default');
  assert.match(fault?.[1] ?? '', /^parameters\.properties\.count\.default/);
});
