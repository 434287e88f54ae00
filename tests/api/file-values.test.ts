import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { readdirSync, writeFileSync } from 'node:fs';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { codeOf, openConnector, type Connector } from '../support/connector.ts';
import { startRota, testClient } from '../support/server.ts';

// Values that are files, against a real server and a robot that reads them.

const robot = `
import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
const file = process.env.INPUT_INVOICE ?? '';
const read = file === '' ? null : readFileSync(file);
const input = JSON.parse(readFileSync(process.env.ROTA_INPUT, 'utf8'));
const say = (name, value) => appendFileSync(process.env.ROTA_OUTPUT, name + '=' + value + '\\n');
say('name', path.basename(file));
say('digest', read === null ? 'none' : createHash('sha256').update(read).digest('hex'));
say('inside', file.startsWith(process.env.ROTA_RUN_DIR + path.sep));
say('same', input.invoice === process.env.INPUT_INVOICE && process.argv[2] === file);
say('note', process.env.INPUT_NOTE ?? '');
if (read !== null) appendFileSync(file, 'changed by the robot');
if (process.env.ROTA_ATTEMPT === '1' && input.fail) process.exit(1);
`;

const parameters = {
  type: 'object' as const,
  properties: {
    invoice: { type: 'string', format: 'binary', maxBytes: 3_000_000 },
    list: { type: 'string', format: 'binary' },
    note: { type: 'string' },
    fail: { type: 'boolean' },
  },
};

let connector: Connector;
before(async () => {
  connector = await openConnector();
  const script = path.join(connector.server.home, 'reads.mjs');
  writeFileSync(script, robot);
  await connector.server.addProcess({ name: 'Reads', script, parameters, args: ['{{invoice}}'] });
});
after(() => connector.stop());

const digestOf = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');
const authorization = () => `Basic ${btoa(connector.auth)}`;

async function sendForm(form: FormData, headers: Record<string, string> = {}, to = 'process/start') {
  const answer = await fetch(`${connector.server.url}/scheduler/connector-api/${to}`, {
    method: 'POST',
    headers: { authorization: authorization(), ...headers },
    body: form,
  });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
}

function formOf(parts: Readonly<Record<string, string | File>>): FormData {
  const form = new FormData();
  for (const [name, part] of Object.entries(parts)) form.append(name, part);
  return form;
}

test('a file in base64 reaches the robot as a path in its run folder, byte for byte', async () => {
  const bytes = randomBytes(50_000);
  const base64 = bytes.toString('base64');
  for (const given of [
    base64,
    base64.replace(/.{76}/g, '$&\r\n'),
    bytes.toString('base64url'),
    `data:application/pdf;base64,${base64}`,
    { content: base64 },
  ]) {
    const final = await connector.client.final(
      await connector.client.start({ name: 'Reads', values: { invoice: given } }),
    );
    assert.deepEqual(
      [final['status'], final['__out_digest'], final['__out_inside'], final['__out_same'], final['__out_name']],
      ['SUCCEEDED', digestOf(bytes), 'true', 'true', 'file'],
    );
  }
  const named = { name: 'Ödeme: "5".pdf', content: Buffer.from('x').toString('base64') };
  const final = await connector.client.final(
    await connector.client.start({ name: 'Reads', values: { invoice: named } }),
  );
  assert.equal(final['__out_name'], 'Ödeme_ _5_.pdf');
});

test('a form brings larger ones, with the keys of the body as parts of their own or as JSON', async () => {
  const bytes = randomBytes(2_900_000);
  const file = new File([bytes], 'Rechnung.pdf', { type: 'application/pdf' });
  for (const parts of [
    { name: 'Reads', runOnce: 'Y', 'values.note': 'plain', invoice: file },
    { body: JSON.stringify({ name: 'Reads', values: { note: 'plain' } }), 'values.invoice': file },
    { name: 'reads', values: '{"note":"plain"}', Invoice: file },
  ]) {
    const { status, body } = await sendForm(formOf(parts));
    assert.equal(status, 200, JSON.stringify(body));
    const final = await connector.client.final(String(body['robustaSpid']));
    assert.deepEqual(
      [final['status'], final['__out_digest'], final['__out_name'], final['__out_note']],
      ['SUCCEEDED', digestOf(bytes), 'Rechnung.pdf', 'plain'],
    );
  }
});

