import type { NextFunction, Request, Response } from 'express';
import { randomBytes } from 'node:crypto';

/** The content policy of the page: no other sources, no inline script, styles only by nonce. */
export function contentPolicy(nonce: string, styles = `'self' 'nonce-${nonce}'`): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src ${styles}`,
    "style-src-attr 'none'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "font-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

export const newNonce = (): string => randomBytes(16).toString('base64');

const ofEveryAnswer = new Map(
  Object.entries({
    'Content-Security-Policy': "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Cache-Control': 'no-store',
    'Permissions-Policy': 'camera=(), microphone=(), geolocation=()',
  }),
);

/** On every answer; a page sets its own policy on top. */
export function setSecurityHeaders(_request: Request, response: Response, next: NextFunction): void {
  response.setHeaders(ofEveryAnswer);
  next();
}
