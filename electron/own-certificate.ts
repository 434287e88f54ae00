import type { Session } from 'electron';
import { createHash } from 'node:crypto';
import { isOurPage } from './trusted-places.ts';

/** SHA-256 of a certificate in PEM, as bare upper-case hex. */
function digestOf(pem: string): string {
  const base64 = pem.replace(/-----[A-Z ]+-----/g, '').replace(/\s/g, '');
  return createHash('sha256').update(Buffer.from(base64, 'base64')).digest('hex').toUpperCase();
}

/** Whether a certificate is the one our server made for itself; written with colons or without. */
export function isOwnCertificate(pem: string, fingerprint: string | null): boolean {
  return fingerprint !== null && digestOf(pem) === fingerprint.replaceAll(/[^0-9a-f]/gi, '').toUpperCase();
}

/** Where the server speaks TLS with a certificate of its own making, our window takes exactly that one, for our address only. */
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