test('of a file that comes twice the last one counts, and the answer says so; its name is read', async () => {
  const form = formOf({ name: 'Reads', 'values[note]': 'in brackets' });
  form.append('invoice', new File(['1'], 'a.txt'));
  form.append('Invoice', new File(['2'], '%C3%BC%20b.txt'));
  const { body } = await sendForm(form);
  const warnings = body['warnings'] as { code: string; field: string }[];
  assert.deepEqual(
    warnings.map(({ code, field }) => [code, field]),
    [['KEY_DOUBLED', 'values.invoice']],
  );
  const final = await connector.client.final(String(body['robustaSpid']));
  assert.deepEqual([final['__out_name'], final['__out_note']], ['ü b.txt', 'in brackets']);
});

test('a form is checked as a body is: dry run, the same key twice, and what is wrong with the rest', async () => {
  const file = () => new File(['once'], 'a.txt');
  const dry = await sendForm(formOf({ name: 'Reads', invoice: file() }), {}, 'process/validate');
  const understood = dry.body['understood'] as { values: Record<string, unknown> };
  assert.deepEqual(understood.values['invoice'], { name: 'a.txt', bytes: 4 });
  const key = { 'idempotency-key': 'form-1' };
  const first = await sendForm(formOf({ name: 'Reads', invoice: file() }), key);
  const again = await sendForm(formOf({ invoice2: '', name: 'Reads', invoice: file() }), key);
  assert.equal(again.body['robustaSpid'], first.body['robustaSpid']);
  const other = await sendForm(formOf({ name: 'Reads', invoice: new File(['twice'], 'a.txt') }), key);
  assert.deepEqual([other.status, codeOf(other.body)], [409, 'IDEMPOTENCY_MISMATCH']);
  const wrong = await sendForm(formOf({ name: 'Reads', runOnce: 'perhaps', invoice: file() }));
  assert.deepEqual([wrong.status, codeOf(wrong.body)], [400, 'FLAG_INVALID']);
});

test('bad base64, a file that is too large, and what only looks like a kept file are refused with the place', async () => {
  const refused = async (invoice: unknown) => {
    const { status, body } = await connector.client.call('process/start', { name: 'Reads', values: { invoice } });
    return [status, codeOf(body), String(body['message'])];
  };
  assert.deepEqual(await refused('AAAA*AAA'), [
    400,
    'VALUE_INVALID',
    'values.invoice: must be a file in base64: character 5 is none of base64',
  ]);
  assert.match(String((await refused('AAAAA'))[2]), /its end is missing/);
  assert.match(String((await refused(7))[2]), /^values\.invoice: must be a file: its bytes as base64/);
  const kept = { $file: digestOf('once'), name: 'a.txt', bytes: 4 };
  assert.match(String((await refused(kept))[2]), /must be a file: its bytes as base64/);
  const small = { type: 'object' as const, properties: { f: { type: 'string', format: 'binary', maxBytes: 10 } } };
  await connector.server.addProcess({ name: 'Small', command: 'true', parameters: small });
  const { body } = await connector.client.call('process/start', {
    name: 'Small',
    values: { f: Buffer.alloc(11).toString('base64') },
  });
  assert.equal(body['message'], 'values.f: must be a file of at most 10 B (10 bytes)');
  const fits = { name: 'Small', values: { f: Buffer.alloc(10).toString('base64') } };
  assert.equal((await connector.client.call('process/start', fits)).status, 200);
  assert.match(
    String(
      (await connector.client.call('process/start', { name: 'Small', values: { f: 'A'.repeat(2_100_000) } })).body[
        'message'
      ],
    ),
    /larger than 2 MB/,
  );
});

/** Sends the beginning and withholds the rest: an answer then proves that the server did not wait for it. */
function begin(head: string, length: number): Promise<{ status: number; body: Record<string, unknown> }> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(
      {
        ...{ host: '127.0.0.1', port: connector.port, method: 'POST', path: '/scheduler/connector-api/process/start' },
        headers: {
          authorization: authorization(),
          'content-type': 'multipart/form-data; boundary=b',
          'content-length': length,
        },
      },
      (answer: IncomingMessage) => {
        let text = '';
        answer.setEncoding('utf8').on('data', (chunk: string) => {
          text += chunk;
          if (text.length < Number(answer.headers['content-length'])) return;
          resolve({ status: answer.statusCode ?? 0, body: JSON.parse(text) as Record<string, unknown> });
          request.destroy();
        });
      },
    );
    request.on('error', reject);
    request.write(head);
  });
}

const part = (name: string, text: string, file?: string) =>
  `--b\r\nContent-Disposition: form-data; name="${name}"${file === undefined ? '' : `; filename="${file}"`}\r\n\r\n${text}`;

