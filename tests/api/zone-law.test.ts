import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { startRota, type TestClient, type TestServer } from '../support/server.ts';

let server: TestServer;
let client: TestClient;

before(async () => {
  server = await startRota();
  client = await server.addClient();
});
after(() => server.stop());

async function next(timezone: string, from: string, quartzDef = '0 0 10 * * ?'): Promise<unknown> {
  const { status, body } = await client.call('process/validate', {
    name: 'OneStepNotepadRunner',
    values: { name: 'Ada' },
    quartzDef,
    timezone,
    from,
  });
  assert.equal(status, 200, JSON.stringify(body));
  return (body['nextRuns'] as string[])[0]?.replace('.000', '');
}

test('a zone whose law changed after the runtime was built runs an hour late', async () => {
  assert.equal(await next('America/Winnipeg', '2026-11-30T00:00:00Z'), '2026-11-30T15:00:00Z');
  assert.equal(await next('America/Havana', '2026-12-01T00:00:00Z'), '2026-12-01T14:00:00Z');
  assert.equal(await next('America/Inuvik', '2026-12-01T00:00:00Z'), '2026-12-01T16:00:00Z');
});
