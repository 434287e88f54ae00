import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RotaError } from '../../contract/errors.ts';
import { good, openDoor, startPath, statusPath, type DoorOptions } from '../support/front-door.ts';
import type { Ask } from '../support/http-client.ts';

async function once(options: DoorOptions, path: string, ask: Ask = {}) {
  const door = await openDoor(options);
  try {
    return { reply: await door.call(path, { auth: good, ...ask }), lines: door.lines };
  } finally {
    await door.close();
  }
}

test('all that is wrong comes at once, in the form every error has', async () => {
  const error = new RotaError([
    { code: 'CRON_INVALID', field: 'quartzDef', message: "quartzDef: day-of-week 'FRY' is not a day", position: 11 },
    { code: 'RETRY_INVALID', field: 'retryCount', message: 'retryCount: too many' },
  ]);
  const { reply } = await once({ connector: { start: () => Promise.reject(error) } }, startPath, { body: {} });
  assert.equal(reply.status, 400);
  assert.deepEqual(reply.json(), {
    message: "quartzDef: day-of-week 'FRY' is not a day; retryCount: too many",
    robustaSpid: null,
    error: { code: 'CRON_INVALID', field: 'quartzDef', details: error.details },
  });
});

test('an unexpected error gives an incident id and no more; the log has the rest', async () => {
  const bug = () => Promise.reject(new TypeError('cannot read hunter2'));
  const { reply, lines } = await once({ connector: { status: bug } }, statusPath);
  assert.equal(reply.status, 500);
  assert.doesNotMatch(reply.text, /hunter2|TypeError|\.ts/);
  const { incident } = reply.json()['error'] as { incident: string };
  assert.match(incident, /^[0-9a-f-]{36}$/);
  assert.ok(lines.some((line) => line.includes(incident) && line.includes('cannot read')));
});

test('an answer that does not fit the contract is never sent', async () => {
  const leak = () =>
    Promise.resolve({ answer: { status: 'WHATEVER', message: 'secret' }, retryAfterSeconds: null } as never);
  const { reply } = await once({ connector: { status: leak } }, statusPath);
  assert.equal(reply.status, 500);
  assert.doesNotMatch(reply.text, /secret/);
});

test('while Rota stops, calls are asked to come back', async () => {
  const { reply } = await once({ engine: { isStopping: () => true } }, startPath, { body: {} });
  assert.equal(reply.status, 503);
  assert.equal(reply.headers['retry-after'], '5');
  assert.equal((reply.json()['error'] as { code: string }).code, 'SHUTTING_DOWN');
});

test('while Rota stops, an open page is refused a part of itself', async () => {
  const { reply } = await once({ engine: { isStopping: () => true } }, '/assets/of-another-build.js', {
    method: 'GET',
  });
  assert.equal(reply.status, 404);
});

test('neither log nor answer ever holds the Authorization header', async () => {
  const { reply, lines } = await once({ connector: { start: () => Promise.reject(new Error('no')) } }, startPath, {
    body: { values: { pin: 'hunter2' } },
  });
  for (const text of [reply.text, ...lines]) assert.doesNotMatch(text, /s3cret|hunter2|ZXJwOnMz/);
});
