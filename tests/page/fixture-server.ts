import { readFile } from 'node:fs/promises';
import http from 'node:http';
import path from 'node:path';
import { randomBytes } from 'node:crypto';
import { fixtureAnswer, fixtureEpoch } from './fixture-data.ts';

const page = path.join(import.meta.dirname, '../../dist/page');
const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

const policy = (nonce: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'none'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "font-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

export interface FixtureServer {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

/** Serves the built page with the real Content-Security-Policy and canned answers: to look at screens, not to prove them. */
export async function startFixtureServer(): Promise<FixtureServer> {
  const server = http.createServer((request, response) => {
    void answer(request, response).catch((error: unknown) => {
      response.writeHead(500).end(String(error));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the fixture server has no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

async function answer(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  if (url.pathname === '/api/events') return stream(response);
  if (url.pathname.startsWith('/api/') || url.pathname.startsWith('/scheduler/')) {
    const body = await text(request);
    const { status, json } = fixtureAnswer(request.method ?? 'GET', url, body === '' ? null : JSON.parse(body));
    response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(json));
    return;
  }
  const nonce = randomBytes(16).toString('base64url');
  const file = url.pathname === '/' ? '/index.html' : path.posix.normalize(url.pathname);
  const content = await readFile(path.join(page, file)).catch(() => null);
  if (content === null) {
    response.writeHead(404).end();
    return;
  }
  response.writeHead(200, {
    'content-type': types[path.extname(file)] ?? 'application/octet-stream',
    'content-security-policy': policy(nonce),
  });
  response.end(
    file === '/index.html'
      ? String(content).replace('name="csp-nonce" content=""', `name="csp-nonce" content="${nonce}"`)
      : content,
  );
}

function stream(response: http.ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  response.write(`id: 1\ndata: ${JSON.stringify({ type: 'hello', epoch: fixtureEpoch })}\n\n`);
  const beat = setInterval(() => response.write(': beat\n\n'), 15_000);
  response.on('close', () => clearInterval(beat));
}

async function text(request: http.IncomingMessage): Promise<string> {
  let whole = '';
  for await (const chunk of request) whole += String(chunk);
  return whole;
}
