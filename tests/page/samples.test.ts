import { spawn } from 'node:child_process';
import { once } from 'node:events';
import http from 'node:http';
import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { sampleBody, sampleText, type SampleLanguage, type SampleRequest } from '../../contract/samples.ts';
import { parameterSchema } from '../../contract/process.ts';

let heard: { authorization: string | undefined; body: unknown } | null = null;
const server = http.createServer((request, response) => {
  let text = '';
  request.on('data', (chunk: Buffer) => (text += chunk.toString()));
  request.on('end', () => {
    heard = { authorization: request.headers.authorization, body: JSON.parse(text) as unknown };
    response.setHeader('content-type', 'application/json').end('{"message":"Process saved"}');
  });
});
let sample: SampleRequest;

before(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  sample = {
    baseUrl: `http://127.0.0.1:${port}`,
    process: 'Fatura indir',
    worker: '8f4b2c1e-6a57-4d0e-9a3b-51c7f0a2d9e4',
    parameters: parameterSchema.parse({
      properties: { password: { type: 'string', format: 'password' }, text: { type: 'string' } },
      required: ['password'],
    }),
    values: {
      text: 'It\'s "quoted" \\ %PATH% $HOME `id` ${x} !bang! <&|^> ğüşİıöç 😀\nsecond line\\',
      'key "with" signs': [true, null, 1.5, { deep: [] }, ''],
      empty: {},
      password: 'must never be seen',
    },
  };
});
after(() => server.close());

const runners = [
  ['curl', 'sh', ['-c']],
  ['python', 'python3', ['-c']],
  ['javascript', process.execPath, ['--input-type=module', '--eval']],
] as const satisfies readonly (readonly [SampleLanguage, string, readonly string[]])[];

for (const [language, program, args] of runners) {
  test(`the ${language} sample, pasted as it is, does not send something else than it shows`, async () => {
    heard = null;
    const child = spawn(program, [...args, sampleText(language, sample)], {
      env: { ...process.env, ROTA_USER: 'erp', ROTA_PASSWORD: 's3cret', NODE_TEST_CONTEXT: '' },
    });
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    const [code] = (await once(child, 'close')) as [number];
    assert.equal(code, 0, said);
    assert.match(said, /Process saved/);
    assert.deepEqual(heard, {
      authorization: `Basic ${Buffer.from('erp:s3cret').toString('base64')}`,
      body: sampleBody(sample),
    });
  });
}

for (const [language, program, args] of runners) {
  test(`the ${language} sample does not keep to itself why a call was refused`, async () => {
    const refused = http.createServer((_, response) => {
      response.writeHead(400, { 'content-type': 'application/json' }).end('{"message":"values.supplier is missing"}');
    });
    refused.listen(0, '127.0.0.1');
    await once(refused, 'listening');
    const { port } = refused.address() as { port: number };
    const text = sampleText(language, { ...sample, baseUrl: `http://127.0.0.1:${port}` });
    const child = spawn(program, [...args, text], {
      env: { ...process.env, ROTA_USER: 'erp', ROTA_PASSWORD: 's3cret', NODE_TEST_CONTEXT: '' },
    });
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
    await once(child, 'close');
    refused.close();
    assert.match(said, /values\.supplier is missing/);
  });
}

/** The arguments of a line by the rules of the Windows C runtime. */
function windowsArguments(line: string): string[] {
  const found: string[] = [];
  let current = '';
  let isQuoted = false;
  for (const [, slashes = '', sign = ''] of line.matchAll(/(\\*)("|[^\\"]|$)/g)) {
    if (sign !== '"') current += slashes;
    else current += '\\'.repeat(Math.floor(slashes.length / 2));
    if (sign === '"' && slashes.length % 2 === 1) current += '"';
    else if (sign === '"') isQuoted = !isQuoted;
    else if (sign === ' ' && !isQuoted) {
      found.push(current);
      current = '';
    } else current += sign;
  }
  return [...found, current];
}

test('the cmd sample is not torn by the quoting rules of Windows', () => {
  const text = sampleText('cmd', sample).trim();
  const args = windowsArguments(text);
  const body = args[args.indexOf('--data-binary') + 1] ?? '';
  const shown = sampleBody(sample);
  // The characters around <secret> would be escaped here, and nobody would find what to replace.
  assert.deepEqual(JSON.parse(body), { ...shown, values: { ...(shown['values'] as object), password: '[secret]' } });
  assert.doesNotMatch(body, /[%!&<>|^]|[^ -~]/, 'nothing that cmd or its code page could change');
});

test('no sample shows a secret', () => {
  for (const language of ['json', 'curl', 'cmd', 'powershell', 'python', 'javascript', 'csharp'] as const) {
    const text = sampleText(language, sample);
    assert.doesNotMatch(text, /must never be seen/, language);
    assert.match(text, /<secret>|\[secret\]/, language);
  }
});

test('a blank sample is not a call that is refused', () => {
  const parameters = parameterSchema.parse({
    required: ['supplier', 'count'],
    properties: {
      supplier: { type: 'string' },
      count: { type: 'integer' },
      note: { type: 'string' },
      mode: { enum: ['new', 'all'] },
    },
  });
  assert.deepEqual(sampleBody({ ...sample, parameters, values: null })['values'], {
    supplier: '',
    count: 0,
    mode: 'new',
  });
});
