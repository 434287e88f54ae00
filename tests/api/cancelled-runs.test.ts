import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { ProcessRow } from '../../contract/console.ts';
import type { AttentionAnswer, OverviewAnswer } from '../../contract/overview.ts';
import type { ScheduleRow } from '../../contract/schedule.ts';
import { openConnector, type Connector } from '../support/connector.ts';

// A cancelled run counts as neither a success nor a failure in any statistic: against a real server.

let connector: Connector;
before(async () => {
  connector = await openConnector();
});
after(() => connector.stop());

const overview = () => connector.server.console<OverviewAnswer>('GET', '/api/overview?period=7d');

async function cancelled(values: Record<string, unknown>): Promise<Record<string, unknown>> {
  const gate = connector.gate();
  const spid = await connector.client.start({ name: 'Obey', values: { ...values, holdUntil: gate } });
  await connector.client.call(`process/cancel/${spid}`, {});
  const final = await connector.client.final(spid);
  connector.release(gate);
  return final;
}

test('rates of the overview and of the process are those of what ran to its end', async () => {
  for (let count = 0; count < 4; count += 1)
    await connector.client.final(await connector.client.start({ name: 'Obey' }));
  await connector.client.final(await connector.client.start({ name: 'Obey', values: { exitCode: 3 } }));
  const before = await overview();
  assert.deepEqual([before.succeeded, before.ended], [4, 5]);
  assert.deepEqual(before.failing, [{ process: 'Obey', failed: 1, runs: 5 }]);
  for (let count = 0; count < 5; count += 1) {
    const final = await cancelled({});
    assert.equal(final['status'], 'CANCELLED');
  }
  const then = await overview();
  assert.deepEqual([then.succeeded, then.ended, then.failing], [before.succeeded, before.ended, before.failing]);
  const { processes } = await connector.server.console<{ processes: ProcessRow[] }>('GET', '/api/processes');
  const row = processes.find(({ process }) => process.name === 'Obey');
  assert.equal(row?.successRate, 0.8);
});

test('the history of programs finds a cancelled run as cancelled alone', async () => {
  const count = async (status: string) =>
    ((await connector.client.call(`process/history?status=${status}`)).body['runs'] as unknown[]).length;
  assert.deepEqual([await count('SUCCEEDED'), await count('FAILED'), await count('CANCELLED')], [4, 1, 5]);
});

test('a cancelled run needs nobody’s attention, and a retry is not begun for it', async () => {
  const { row } = await connector.server.console<{ row: ScheduleRow }>('POST', '/api/schedules', {
    name: 'Taken back',
    process: 'Obey',
    plan: { kind: 'call', timezone: 'UTC' },
    values: { holdUntil: connector.gate() },
    options: { retryCount: 2 },
  });
  const { run } = await connector.server.console<{ run: { id: string } }>('POST', `/api/schedules/${row.id}/run`, {});
  await connector.server.console('POST', `/api/runs/${run.id}/cancel`, { force: true });
  const final = await connector.client.final(row.id);
  assert.deepEqual([final['status'], final['attempt']], ['CANCELLED', '1 of 3']);
  const { items } = await connector.server.console<AttentionAnswer>('GET', '/api/attention');
  // The failure of the first test was a call.
  assert.deepEqual(
    items.map(({ schedule, process, count }) => [schedule, process, count]),
    [[null, 'Obey', 1]],
  );
});
