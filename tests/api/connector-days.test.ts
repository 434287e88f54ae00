import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import type { ValidateAnswer } from '../../contract/connector.ts';
import { startRota, type TestServer } from '../support/server.ts';

let server: TestServer;
let client: Awaited<ReturnType<TestServer['addClient']>>;
const call = (path: string, given?: Record<string, unknown>) => client.call(path, given);
before(async () => {
  server = await startRota();
  client = await server.addClient({ scopes: ['read', 'start'] });
});
after(() => server.stop());

const body = (more: Record<string, unknown>) => ({
  name: 'OneStepNotepadRunner',
  values: { userName: 'Ada' },
  ...more,
});
async function validated(more: Record<string, unknown>): Promise<ValidateAnswer> {
  const { status, body: answer } = await call('process/validate', body(more));
  assert.equal(status, 200, JSON.stringify(answer));
  return answer as unknown as ValidateAnswer;
}
const days = ({ nextRuns }: ValidateAnswer) => nextRuns.map((at) => at.slice(5, 16));
const berlin = { quartzDef: '0 30 2 * * ?', timezone: 'Europe/Berlin', from: '2027-03-27T00:00:00Z', count: 3 };

test('a plan that loses a day to the clock is taken without a word, or fires otherwise than Quartz', async () => {
  const answer = await validated(berlin);
  assert.deepEqual(days(answer), ['03-27T01:30', '03-29T00:30', '03-30T00:30']);
  const [gap] = answer.warnings;
  assert.equal(gap?.code, 'CLOCK_CHANGE');
  assert.equal(gap.field, 'quartzDef');
  assert.equal(gap.localTime, '2027-03-28 02:30:00');
  assert.match(
    gap.message,
    /^quartzDef: 28 March 2027: 02:30 does not exist in Europe\/Berlin, .* It does not run at that time\.$/,
  );
  // A warning is no reason to refuse.
  assert.equal((await validated({ ...berlin, strict: true })).warnings.length, answer.warnings.length);
});

test('a silent hour is not named, or what was chosen for it is not done', async () => {
  const often = {
    quartzDef: '0 0/15 * * * ?',
    timezone: 'America/Los_Angeles',
    from: '2026-11-01T07:50:00Z',
    count: 5,
  };
  const answer = await validated(often);
  assert.deepEqual(days(answer), ['11-01T09:00', '11-01T09:15', '11-01T09:30', '11-01T09:45', '11-01T10:00']);
  assert.equal(answer.warnings[0]?.code, 'CLOCK_CHANGE');
  assert.match(
    answer.warnings[0].message,
    /1 November 2026: the time from 01:00 to 02:00 occurs twice .* nothing runs for 75 minutes/,
  );
  const both = await validated({ ...often, clockChange: 'both' });
  assert.deepEqual(days(both), ['11-01T08:00', '11-01T08:15', '11-01T08:30', '11-01T08:45', '11-01T09:00']);
});

test('the choice is not read, or a wrong one is taken', async () => {
  const moved = await validated({ ...berlin, clockChange: 'MOVE' });
  assert.deepEqual(days(moved), ['03-27T01:30', '03-28T01:00', '03-29T00:30']);
  assert.match(moved.warnings[0]?.message ?? '', /It runs at 03:00 instead\.$/);
  assert.equal((moved.understood['plan'] as { clockChange: string }).clockChange, 'move');
  const once = await validated({ ...berlin, runOnce: 'Y', from: '2027-03-27T12:00:00Z', clockChange: 'move' });
  assert.deepEqual(days(once), ['03-28T01:00']);
  const wrong = await call('process/validate', body({ ...berlin, clockChange: 'never' }));
  assert.equal(wrong.status, 400);
  assert.match(String(wrong.body['message']), /^clockChange: 'never' is not one of as-quartz, move, both$/);
});

test('a start answers with a time that will not come, or without the warning', async () => {
  const { status, body: answer } = await call(
    'process/start',
    body({ quartzDef: '0 30 2 * * ?', timezone: 'America/New_York' }),
  );
  assert.equal(status, 200, JSON.stringify(answer));
  const warnings = answer['warnings'] as { code: string; message: string }[];
  assert.ok(
    warnings.some(({ code, message }) => code === 'CLOCK_CHANGE' && /March \d{4}: 02:30 does not exist/.test(message)),
  );
});

test('a list of days that is new in Quartz 2.5 is refused, or taken by who is strict', async () => {
  const list = { quartzDef: '0 0 9 1,15,L * ?', timezone: 'UTC', from: '2027-02-01T12:00:00Z', count: 3 };
  const answer = await validated(list);
  assert.deepEqual(days(answer), ['02-15T09:00', '02-28T09:00', '03-01T09:00']);
  assert.deepEqual(
    answer.warnings.map(({ code, field }) => [code, field]),
    [['QUARTZ_25_LIST', 'quartzDef']],
  );
  const strict = await call('process/validate', body({ ...list, strict: true }));
  assert.equal(strict.status, 400);
  assert.equal((strict.body['error'] as { code: string }).code, 'CRON_INVALID');
  // The accepted plan is also the one in effect: the schedule is read again from what is stored.
  const started = await call('process/start', body({ quartzDef: '0 0 9 15W,20W,LW * ?', timezone: 'UTC' }));
  assert.equal(started.status, 200, JSON.stringify(started.body));
  const status = await call(`process/status/${String(started.body['robustaSpid'])}`);
  assert.match(String(status.body['nextRun']), /T09:00:00\.000Z$/);
});

test('a word of Unix cron is answered with what to write instead', async () => {
  const { status, body: answer } = await call('process/validate', body({ quartzDef: '@daily' }));
  assert.equal(status, 400);
  assert.equal(
    answer['message'],
    "quartzDef: '@daily' is a word of Unix cron that Quartz does not know, write '0 0 0 * * ?' instead (position 1)",
  );
});
