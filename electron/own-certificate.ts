import type { Session } from 'electron';
import { createHash } from 'node:crypto';
import { isOurPage } from './trusted-places.ts';

/** SHA-256 of a certificate in PEM, as bare upper-case hex. */
function digestOf(pem: string): string {
  const base64 = pem.replace(/-----[A-Z ]+-----/g, '').replace(/\s/g, '');
  return createHash('sha256').update(Buffer.from(base64, 'base64')).digest('hex').toUpperCase();
}

/** Compares a certificate with our server's own; colons and case do not matter. */
export function isOwnCertificate(pem: string, fingerprint: string | null): boolean {
  return fingerprint !== null && digestOf(pem) === fingerprint.replaceAll(/[^0-9a-f]/gi, '').toUpperCase();
}

/** Where the server uses a self-signed certificate, the window accepts exactly that one, for our address only. */
export function trustOwnCertificate(
  session: Pick<Session, 'setCertificateVerifyProc'>,
  url: string,
  fingerprint: string | null,
): void {
  if (fingerprint === null) return;
  session.setCertificateVerifyProc(({ hostname, certificate }, answer) => {
    const isOurs =
      isOurPage(url, `https://${hostname}:${new URL(url).port}`) && isOwnCertificate(certificate.data, fingerprint);
    answer(isOurs ? 0 : -3);
  });
}
