import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { hostname, networkInterfaces } from 'node:os';
import { rotaError } from '../../../contract/errors.ts';
import { said, type Translatable } from '../../../contract/translatable.ts';
import { calledHost, shownHost } from './called-host.ts';

export interface OurHosts {
  /** The address it listens on; null before that. */
  readonly listening: () => { host: string; port: number } | null;
  /** Further host names of this computer, with or without a port (a proxy, a container). */
  readonly further: readonly string[];
}

/** Refuses requests with a foreign host: a page whose domain was pointed at this computer (DNS rebinding) sends its own. */
export function checkHost(hosts: OurHosts): RequestHandler {
  return (request: Request, _response: Response, next: NextFunction) => {
    const host = calledHost(request);
    const given = parseHost(host);
    if (given && isOurs(given, hosts)) return next();
    throw rotaError('ORIGIN_FORBIDDEN', refusal(host, given, hosts));
  };
}

/** The advice depends on the difference: only the port, as behind a relay or a container, or the name. */
function refusal(host: string | undefined, given: Host | null, hosts: OurHosts): Translatable {
  const here = hosts.listening();
  if (given === null || here === null) {
    return said`The Host header is missing or not understood: call this server by the address that it printed at its start`;
  }
  const isOnlyPort = isOurs({ ...given, port: here.port }, hosts);
  const what = isOnlyPort
    ? said`The Host header names port ${given.port ?? 'none'}, but Rota listens on ${here.port}`
    : said`The Host header names ${shownHost(host)}, which is not known as a name of this server`;
  return said`${what}: call it by the address that it printed at its start. If a proxy, a relay or a container leads here, start Rota with ROTA_HOSTS=${shownHost(host).replaceAll('"', '')}`;
}

interface Host {
  readonly name: string;
  readonly port: number | null;
}

function parseHost(header: string | undefined): Host | null {
  const found = /^(\[[0-9a-f:.%]+\]|[^:\s/@]+)(?::(\d{1,5}))?$/i.exec(header ?? '');
  if (!found?.[1]) return null;
  const name = found[1]
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '')
    .toLowerCase();
  return { name, port: found[2] === undefined ? null : Number(found[2]) };
}

function isOurs(given: Host, { listening, further }: OurHosts): boolean {
  const isNamed = further.some((text) => {
    const allowed = parseHost(text);
    return allowed?.name === given.name && (allowed.port === null || allowed.port === given.port);
  });
  if (isNamed) return true;
  const here = listening();
  if (here && given.port !== null && given.port !== here.port) return false;
  if (here && given.port === null && here.port !== 80 && here.port !== 443) return false;
  return (
    isLoopbackName(given.name) || (here !== null && !isLoopbackName(here.host) && isOurAddress(given.name, here.host))
  );
}

/** Whether this host means every address of this computer. */
export const isEveryAddress = (host: string): boolean => host === '0.0.0.0' || host === '::';

/** True for `localhost` and all addresses of this computer that no other computer can reach. */
export function isLoopbackName(name: string): boolean {
  return name === 'localhost' || name === '::1' || /^(::ffff:)?127(\.\d{1,3}){3}$/.test(name);
}

function isOurAddress(name: string, host: string): boolean {
  if (name === host.toLowerCase() || name === hostname().toLowerCase()) return true;
  return (
    isEveryAddress(host) &&
    Object.values(networkInterfaces()).some((list) => list?.some(({ address }) => address === name))
  );
}
