import { randomBytes } from 'node:crypto';
import { protocol } from 'electron';
import { nonceMark, shellPolicy } from './shell-pages.ts';

const pages = new Map<string, string>();

/** Must run before "ready". The scheme can only show pages: no fetch, no service workers, no CORS. */
export function registerShellScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true } }]);
}

/** Serves the pages of the shell itself, which must work without the server. */
export function serveShellPages(): void {
  protocol.handle('app', (request) => shellAnswer(request.url));
}

export function shellAnswer(url: string): Response {
  const html = pages.get(url);
  if (html === undefined) return new Response('Not found', { status: 404 });
  const nonce = randomBytes(16).toString('base64');
  return new Response(html.replace(nonceMark, nonce), {
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': shellPolicy(nonce),
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'no-store',
    },
  });
}

/** Publishes a page; `url` is what a window loads, `remove` takes it down again. */
export function putShellPage(html: string): { readonly url: string; remove(): void } {
  const url = `app://shell/page/${randomBytes(12).toString('hex')}`;
  pages.set(url, html);
  return { url, remove: () => void pages.delete(url) };
}
