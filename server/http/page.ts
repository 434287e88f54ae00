import express, { type Express } from 'express';
import { readFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import path from 'node:path';
import { pageAssets } from './gates/page-assets.ts';
import { contentPolicy, newNonce } from './gates/security-headers.ts';

const placeholder = /<meta\s+name="csp-nonce"[^>]*>/i;

/** Serves the built page: hashed files are cached for ever, index.html never, with its own nonce. */
export function mountPage(app: Express, folder: string): void {
  app.get(['/', '/index.html'], async (_request, response) => {
    const nonce = newNonce();
    const html = await readFile(path.join(folder, 'index.html'), 'utf8').catch(() => notBuilt);
    response
      .status(html === notBuilt ? 503 : 200)
      .set({ 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': contentPolicy(nonce) })
      .send(withNonce(html, nonce));
  });
  // Set by hand: every answer has no-store already, and the file server does not replace an existing header.
  const forEver = (response: ServerResponse) =>
    response.setHeader('Cache-Control', 'public, max-age=31536000, immutable');
  app.use(
    pageAssets,
    express.static(path.join(folder, 'assets'), { index: false, redirect: false, setHeaders: forEver }),
  );
  app.use(express.static(folder, { index: false, redirect: false, dotfiles: 'ignore' }));
}

function withNonce(html: string, nonce: string): string {
  const meta = `<meta name="csp-nonce" content="${nonce}">`;
  return placeholder.test(html) ? html.replace(placeholder, meta) : html.replace(/<head[^>]*>/i, (head) => head + meta);
}

const notBuilt = `<!doctype html>
<html lang="en"><head><title>Rota</title></head>
<body><h1>Rota is running; its page is not built</h1>
<p>Run <code>npm run build</code> in Rota's folder, then load this page again. The API works without the page.</p>
</body></html>
`;
