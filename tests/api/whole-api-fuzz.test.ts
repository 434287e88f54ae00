import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { connectorApi, consoleApi, type Endpoint } from '../../contract/api.ts';
import { openConnector, type Connector } from '../support/connector.ts';
import { basic, call } from '../support/http-client.ts';

// Every endpoint of both tables, by every kind of caller, with what a caller may get wrong: never of class 5xx, never without JSON.

let connector: Connector;
let token: string;
before(async () => {
  connector = await openConnector();
  const file = await readFile(path.join(connector.server.home, 'connection.json'), 'utf8');
  token = (JSON.parse(file) as { token: string }).token;
});
after(() => connector.stop());

const runs = Number(process.env['FUZZ_RUNS'] ?? 600);

/** Only the long series (`npm run soak`) has a computer to itself, and minds the time. */
const mostMs = Number(process.env['FUZZ_MOST_MS'] ?? Infinity);

/** These end the server or its session, wait for other computers, or copy the whole folder each time. */
const left = new Set(['restartServer', 'stopServer', 'restoreBackup', 'signOut', 'testWebhook', 'redeliver', 'backup']);
const endpoints: readonly (readonly [string, Endpoint])[] = [
  ...Object.entries(connectorApi),
  ...Object.entries(consoleApi),
].filter(([name]) => !left.has(name));

const word = fc.oneof(
  fc.constantFrom('Needs', 'Obey', 'all', '1', '-1', 'true', '..', '%', '__proto__', 'ı', '9'.repeat(30)),
  fc.string({ unit: 'binary', maxLength: 40 }).map((text) => text.toWellFormed()),
);
const keys = [
  'name',
  'values',
  'process',
  'draft',
  'plan',
  'options',
  'until',
  'was',
  'version',
  'kind',
  'document',
  'ics',
  'limit',
];
const values = fc.oneof(word, fc.json({ maxDepth: 3 }), fc.constantFrom(null, 0, -1, 1e308, true, [], {}, [[]]));
const bodies = fc.oneof(
  fc.dictionary(fc.constantFrom(...keys), values).map((one) => JSON.stringify(one)),
  fc.json(),
  fc.string({ maxLength: 80 }),
);
const queries = fc.dictionary(
  fc.constantFrom('limit', 'before', 'from', 'to', 'q', 'cursor', 'status', 'wait', 'process', 'filter'),
  word.filter((text) => !/^\d+$/.test(text) || Number(text) < 2 || text.length > 20),
  { maxKeys: 3 },
);
const headers = fc.dictionary(
  fc.constantFrom(
    'content-type',
    'content-encoding',
    'accept',
    'cookie',
    'origin',
    'x-forwarded-for',
    'idempotency-key',
    'range',
  ),
  fc.constantFrom(
    'application/json',
    'text/plain; charset=utf-7',
    'gzip',
    'br',
    'rota=x',
    'null',
    'http://a.example',
    '*/*',
    'bytes=9-1',
    '',
  ),
  { maxKeys: 2 },
);
const callers = fc.constantFrom('command line', 'client', 'nobody', 'other scheme');
const methods = fc.oneof(
  { weight: 6, arbitrary: fc.constant(null) },
  { weight: 1, arbitrary: fc.constantFrom('GET', 'HEAD', 'PUT', 'DELETE', 'PATCH', 'OPTIONS') },
);

const credentials = (caller: string): Record<string, string> => {
  if (caller === 'command line') return { authorization: `Bearer ${token}` };
  if (caller === 'client') return { authorization: basic(connector.auth) };
  return caller === 'nobody' ? {} : { authorization: 'Digest x' };
};

test(`${runs} requests over both interfaces are answered below 500, and as JSON`, async () => {
  const request = fc.tuple(fc.constantFrom(...endpoints), word, queries, headers, callers, methods, bodies);
  await fc.assert(
    fc.asyncProperty(request, async ([[name, endpoint], id, query, further, caller, other, body]) => {
      const method = other ?? endpoint.method;
      const where = endpoint.path.replaceAll(/\{\w+\}/g, encodeURIComponent(id));
      const begunAt = performance.now();
      const reply = await call(connector.port, `${where}?${new URLSearchParams(query).toString()}`, {
        method,
        headers: { ...further, ...credentials(caller) },
        ...(method === 'GET' || method === 'HEAD' ? {} : { body }),
      });
      const what = `${name}: ${method} ${where} ${JSON.stringify({ query, further, caller, body })}`;
      const tookMs = performance.now() - begunAt;
      assert.ok(tookMs < mostMs, `${tookMs.toFixed(0)} ms for ${what}`);
      assert.ok(reply.status < 500, `${reply.status} ${what}: ${reply.text}`);
      if (method !== 'HEAD') assert.equal(typeof reply.json(), 'object', what);
    }),
    { numRuns: runs },
  );
  // It lives on, and remembers what it is.
  assert.equal((await call(connector.port, connectorApi.health.path)).status, 200);
});
