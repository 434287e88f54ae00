import { X509Certificate } from 'node:crypto';
import { joined, said, type Translatable } from '../../../contract/translatable.ts';
import { isEveryAddress, isLoopbackName } from '../gates/host-check.ts';
import { ownAddresses } from './own-addresses.ts';
import { goodForMs, type Certificate } from './tls-certificate.ts';

/**
 * Why programs that check the certificate will refuse it, now or within a month; null if they will not. A self-signed one names the
 * addresses of the day it was made: after a move to another network the computer has others.
 */
export function certificateProblem(
  certificate: Certificate,
  host: string,
  now: number,
  addresses: readonly string[] = ownAddresses(),
): Translatable | null {
  const x509 = new X509Certificate(certificate.cert);
  const ends = Date.parse(x509.validTo);
  const day = new Date(ends).toISOString().slice(0, 10);
  if (ends < now) return said`The TLS certificate ended on ${day}: programs refuse it. ${what(certificate)}`;
  if (ends - now < goodForMs) return said`The TLS certificate ends on ${day}. ${what(certificate)}`;
  if (!certificate.isSelfMade || !isEveryAddress(host)) return null;
  const missing = addresses.filter((address) => !isLoopbackName(address) && x509.checkIP(address) === undefined);
  if (missing.length === 0) return null;
  const list = joined(missing, (one, other) => said`${one}, ${other}`);
  return said`The TLS certificate does not name ${list}, by which this computer can be reached now: programs that call it so refuse it. To have one made with the present addresses, delete ${certificate.file} and restart Rota; whoever trusts the old one needs the new one then.`;
}

const what = ({ isSelfMade, file }: Certificate): Translatable =>
  isSelfMade
    ? said`Rota makes a new one when it starts: restart it, and give the new one to the programs that trust it.`
    : said`Replace ${file} and restart Rota.`;
