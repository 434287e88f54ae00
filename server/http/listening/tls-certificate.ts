import { X509Certificate } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import path from 'node:path';
import { wholeSentence } from '../../../contract/errors.ts';
import { said } from '../../../contract/translatable.ts';
import { ownAddresses } from './own-addresses.ts';
import { renameStubbornly } from '../../stubborn-rename.ts';

/** The user's own certificate, or the folder for a self-signed one. */
export type TlsChoice = { readonly certFile: string; readonly keyFile: string } | { readonly selfMadeIn: string };

export interface Certificate {
  readonly cert: string;
  readonly key: string;
  /** SHA-256 of the certificate, as browsers and openssl show it. */
  readonly fingerprint: string;
  readonly isSelfMade: boolean;
  /** The file of the certificate. */
  readonly file: string;
}

const dayMs = 86_400_000;
/** Apple's systems refuse a certificate that is valid for more than 825 days, with both the first and the last day counted. */
const lifeDays = 820;
/** A certificate that expires sooner is replaced at a start. */
export const goodForMs = 30 * dayMs;

/** Reads the certificate, or creates and stores one that names this computer (key readable by its owner only). Throws a RotaError with the path. */
export async function certificateOf(choice: TlsChoice, host: string, now: number): Promise<Certificate> {
  if ('certFile' in choice) return read(choice.certFile, choice.keyFile, false);
  const certFile = path.join(choice.selfMadeIn, 'rota-cert.pem');
  const keyFile = path.join(choice.selfMadeIn, 'rota-key.pem');
  const kept = await read(certFile, keyFile, true).catch(() => null);
  if (kept && isGoodStill(kept.cert, host, now)) return kept;
  const names = [...new Set([host, hostname(), 'localhost', '127.0.0.1', '::1', ...ownAddresses()])];
  // Loaded only here: most servers do not need its 400 KB of ASN.1.
  const { generate } = await import('selfsigned');
  const made = await generate([{ name: 'commonName', value: hostname() }], {
    keySize: 2048,
    algorithm: 'sha256',
    notBeforeDate: new Date(now - dayMs),
    notAfterDate: new Date(now + (lifeDays - 1) * dayMs),
    extensions: [
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'keyUsage', digitalSignature: true, keyEncipherment: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: names.map((name) => (isIp(name) ? { type: 7, ip: name } : { type: 2, value: name })),
      },
    ],
  });
  try {
    await mkdir(choice.selfMadeIn, { recursive: true, mode: 0o700 });
    await keep(keyFile, made.private);
    await keep(certFile, made.cert);
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    throw wholeSentence(
      'CONFLICT',
      said`A TLS certificate cannot be kept in ${choice.selfMadeIn}: ${words}`,
      null,
      error,
    );
  }
  return read(certFile, keyFile, true);
}

async function read(certFile: string, keyFile: string, isSelfMade: boolean): Promise<Certificate> {
  try {
    const [cert, key] = await Promise.all([readFile(certFile, 'utf8'), readFile(keyFile, 'utf8')]);
    return { cert, key, fingerprint: new X509Certificate(cert).fingerprint256, isSelfMade, file: certFile };
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    throw wholeSentence(
      'CONFLICT',
      said`The TLS certificate ${certFile} with the key ${keyFile} cannot be used: ${words}`,
      null,
      error,
    );
  }
}

function isGoodStill(cert: string, host: string, now: number): boolean {
  const certificate = new X509Certificate(cert);
  const isNamed = isIp(host) ? certificate.checkIP(host) !== undefined : certificate.checkHost(host) !== undefined;
  // A certificate made while the clock was ahead is not valid yet.
  return isNamed && Date.parse(certificate.validFrom) <= now && Date.parse(certificate.validTo) - now > goodForMs;
}

async function keep(file: string, text: string): Promise<void> {
  await writeFile(`${file}.new`, text, { mode: 0o600 });
  await renameStubbornly(`${file}.new`, file);
}

const isIp = (name: string): boolean => /^[\d.]+$/.test(name) || name.includes(':');
