import assert from 'node:assert/strict';
import test from 'node:test';
import { rpaProcess } from '../../contract/process.ts';
import { createRig } from './rig.ts';

/**
 * Behaves like a plugin of Cronicle or xyOps: reads its job as one line of JSON from stdin, writes text into its log file, and its result
 * as a line of JSON.
 */
const plugin = `
const fs = require('node:fs');
let text = '';
process.stdin.on('data', (piece) => (text += piece)).on('end', () => {
  const job = JSON.parse(text);
  fs.appendFileSync(job.log_file, 'asked for ' + job.params.customer + '\\n');
  console.log('note: ' + JSON.stringify(job.params.note));
  console.log('secret: ' + job.params.pin + ', id: ' + typeof job.id + ', now: ' + typeof job.now + ', there: ' + fs.existsSync(job.cwd) + fs.existsSync(job.temp_dir));
  console.log(JSON.stringify({ xy: 1, complete: true, code: Number(job.params.code), description: 'as it was told' }));
});
`;

test('a plugin of Cronicle or xyOps gets no job, or its params are not the values, or a secret is among them', async (t) => {
  const parameters = rpaProcess.parse({
    name: 'Plugin',
    command: 'node',
    parameters: {
      type: 'object',
      properties: {
        customer: { type: 'string' },
        note: { type: 'string' },
        code: { type: 'integer' },
        pin: { type: 'string', writeOnly: true },
      },
    },
  }).parameters;
  const rig = createRig(t);
  const run = rig.launch(
    { command: process.execPath, args: ['-e', plugin], preset: 'xyops', parameters },
    { values: { customer: 'Ünal', code: 7, pin: '4711-0815' } },
  );
  const { facts } = await run.ended;
  assert.equal(facts.saidCode, 7);
  assert.equal(facts.lastError, 'as it was told');
  const log = run.log();
  if (process.platform === 'linux') assert.ok(log.includes('info asked for Ünal'), log.join('\n'));
  assert.ok(log.includes('info note: ""'), log.join('\n'));
  assert.ok(log.includes('info secret: undefined, id: string, now: number, there: truetrue'), log.join('\n'));
});
