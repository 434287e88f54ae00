import { networkInterfaces } from 'node:os';

/** Addresses by which other computers reach this one; those that hold on one network line only are left out. */
export const ownAddresses = (): string[] =>
  Object.values(networkInterfaces()).flatMap((list) =>
    (list ?? []).filter(({ scopeid }) => !scopeid).map(({ address }) => address),
  );
