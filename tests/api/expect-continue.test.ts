import assert from 'node:assert/strict';
import { request as httpRequest } from 'node:http';
import { after, before, test } from 'node:test';
import { openConnector, type Connector } from '../support/connector.ts';
import { basic } from '../support/http-client.ts';

let connector: Connector;
before(async () => {
  connector = await openConnector();
});
after(() => connector.stop());

const start = JSON.stringify({ name: 'Obey', values: {}, runOnce: 'Y', runImmediately: 'Y' });

/** Sends its body only after "100 Continue", as the standard says. */
function hesitant(headers: Record<string, string>, { bytes = Buffer.byteLength(start), path = 'process/start' } = {}) {
  return new Promise<{ status: number; wasAsked: boolean; connection: string | undefined }>((resolve, reject) => {
    let wasAsked = false;
    const request = httpRequest({
      port: connector.port,
      host: '127.0.0.1',
      method: 'POST',
      path: `/scheduler/connector-api/${path}`,
      agent: false,
      headers: {
        expect: '100-continue',
        connection: 'keep-alive',
        'content-type': 'application/json',
        'content-length': String(bytes),
        ...headers,
      },
    });
    request.on('error', reject);
    request.on('continue', () => {
      wasAsked = true;
      request.end(start);
    });
    request.on('response', (response) => {
      const { connection } = response.headers;
      response.resume();
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, wasAsked, connection });
        request.destroy();
      });
    });
    request.flushHeaders();
  });
}

test('who is known is asked for the body, and the connection stays', async () => {
  const { status, wasAsked, connection } = await hesitant({ authorization: basic(connector.auth) });
  assert.deepEqual({ status, wasAsked, connection }, { status: 200, wasAsked: true, connection: 'keep-alive' });
});

test('a stranger is refused without having been asked for the body', async () => {
  for (const headers of [{}, { authorization: basic('erp:wrong') }, { authorization: 'Basic x', upgrade: 'h2c' }]) {
    const { status, wasAsked, connection } = await hesitant(headers);
    assert.deepEqual({ status, wasAsked, connection }, { status: 401, wasAsked: false, connection: 'close' });
  }
});

test('a body that is too large by its own account, or for no path at all, is not asked for', async () => {
  const authorization = basic(connector.auth);
  const tooLarge = await hesitant({ authorization }, { bytes: 3 * 1024 * 1024 });
  assert.deepEqual({ status: tooLarge.status, wasAsked: tooLarge.wasAsked }, { status: 413, wasAsked: false });
  const nowhere = await hesitant({ authorization }, { path: 'process/nothing' });
  assert.deepEqual({ status: nowhere.status, wasAsked: nowhere.wasAsked }, { status: 404, wasAsked: false });
});
