import { connect } from 'node:net';
import type { PortCondition } from '../../contract/conditions.ts';
import { said } from '../../contract/translatable.ts';
import { found, notFound, type Look, type LookFrom } from './look.ts';
import { carefulLookup, InsideAddress, isRefused, notReached } from './reach.ts';

/** Whether something listens on a port: the connection is opened and closed at once. */
export async function lookAtPort({ host, port }: PortCondition, { signal, mayReachInside }: LookFrom): Promise<Look> {
  const place = host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
  try {
    if (isRefused(host, mayReachInside)) throw new InsideAddress();
    await opened(host, port, signal, mayReachInside);
    return found(said`${place} answers`);
  } catch (error) {
    if (signal.aborted) return notFound(said`${place} does not answer: ${said`no answer in time`}`);
    return notReached(place, error);
  }
}

function opened(host: string, port: number, signal: AbortSignal, mayReachInside: boolean): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, lookup: carefulLookup(mayReachInside), signal });
    socket.once('connect', () => {
      socket.destroy();
      resolve();
    });
    socket.on('error', reject);
  });
}
