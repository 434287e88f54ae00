import type { Request } from 'express';

/** Host and port by which the caller reached us: what a proxy that is named in `ROTA_PROXIES` says it was called by, else the `Host` header. */
export const calledHost = (request: Request): string | undefined => request.host;

/** A given host in a sentence: not longer than a name can be, and without what a terminal would obey. */
export const shownHost = (host: string | undefined): string =>
  host === undefined ? 'nothing' : `"${host.slice(0, 100).replace(/[^\x21-\x7e]/g, '?')}"`;
