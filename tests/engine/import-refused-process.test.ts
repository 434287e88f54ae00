import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import test from 'node:test';
import { createRig, operator } from './rig.ts';

test('a schedule of a process that an import refuses is taken, with its secret in plain text', async (t) => {
  const rig = await createRig(t);
  const processes = [
    { name: 'robot', command: 'true', parameters: { properties: { pin: { type: 'string', writeOnly: true } } } },
  ];
  const draft = {
    name: 'Night',
    process: 'robot',
    plan: { kind: 'cron', quartz: '0 0 3 * * ?', timezone: 'UTC', start: null, end: null },
    values: { pin: 'pin-7193' },
  };
  const document = { rota: 1, processes, schedules: [{ draft }] };
  const { changes } = await rig.engine().exchange.import({ kind: 'rota', isDryRun: false, document }, operator);
  assert.deepEqual(
    changes.map(({ kind, change }) => [kind, change]),
    [
      ['process', 'refused'],
      ['schedule', 'refused'],
    ],
  );
  for (const file of await readdir(rig.home)) {
    if (!file.startsWith('rota.')) continue;
    assert.ok(!(await readFile(path.join(rig.home, file))).includes('pin-7193'), file);
  }
});
