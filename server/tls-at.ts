import path from 'node:path';
import type { Config } from './config.ts';
import { isLoopbackName } from './http/gates/host-check.ts';
import type { TlsChoice } from './http/listening/tls-certificate.ts';

/** The certificate that is used at an address. An address beyond this computer that a person chose on the page gets one made on the spot, as the page says. */
export function tlsAt(host: string, { home, tls, useTls, host: given }: Config): TlsChoice | null {
  if (tls !== null) return { certFile: tls.cert, keyFile: tls.key };
  const isWanted = useTls ?? (given === null && !isLoopbackName(host));
  return isWanted ? { selfMadeIn: path.join(home, 'tls') } : null;
}
