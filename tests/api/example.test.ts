import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AuditEntry, ProcessRow } from '../../contract/console.ts';
import type { ScheduleRow } from '../../contract/schedule.ts';
import { startRota, type TestServer } from '../support/server.ts';

const example = 'OneStepNotepadRunner';
const schedulesOf = async (server: TestServer) =>
  (await server.console<{ rows: ScheduleRow[] }>('GET', '/api/schedules')).rows;
const processesOf = async (server: TestServer) =>
  (await server.console<{ processes: ProcessRow[] }>('GET', '/api/processes')).processes.map(
    ({ process }) => process.name,
  );
const settingsOf = async (server: TestServer) =>
  (await server.console<{ settings: { firstRunDismissed: boolean } }>('GET', '/api/settings')).settings;
const restore = (server: TestServer) => server.console<{ row: ScheduleRow }>('POST', '/api/example', {});

/** Deletes the example as an operator does, and restarts Rota. */
async function startedWithoutExample(): Promise<TestServer> {
  const first = await startRota();
  for (const { id } of await schedulesOf(first)) await first.console('DELETE', `/api/schedules/${id}`);
  await first.console('DELETE', `/api/processes/${example}`);
  await first.console('PATCH', '/api/settings', { firstRunDismissed: true });
  await first.stop({ keepHome: true });
  return startRota({ home: first.home });
}

test('an example that was deleted stays away after a restart, comes back whole when asked for, and never twice', async () => {
  const server = await startedWithoutExample();
  try {
    assert.deepEqual([await schedulesOf(server), await processesOf(server)], [[], []]);

    const { row } = await restore(server);
    assert.deepEqual([row.process, row.plan.kind, row.state, row.isFavourite], [example, 'call', 'active', true]);
    assert.deepEqual(await processesOf(server), [example]);
    assert.equal((await settingsOf(server)).firstRunDismissed, false);

    // Again, and twice at the same time.
    const again = await Promise.all([restore(server), restore(server)]);
    assert.deepEqual(
      again.map((answer) => answer.row.id),
      [row.id, row.id],
    );
    assert.deepEqual(
      (await schedulesOf(server)).map(({ id }) => id),
      [row.id],
    );

    await server.stop({ keepHome: true });
    const later = await startRota({ home: server.home });
    try {
      assert.deepEqual(
        (await schedulesOf(later)).map(({ id }) => id),
        [row.id],
      );
      assert.deepEqual(await processesOf(later), [example]);
    } finally {
      await later.stop();
    }
  } finally {
    await server.stop();
  }
});

test('two who ask at once for an example that is gone get one schedule', async () => {
  const server = await startedWithoutExample();
  try {
    const [one, other] = await Promise.all([restore(server), restore(server)]);
    assert.equal(one.row.id, other.row.id);
    assert.equal((await schedulesOf(server)).length, 1);
  } finally {
    await server.stop();
  }
});

test('only what is missing of the example is brought back, and the log of activity says what that was', async () => {
  const server = await startRota();
  const said = async () => {
    const { entries } = await server.console<{ entries: AuditEntry[] }>('GET', '/api/audit');
    return entries.map(({ who, action }) => `${who}: ${action}`);
  };
  try {
    const before = await said();
    const [seeded] = await schedulesOf(server);
    const { row } = await restore(server);
    assert.equal(row.id, seeded?.id, 'nothing was missing');
    assert.deepEqual(await said(), before, 'so nothing was done');

    await server.console('DELETE', `/api/schedules/${row.id}`);
    await server.console('DELETE', `/api/processes/${example}`);
    await server.console('PATCH', '/api/settings', { firstRunDismissed: true });
    const { length } = await said();
    await restore(server);
    assert.deepEqual((await said()).slice(0, -length), [
      'command line: settings changed',
      'command line: schedule created',
      'command line: process restored',
    ]);
  } finally {
    await server.stop();
  }
});

test('an example that was edited is not put back to what came in the box', async () => {
  const server = await startRota();
  try {
    const { processes } = await server.console<{ processes: ProcessRow[] }>('GET', '/api/processes');
    const { process } = processes[0]!;
    await server.console('PUT', `/api/processes/${example}`, { process: { ...process, title: 'Ours' } });
    await restore(server);
    const after = await server.console<{ processes: ProcessRow[] }>('GET', '/api/processes');
    assert.deepEqual(
      after.processes.map((one) => [one.process.title, one.isBundled]),
      [['Ours', false]],
    );
  } finally {
    await server.stop();
  }
});

test('a process of nearly the same name is not overwritten by the example: it says which one', async () => {
  const server = await startedWithoutExample();
  try {
    await server.addProcess({ name: 'onestepnotepadrunner', command: 'node' });
    await assert.rejects(restore(server), /NAME_TAKEN.*onestepnotepadrunner/s);
    assert.deepEqual(await schedulesOf(server), []);
  } finally {
    await server.stop();
  }
});

test('who may only start or read cannot bring the example back', async () => {
  const server = await startRota();
  const ask = async (scopes: string[]) => {
    const { user, password } = await server.addClient({ name: scopes.join(), scopes });
    const authorization = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
    const headers = { authorization, 'content-type': 'application/json' };
    return (await fetch(`${server.url}/api/example`, { method: 'POST', headers, body: '{}' })).status;
  };
  try {
    assert.equal(await ask(['start', 'read']), 403);
    assert.equal(await ask(['manage']), 200);
    assert.equal((await fetch(`${server.url}/api/example`, { method: 'POST' })).status, 401);
  } finally {
    await server.stop();
  }
});
