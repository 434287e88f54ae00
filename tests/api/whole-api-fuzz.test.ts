import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { connectorApi, consoleApi, type Endpoint } from '../../contract/api.ts';
import { openConnector, type Connector } from '../support/connector.ts';
import { nearly, odd, valuesOf } from '../support/from-schema.ts';
import { basic, call } from '../support/http-client.ts';

// Every endpoint of both tables, by every kind of caller, with bodies that are right, nearly right and wrong: never a 5xx, always JSON.

let connector: Connector;
let token: string;
let cookie = '';
/** The initial data, by the names that paths and bodies use. */
let there: string[] = [];

const tokenOf = async () => {
  const file = await readFile(path.join(connector.server.home, 'connection.json'), 'utf8');
  return (JSON.parse(file) as { token: string }).token;
};

/** Signs in again if the session was ended in the meantime. */
async function signIn(): Promise<void> {
  const link = await connector.server.console<{ url: string }>('POST', '/api/session/link');
  const body = { token: /token=([^&]+)/.exec(link.url)?.[1] };
  const reply = await call(connector.port, '/api/session', { body });
  cookie = String(reply.headers['set-cookie']).split(';')[0] ?? '';
  assert.equal(reply.status, 200);
}

before(async () => {
  connector = await openConnector();
  token = await tokenOf();
  await signIn();
  const { server, client } = connector;
  const spid = await client.start({ name: 'Obey' });
  await client.final(spid);
  await client.start({ name: 'Obey', quartzDef: '0 0 6 * * ?', runImmediately: 'N' });
  const { runs } = await server.console<{ runs: { id: string }[] }>('GET', '/api/runs?limit=5&result=all');
  const { user } = await server.console<{ user: string }>('POST', '/api/clients', { name: 'other' });
  await server.console('PUT', '/api/calendars/Plant', { name: 'Plant', country: 'TR' });
  there = ['Obey', 'Needs', 'Plant', 'TR', 'DE-BY', 'ci-2099', user, spid, ...runs.map(({ id }) => id)];
});
after(() => connector.stop());

const runs = Number(process.env['FUZZ_RUNS'] ?? 900);
const seed = process.env['FUZZ_SEED'] === undefined ? {} : { seed: Number(process.env['FUZZ_SEED']) };

/** Only the long series (`npm run soak`) has the computer to itself, so only it checks the time. */
const mostMs = Number(process.env['FUZZ_MOST_MS'] ?? Infinity);

/** These end the server; restart.test.ts and stopping.test.ts test them. */
const left = new Set(['restartServer', 'stopServer']);
/** A passphrase is expensive on purpose (scrypt): calls with one may take longer on a slow computer. */
const isDear = (name: string, body: string | undefined) =>
  (name === 'backup' || name === 'restoreBackup') && body?.includes('passphrase') === true;
const endpoints: readonly (readonly [string, Endpoint])[] = [
  ...Object.entries(connectorApi),
  ...Object.entries(consoleApi),
].filter(([name]) => !left.has(name));

const word = fc.oneof(
  fc.constantFrom('all', '1', '-1', 'true', '..', '%', '__proto__', 'ı', '9'.repeat(30)),
  fc.string({ unit: 'binary', maxLength: 40 }).map((text) => text.toWellFormed()),
);
/** A name in `there`, unknown before the server runs; or a constant. */
const ids = fc.oneof(fc.nat(20), word);
const nameOf = (id: string | number): string => (typeof id === 'number' ? (there[id % there.length] ?? 'x') : id);

/** Robots are harmless, webhooks stay on this computer, and no wait is long. */
const known = {
  command: fc.constantFrom('/bin/true', 'true', 'no-such-program'),
  script: fc.constantFrom('/nowhere/robot.mjs', 'robot.mjs'),
  cwd: fc.constantFrom('/tmp', '/nowhere'),
  url: fc.constantFrom('http://127.0.0.1:9/', 'https://[::1]:9/x', 'ftp://x', ''),
  callbackUrl: fc.constantFrom('http://127.0.0.1:9/', 'nothing'),
  name: fc.constantFrom('Obey', 'Needs', 'Off', 'Nobody', 'Plant', 'ı'),
  process: fc.constantFrom('Obey', 'Needs', 'Nobody'),
  quartz: fc.constantFrom('0 0 6 * * ?', '* * * * * ?', '0 0 0 29 2 ?', '0 6 6 ? * FRI', 'x'),
  quartzDef: fc.constantFrom('0 0 6 * * ?', '0 0 0 29 2 ?', '* *'),
  timezone: fc.constantFrom('UTC', 'Europe/Istanbul', 'Mars/Olympus', '+05:30'),
  wait: fc.constantFrom('0', '', 'x'),
  // Runs that are deleted at once cannot be queried.
  retention: fc.constantFrom<unknown>({ days: 30, runs: 1000, auditDays: 30 }, { days: 0 }),
};
const given = Object.fromEntries(
  endpoints.map(([name, { request, query }]) => {
    const values = valuesOf(request, known);
    const right = fc.oneof(
      { weight: 2, arbitrary: values },
      { weight: 2, arbitrary: nearly(values) },
      { weight: 1, arbitrary: odd },
    );
    return [name, { body: right, query: query === undefined ? right : valuesOf(query, known) }];
  }),
);

