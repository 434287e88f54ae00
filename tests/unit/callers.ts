import type { Caller } from '../../server/people/caller.ts';

/** A person at the screen. */
export const operator: Caller = {
  kind: 'person',
  owner: 'person:operator',
  name: 'operator',
  user: null,
  scopes: ['start', 'read', 'manage'],
  processes: null,
};

/** A client that may start and see only these processes. */
export const clientOf = (...processes: string[]): Caller => ({
  kind: 'client',
  owner: 'client:acme-abcd',
  name: 'acme',
  user: 'acme-abcd',
  scopes: ['start', 'read'],
  processes,
});
