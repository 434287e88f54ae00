import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openConnector, type Connector } from '../support/connector.ts';
import { until } from '../support/until.ts';

interface Entry {
  readonly robustaSpid: string;
  readonly runId: string;
  readonly name: string;
  readonly trigger: string;
  readonly follows?: string;
}

let connector: Connector;
before(async () => {
  connector = await openConnector();
  await connector.server.addProcess({
    name: 'Report',
    command: 'true',
    parameters: { type: 'object', properties: { file: { type: 'string' } }, required: ['file'] },
  });
});
after(() => connector.stop());

const body = (then: unknown) => ({ name: 'Obey', values: { outputs: { x: 'a.csv' } }, then });
const report = { kind: 'process', process: 'Report' };

test('what a program wants to follow does not follow, or cannot be found by the program', async () => {
  const { client } = connector;
  const spid = await client.start(body([{ after: 'success', then: report, values: { file: '{{outputs.x}}' } }]));
  const first = await client.final(spid);
  const follower = await until('the follower is in the history', async () => {
    const { body: answer } = await client.call('process/history?name=Report');
    return (answer['runs'] as Entry[] | undefined)?.find(({ follows }) => follows === first['runId']);
  });
  assert.equal(follower.trigger, 'follow-up');
  const state = await client.final(follower.robustaSpid);
  assert.equal(state['status'], 'SUCCEEDED');
  assert.equal(state['follows'], first['runId']);
  assert.equal('follows' in first, false);
});

test('a start keeps a follow-up that can never run, or that is not open to the client', async () => {
  const { client, server } = connector;
  const wrong = body([
    { after: 'success', then: { kind: 'process', process: 'Nobody' } },
    { after: 'success', then: report, values: { file: '{{values.nobody}}' } },
    { after: 'success', then: report },
  ]);
  for (const path of ['process/start', 'process/validate']) {
    const { status, body: answer } = await client.call(path, wrong);
    assert.equal(status, 400);
    const { details } = answer['error'] as { details: { field: string }[] };
    assert.deepEqual(
      details.map(({ field }) => /^then\[\d\]/.exec(field)?.[0]),
      ['then[0]', 'then[1]', 'then[2]'],
      JSON.stringify(answer),
    );
  }
  const narrow = await server.addClient({ name: 'narrow', processes: ['Obey'] });
  const { status, body: answer } = await narrow.call(
    'process/start',
    body([{ after: 'success', then: report, values: { file: 'a' } }]),
  );
  assert.equal(status, 400, JSON.stringify(answer));
});

test('a start that another run is to begin is not begun, or by a process that is needed no more', async () => {
  const { client, server } = connector;
  const ends = { kind: 'run-end', of: { kind: 'process', process: 'Obey' }, values: { file: '{{outputs.x}}' } };
  const listening = await client.start({ name: 'Report', values: {}, triggers: [ends] });
  const first = await client.final(await client.start(body(undefined)));
  const run = await until('it has begun by itself', async () => {
    const { body: answer } = await client.call('process/history?name=Report');
    return (answer['runs'] as Entry[] | undefined)?.find(({ robustaSpid }) => robustaSpid === listening);
  });
  assert.equal(run.follows, first['runId']);
  await client.call(`process/cancel/${listening}`, {});
  // What only follows something is needed, too.
  await server.addProcess({ name: 'Last', command: 'true' });
  await server.addProcess({
    name: 'Before',
    command: 'true',
    then: [{ after: 'success', then: { kind: 'process', process: 'Last' } }],
  } as never);
  await assert.rejects(server.console('DELETE', '/api/processes/Last'), /follows the process \\"Before\\"/);
  await server.console('DELETE', '/api/processes/Before');
  await server.console('DELETE', '/api/processes/Last');
});