const broken = fc.oneof(fc.json(), fc.string({ maxLength: 80 }), fc.string({ unit: 'binary', maxLength: 80 }));
const headers = fc.dictionary(
  fc.constantFrom(
    'content-type',
    'content-encoding',
    'accept',
    'origin',
    'x-forwarded-for',
    'idempotency-key',
    'range',
    'accept-language',
  ),
  fc.constantFrom(
    'application/json',
    'text/plain; charset=utf-7',
    'gzip',
    'br',
    'tr',
    'null',
    'http://a.example',
    '*/*',
    'bytes=9-1',
    '',
  ),
  { maxKeys: 2 },
);
const mostly = <T>(usual: T, others: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 6, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: others });
const callers = fc.constantFrom('command line', 'command line', 'person', 'person', 'client', 'nobody', 'other scheme');
const methods = mostly<string | null>(null, fc.constantFrom('GET', 'HEAD', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'));

const credentials = (caller: string): Record<string, string> => {
  if (caller === 'command line') return { authorization: `Bearer ${token}` };
  if (caller === 'person') return { cookie };
  if (caller === 'client') return { authorization: basic(connector.auth) };
  return caller === 'nobody' ? {} : { authorization: 'Digest x' };
};

/** Query parameters; anything but text is sent as JSON. */
function queryOf(value: unknown): string {
  if (typeof value !== 'object' || value === null) return encodeURIComponent(String(value).toWellFormed());
  const pairs = Object.entries(value).map(([key, one]): [string, string] => [
    key,
    typeof one === 'string' ? one : (JSON.stringify(one) ?? ''),
  ]);
  return new URLSearchParams(pairs.map(([key, one]) => [key.toWellFormed(), one.toWellFormed()])).toString();
}

const byName = new Map(endpoints);

const requests = fc.constantFrom(...byName.keys()).chain((name) =>
  fc.record({
    name: fc.constant(name),
    id: ids,
    body: mostly<unknown>(undefined, broken).chain((text) =>
      text === undefined ? (given[name]?.body ?? odd) : fc.constant(text),
    ),
    query: given[name]?.query ?? odd,
    further: mostly<Record<string, string>>({}, headers),
    caller: callers,
    method: methods,
  }),
);

test(`${runs} requests over both interfaces are answered below 500, and as JSON`, async () => {
  const faults = new Map<string, string>();
  const statuses = new Map<string, Set<number>>();
  await fc.assert(
    fc.asyncProperty(requests, async ({ name, id, body, query, further, caller, method: other }) => {
      const endpoint: Endpoint = byName.get(name) ?? connectorApi.health;
      const method = other ?? endpoint.method;
      const isQuery = method === 'GET' || method === 'HEAD' || method === 'DELETE';
      const where = endpoint.path.replaceAll(/\{\w+\}/g, encodeURIComponent(nameOf(id)));
      const asked = isQuery ? queryOf(body) : endpoint.query === undefined ? '' : queryOf(query);
      const sent = typeof body === 'string' ? body : JSON.stringify(body);
      const begunAt = performance.now();
      const reply = await call(connector.port, `${where}?${asked}`, {
        method,
        headers: { ...(isQuery ? {} : { 'content-type': 'application/json' }), ...further, ...credentials(caller) },
        ...(method === 'GET' || method === 'HEAD' ? {} : { body: sent }),
      }).catch((error: unknown) => ({ status: 599, text: String(error), json: () => null }));
      const tookMs = performance.now() - begunAt;
      const what = JSON.stringify({ method, where, asked, further, caller, sent: sent?.slice(0, 3000) });
      const fault = (kind: string) => void faults.set(`${name}: ${kind}`, `${what} -> ${reply.text.slice(0, 500)}`);
      if (tookMs >= mostMs && !isDear(name, sent)) fault(`over ${mostMs} ms (${tookMs.toFixed(0)})`);
      if (reply.status >= 500) fault(`${reply.status}`);
      if (method !== 'HEAD' && !isJson(reply)) fault('not JSON');
      const seen = statuses.get(name) ?? new Set();
      statuses.set(name, seen.add(reply.status));
      if (name === 'signOut' || name === 'revokeClient') await signIn();
    }),
    { numRuns: runs, endOnFailure: true, ...seed },
  );
  assert.deepEqual(Object.fromEntries(faults), {});
  // The server is alive, and its data is intact.
  assert.equal((await call(connector.port, connectorApi.health.path)).status, 200);
  if (runs < 20_000) return;
  // Fuzzing that is always rejected by authentication tests nothing.
  const shut = endpoints.filter(([name]) => !statuses.get(name)?.has(200)).map(([name]) => name);
  console.log(`never answered with 200: ${shut.join(', ') || 'none'}`);
});

function isJson({ json }: { json: () => unknown }): boolean {
  try {
    return typeof json() === 'object';
  } catch {
    return false;
  }
}
