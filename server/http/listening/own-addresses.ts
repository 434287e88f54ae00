import { networkInterfaces } from 'node:os';

/** Addresses by which other computers reach this one, without link-local ones. */
export const ownAddresses = (): string[] =>
  Object.values(networkInterfaces()).flatMap((list) =>
    (list ?? []).filter(({ scopeid }) => !scopeid).map(({ address }) => address),
  );
