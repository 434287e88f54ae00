import { lookup } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { said, type Translatable } from '../../contract/translatable.ts';
import { isInsideAddress } from '../domain/inside-address.ts';
import { notFound, unknown, type Look } from './look.ts';

const insideAddress = 'INSIDE_ADDRESS';

/** An address that whoever asks may not be led to. */
export class InsideAddress extends Error {
  readonly code = insideAddress;
}

/** For `connect`: finds the address of a name, and refuses one inside the network where that is not allowed. */
export function carefulLookup(mayReachInside: boolean): LookupFunction {
  return (host, options, callback) => {
    lookup(host, { ...options, all: true }, (error, found) => {
      const refused = !mayReachInside && found?.some(({ address }) => isInsideAddress(address));
      if (error || refused) return callback(error ?? new InsideAddress(), [], 0);
      if (options.all) return callback(null, found);
      callback(null, found[0]?.address ?? '', found[0]?.family ?? 4);
    });
  };
}

/** A host that is an address already is not looked up. */
export const isRefused = (host: string, mayReachInside: boolean): boolean => {
  const plain = host.replace(/^\[|\]$/g, '');
  return !mayReachInside && isIP(plain) !== 0 && isInsideAddress(plain);
};

/** What was seen where a connection did not come about. `place`: as people may see it. */
export function notReached(place: string, error: unknown): Look {
  const { why, isAnswer } = connectionProblem(error);
  if (isAnswer) return notFound(said`${place} does not answer: ${why}`);
  const isAsked = !(error instanceof Error && 'code' in error && error.code === insideAddress);
  return unknown(isAsked ? said`${place} does not answer: ${why}` : said`${place} was not asked: ${why}`);
}

/** Why a connection did not come about; `isAnswer`: it is known that nobody listens there. */
function connectionProblem(error: unknown): { readonly why: Translatable; readonly isAnswer: boolean } {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  switch (code) {
    case 'ECONNREFUSED':
      return { why: said`connection refused`, isAnswer: true };
    case 'ECONNRESET':
    case 'EPIPE':
      return { why: said`the connection was broken off`, isAnswer: true };
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return { why: said`its name is not known`, isAnswer: false };
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'EHOSTDOWN':
      return { why: said`no way leads there (${code})`, isAnswer: true };
    case 'ETIMEDOUT':
      return { why: said`no answer in time`, isAnswer: true };
    case insideAddress:
      return {
        why: said`the address is inside this computer or its network; allow that in the settings if it is meant`,
        isAnswer: false,
      };
    default:
      return { why: certificateProblem(code) ?? said`the connection failed (${code || 'EIO'})`, isAnswer: false };
  }
}

function certificateProblem(code: string): Translatable | null {
  if (code === 'CERT_HAS_EXPIRED') return said`its certificate has expired`;
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') return said`its certificate is for another name`;
  return /CERT|SELF_SIGNED|ISSUER|VERIFY/.test(code)
    ? said`its certificate is not trusted on this computer (${code})`
    : null;
}
