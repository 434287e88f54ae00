import { RotaError } from '../contract/errors.ts';
import type { Rota, Say, StartOptions } from './server-face.ts';

/** Starts the server. If a restart cannot use its new address, starts at the previous one and shows the reason on its page. */
export async function startOrGoBack(
  start: (options: StartOptions) => Promise<Rota>,
  options: StartOptions,
  before: string | null,
  say: Say,
): Promise<Rota> {
  try {
    return await start(options);
  } catch (error) {
    const place = URL.parse(before ?? '');
    if (place === null || !isOfAddress(error)) throw error;
    say(`the wanted address cannot be had; Rota goes back to ${place.origin}`, error);
    const host = place.hostname.replace(/^\[|\]$/g, '');
    const port = Number(place.port) || 80;
    return start({ ...options, instead: { host, port, because: error } });
  }
}

const isOfAddress = (error: unknown): boolean =>
  error instanceof RotaError && error.details.some(({ field }) => field === 'host' || field === 'port');
