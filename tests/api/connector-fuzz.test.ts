import assert from 'node:assert/strict';
import { Agent, request } from 'node:http';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { connectorApi } from '../../contract/api.ts';
import { errorAnswer, startAnswer, validateAnswer } from '../../contract/connector.ts';
import { startKeys } from '../../server/domain/start/start-keys.ts';
import { openConnector, type Connector } from '../support/connector.ts';

// Thousands of bodies, generated from the contract and from common mistakes: never a 500, never a hang, always JSON.

let connector: Connector;
const agent = new Agent({ keepAlive: true, maxSockets: 4 });
before(async () => {
  connector = await openConnector();
});
after(async () => {
  agent.destroy();
  await connector.stop();
});

const runs = Number(process.env['FUZZ_RUNS'] ?? 1_500);

function send(
  path: string,
  body: string | Buffer,
  type = 'application/json',
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const headers = {
      authorization: `Basic ${Buffer.from(connector.auth).toString('base64')}`,
      'content-type': type,
      'content-length': Buffer.byteLength(body),
    };
    const sent = request(
      { port: connector.port, host: '127.0.0.1', path, method: 'POST', agent, headers, timeout: 10_000 },
      (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
        response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
      },
    );
    sent.on('timeout', () => sent.destroy(new Error('no answer within 10 s')));
    sent.on('error', reject);
    sent.end(body);
  });
}

const odd = fc.oneof(
  fc.anything({ maxDepth: 2 }).map((value) => JSON.parse(JSON.stringify(value) ?? 'null') as unknown),
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.double(),
  fc.bigInt().map(String),
  fc.constantFrom(
    null,
    '',
    'Y',
    'N',
    'EVET',
    'HAYIR',
    'ı',
    'İ',
    '__proto__',
    'constructor',
    -0,
    1e308,
    '9'.repeat(400),
    [],
    {},
    [[]],
    { toString: 1 },
  ),
);
const dates = fc.oneof(
  fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
  fc
    .date({ noInvalidDate: true, min: new Date(0), max: new Date(4e12) })
    .map((date) => date.toISOString().slice(0, 19).replace('T', ' ')),
  fc.constantFrom(
    '2020-11-16 16:56:00',
    '16.11.2020 16:56',
    '0000-00-00',
    '9999-12-31 23:59:59',
    '10000-01-01',
    '2026-03-29T02:30',
    '31.02.2026',
  ),
);
const item = fc.constantFrom(
  '*',
  '?',
  '0',
  '1',
  '59',
  '0/5',
  '*/15',
  '1-5',
  'FRI',
  'FR',
  'L',
  'LW',
  '6#3',
  '6L',
  '15W',
  'MON-FRI',
  '99',
  'X',
  ',',
  '1,2',
  'JAN',
  '2026',
  'L-3',
  '32W',
);
const crons = fc.oneof(
  fc.array(item, { minLength: 1, maxLength: 8 }).map((fields) => fields.join(' ')),
  fc.string(),
);
const mostlyGood = {
  name: fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom('Needs', 'needs', 'Off', 'Nobody') },
    { weight: 1, arbitrary: odd },
  ),
  values: fc.oneof(
    fc.record({ customer: odd, count: odd, isUrgent: odd }, { requiredKeys: [] }),
    fc.dictionary(fc.string(), odd),
    odd,
  ),
  quartzDef: fc.oneof(crons, odd),
  startDate: fc.oneof(dates, odd),
  endDate: fc.oneof(dates, odd),
  timezone: fc.oneof(fc.constantFrom('UTC', 'Europe/Istanbul', 'Asia/Kathmandu', '+05:30', 'Mars/Olympus'), odd),
};
const body = fc.record(
  {
    ...Object.fromEntries(startKeys.map((key) => [key, odd])),
    ...mostlyGood,
    runOnce: odd,
    'run immediately': odd,
    unknown: odd,
  },
  { requiredKeys: [] },
);

function check(
  { status, text }: { status: number; text: string },
  schema: typeof startAnswer | typeof validateAnswer,
): void {
  const answer = JSON.parse(text) as unknown;
  assert.ok(status < 500, `${status}: ${text}`);
  if (status === 200) schema.parse(answer);
  else errorAnswer.parse(answer);
}

test(`${runs} bodies made from the schema are answered as the contract says`, async () => {
  await fc.assert(
    fc.asyncProperty(body, async (one) =>
      check(await send(connectorApi.validate.path, JSON.stringify(one)), validateAnswer),
    ),
    { numRuns: runs },
  );
});

test(`${Math.ceil(runs / 3)} of them are really started, and the server lives on`, async () => {
  const planned = body.map((one) => ({ ...one, runImmediately: 'N', runOnce: 'N', startDate: '2099-01-01 00:00:00' }));
  await fc.assert(
    fc.asyncProperty(planned, async (one) =>
      check(await send(connectorApi.start.path, JSON.stringify(one)), startAnswer),
    ),
    { numRuns: Math.ceil(runs / 3) },
  );
});

test(`${runs} texts that are nearly JSON, or bytes that are nothing, are answered as JSON`, async () => {
  const good = '{"values": {"customer": "Ada"}, "quartzDef": "0 6 6 ? * FRI", "name": "Needs", "runOnce": "N"}';
  const typos = fc.array(
    fc.tuple(
      fc.nat(good.length),
      fc.constantFrom('', ',', '"', '“', '”', '{', '}', ':', '\\', '\n', ' ', '[', '\u0000', 'é'),
    ),
    { maxLength: 6 },
  );
  const nearly = typos.map((changes) =>
    changes.reduce((text, [at, sign]) => text.slice(0, at) + sign + text.slice(at + 1), good),
  );
  const texts = fc.oneof(
    nearly,
    fc.string({ unit: 'binary' }),
    fc.json(),
    fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
  );
  const types = fc.constantFrom(
    'application/json',
    'text/plain',
    'application/json; charset=utf-16',
    'application/json; charset=iso-8859-9',
    'x',
    '',
    'image/png',
  );
  await fc.assert(
    fc.asyncProperty(texts, types, async (text, type) =>
      check(await send(connectorApi.validate.path, text, type), validateAnswer),
    ),
    { numRuns: runs },
  );
});

test('ids and queries of every kind are answered as JSON', async () => {
  const { auth, port } = connector;
  const headers = { authorization: `Basic ${Buffer.from(auth).toString('base64')}` };
  const paths = [
    'process/status/',
    'process/log/',
    'process/history?cursor=',
    'process/history?from=',
    'process/history?status=',
    'process/status/x?wait=',
  ];
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...paths), fc.string({ unit: 'binary', maxLength: 60 }), async (path, text) => {
      const reply = await fetch(
        `http://127.0.0.1:${port}/scheduler/connector-api/${path}${encodeURIComponent(text.toWellFormed())}`,
        { headers },
      );
      const answer: unknown = await reply.json();
      assert.ok(reply.status < 500, `${path}${text}: ${JSON.stringify(answer)}`);
    }),
    { numRuns: Math.ceil(runs / 3) },
  );
});