test('what is wrong with a form is said while it is still on its way', async () => {
  const large = 90_000_000;
  const undeclared = await begin(`${part('name', 'Reads')}\r\n${part('photo', 'x', 'a.png')}`, large);
  assert.deepEqual(
    [undeclared.status, undeclared.body['message']],
    [400, 'values.photo: is no file among the parameters of "Reads"; it has "invoice", "list"'],
  );
  const tooLarge = await begin(`${part('name', 'Reads')}\r\n${part('invoice', 'x'.repeat(3_100_000), 'a')}`, large);
  assert.deepEqual([tooLarge.status, codeOf(tooLarge.body)], [413, 'BODY_TOO_LARGE']);
  assert.match(String(tooLarge.body['message']), /^values\.invoice: must be a file of at most 2\.9 MB/);
  const early = await begin(part('invoice', 'x', 'a'), large);
  assert.deepEqual([early.status, codeOf(early.body)], [400, 'NAME_REQUIRED']);
  const tooLong = await begin(part('name', 'Reads'), 300_000_000);
  assert.deepEqual([tooLong.status, codeOf(tooLong.body)], [413, 'BODY_TOO_LARGE']);
  const stranger = await begin(`${part('name', 'Nobody')}\r\n${part('invoice', 'x', 'a')}`, large);
  assert.equal(stranger.status, 404);
  assert.deepEqual(
    readdirSync(path.join(connector.server.home, 'files')).filter((name) => name.startsWith('new-')),
    [],
    'nothing of it is left',
  );
});

test('a form that is none is refused in words', async () => {
  for (const [type, text] of [
    ['multipart/form-data', 'x'],
    ['multipart/form-data; boundary=b', part('name', 'Reads')],
    ['multipart/form-data; boundary=b', `${part('name', 'Reads')}\r\n${part('invoice', 'half of it', 'a')}`],
  ] as const) {
    const { status, body } = await connector.client.call('process/start', undefined, {
      method: 'POST',
      headers: { authorization: authorization(), 'content-type': type },
      body: text,
    });
    assert.deepEqual([status, codeOf(body)], [400, 'BODY_INVALID'], text);
  }
});

test('a retry and a rerun get what was given, whatever the robot has made of its copy', async () => {
  const spid = await connector.client.start({
    name: 'Reads',
    values: { invoice: btoa('the first'), fail: true },
    retryCount: 1,
  });
  const final = await connector.client.final(spid);
  assert.deepEqual([final['attempt'], final['__out_digest']], ['2 of 2', digestOf('the first')]);
  const { body } = await connector.client.call(`process/rerun/${spid}`, {});
  const again = await connector.client.final(String(body['robustaSpid']));
  assert.equal(again['__out_digest'], digestOf('the first'));
});

test('killed -9 after it said yes, the file is there for the run', async () => {
  let own = await startRota();
  const script = path.join(own.home, 'reads.mjs');
  writeFileSync(script, robot);
  await own.addProcess({ name: 'Reads', script, parameters, args: ['{{invoice}}'] });
  await own.console('POST', '/api/pause', { until: null });
  const client = await own.addClient({ scopes: ['start', 'read'] });
  const bytes = randomBytes(1_000_000);
  const answer = await fetch(`${own.url}/scheduler/connector-api/process/start`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa(`${client.user}:${client.password}`)}` },
    body: formOf({ name: 'Reads', invoice: new File([bytes], 'kept.bin') }),
  });
  const { robustaSpid } = (await answer.json()) as { robustaSpid: string };
  await own.kill();
  own = await startRota({ home: own.home });
  await own.console('POST', '/api/resume');
  const final = await testClient(own.url, client).final(robustaSpid);
  assert.deepEqual(
    [final['status'], final['__out_digest'], final['__out_name']],
    ['SUCCEEDED', digestOf(bytes), 'kept.bin'],
  );
  await own.stop();
});

test('a definition is refused that says of a file what no file can be', async () => {
  for (const [parameter, message] of [
    [{ type: 'string', format: 'binary', maxBytes: 0 }, /maxBytes.*from 1 to 104857600/],
    [{ type: 'string', format: 'binary', maxBytes: 200_000_000 }, /maxBytes/],
    [{ type: 'string', format: 'binary', default: 'AAAA' }, /a file can have no default/],
    [{ type: 'string', format: 'binary', writeOnly: true }, /cannot be a secret/],
    [{ type: 'integer', format: 'binary' }, /must have the type/],
  ] as const) {
    const definition = {
      name: 'Odd',
      command: 'true',
      parameters: { type: 'object' as const, properties: { f: parameter } },
    };
    await assert.rejects(connector.server.addProcess(definition), message);
  }
});
