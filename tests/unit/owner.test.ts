import assert from 'node:assert/strict';
import test from 'node:test';
import { clientOwner, ownerByName, personOwner, type PossibleOwner } from '../../server/domain/owner.ts';

const client = (change: Partial<PossibleOwner>): PossibleOwner => ({
  id: 'a1',
  name: 'ERP',
  user: 'erp',
  createdAt: 100,
  revokedAt: null,
  ...change,
});

test('a client is known by its identity, an older one by its user, and a person in any case', () => {
  assert.equal(clientOwner({ id: 'a1', user: 'erp' }), 'client:a1');
  assert.equal(clientOwner({ user: 'erp' }), 'client:erp');
  assert.equal(personOwner('Ada'), 'person:ada');
});

test('a row of an older build goes to a client that did not exist when it was made, or to one of two', () => {
  const rows: [clients: PossibleOwner[], owner: string | null, why: string][] = [
    [[client({})], 'client:a1', 'the only one of that name'],
    [[client({ name: 'CRM' })], null, 'another name'],
    [[client({ createdAt: 500 })], 'client:a1', 'created in the same millisecond'],
    [[client({ createdAt: 501 })], null, 'created later'],
    [[client({ revokedAt: 500 })], 'client:a1', 'revoked in the same millisecond'],
    [[client({ revokedAt: 499 })], null, 'revoked before'],
    [[client({ revokedAt: 900 })], 'client:a1', 'revoked later'],
    [[client({}), client({ id: 'b2' })], null, 'two at the same time'],
    [[client({ revokedAt: 499 }), client({ id: 'b2' })], 'client:b2', 'the earlier one was revoked'],
    [[], null, 'nobody'],
  ];
  for (const [clients, owner, why] of rows) assert.equal(ownerByName('ERP', 500, clients), owner, why);
});
