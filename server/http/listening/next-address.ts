import type { Request } from 'express';
import { networkInterfaces } from 'node:os';
import { isEveryAddress, isLoopbackName } from '../gates/host-check.ts';

/** The address that a server listens on. */
export interface Address {
  readonly host: string;
  /** 0 = any free port. */
  readonly port: number;
  readonly isTls: boolean;
}

/** How a browser reaches this server now. */
export interface Browser {
  readonly isTls: boolean;
  /** Its Host header. */
  readonly host: string;
  /** The local port of its requests; it differs from the one in its URL if something is in between. */
  readonly arrivesAt: number;
  /** It runs on the same computer as Rota. */
  readonly isHere: boolean;
}

export function browserOf(request: Request): Browser {
  const { remoteAddress = '', localPort = 0 } = request.socket;
  const address = remoteAddress.replace(/^::ffff:/, '');
  return {
    isTls: request.secure,
    host: request.headers.host ?? '',
    arrivesAt: localPort,
    isHere: isLoopbackName(address) || ownAddresses().includes(address),
  };
}

/** Where a browser finds the next server: under its present name if that will work, because its cookie belongs to the name. */
export function nextAddressFor(
  browser: Browser,
  next: Address,
): { readonly url: string; readonly isMoving: boolean; readonly isSameName: boolean; readonly isOutOfReach: boolean } {
  const now = new URL(`${browser.isTls ? 'https' : 'http'}://${browser.host}`);
  const stays = { url: now.origin, isMoving: false, isSameName: true, isOutOfReach: false };
  // Behind a proxy the URL is the proxy's, and does not change.
  if ((Number(now.port) || (browser.isTls ? 443 : 80)) !== browser.arrivesAt) return stays;
  const name = now.hostname.replace(/^\[|\]$/g, '');
  const host = nameAt(name, next.host.toLowerCase());
  const port = next.port === 0 ? browser.arrivesAt : next.port;
  const { origin } = new URL(`${next.isTls ? 'https' : 'http'}://${host.includes(':') ? `[${host}]` : host}:${port}`);
  return {
    url: origin,
    isMoving: origin !== now.origin,
    isSameName: host === name,
    isOutOfReach: isLoopbackName(host) && !browser.isHere,
  };
}

/** The name under which a browser that uses `name` now reaches a server that listens on `host`. */
function nameAt(name: string, host: string): string {
  if (host === '::' || (host === '0.0.0.0' && name !== '::1')) return name;
  if (host === '0.0.0.0') return '127.0.0.1';
  return isLoopbackName(host) && name === 'localhost' ? name : host;
}

const ownAddresses = (): string[] => ownNetworks().map(({ address }) => address);
const ownNetworks = () => Object.values(networkInterfaces()).flatMap((list) => list ?? []);

/** The URL for others: if Rota listens on every address, one in the network. */
export function urlForOthers({ url, host }: { readonly url: string; readonly host: string }): string {
  const outer = isEveryAddress(host)
    ? ownNetworks().find(({ internal, family }) => !internal && family === 'IPv4')
    : null;
  return outer ? url.replace('127.0.0.1', outer.address) : url;
}
