import path from 'node:path';
import type { Config } from './config.ts';
import { isLoopbackName } from './http/gates/host-check.ts';
import type { TlsChoice } from './http/listening/tls-certificate.ts';

/** The certificate for an address. If a person chose an address beyond this computer on the page, a self-signed one is made, as the page announces. */
export function tlsAt(host: string, { home, tls, useTls, host: given }: Config): TlsChoice | null {
  if (tls !== null) return { certFile: tls.cert, keyFile: tls.key };
  const isWanted = useTls ?? (given === null && !isLoopbackName(host));
  return isWanted ? { selfMadeIn: path.join(home, 'tls') } : null;
}
