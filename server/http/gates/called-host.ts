import type { Request } from 'express';

/** Host and port that the caller used: from a proxy in `ROTA_PROXIES` its forwarded host, else the `Host` header. */
export const calledHost = (request: Request): string | undefined => request.host;

/** A host for an error sentence: cut to the length of a name, and without control characters. */
export const shownHost = (host: string | undefined): string =>
  host === undefined ? 'nothing' : `"${host.slice(0, 100).replace(/[^\x21-\x7e]/g, '?')}"`;
