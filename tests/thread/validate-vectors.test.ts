import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { gunzipSync } from 'node:zlib';
import { startRota } from '../support/server.ts';

interface Vector {
  readonly id: string;
  readonly cls: string;
  readonly e: string;
  readonly tz: string;
  readonly after: number;
  readonly fires?: readonly number[];
}

const file = new URL('../fixtures/quartz/vectors-public.jsonl.gz', import.meta.url);
// quartz-vectors.test.ts checks every vector against the module; here a sample goes through the endpoint.
const share = 11;
const vectors = gunzipSync(readFileSync(file))
  .toString('utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Vector)
  // Morocco's rules changed after the vectors were made.
  .filter(({ tz }, index) => index % share === 0 && tz !== 'Africa/Casablanca');

test('validate fires with the real Quartz and refuses what it refuses', async () => {
  const server = await startRota();
  try {
    const client = await server.addClient({ scopes: ['read'] });
    const base = { name: 'OneStepNotepadRunner', values: { userName: 'Ada' } };
    let compared = 0;
    for (const { id, cls, e, tz, after, fires = [] } of vectors) {
      const body = {
        ...base,
        quartzDef: e,
        timezone: tz,
        from: new Date(after).toISOString(),
        count: Math.max(1, fires.length),
      };
      if (cls === 'doc') {
        const { status, body: answer } = await client.call('process/validate', body);
        assert.equal(status, 200, `${id} ${e}: ${JSON.stringify(answer)}`);
        const nextRuns = (answer['nextRuns'] as string[]).map((at) => Date.parse(at));
        assert.deepEqual(nextRuns.slice(0, fires.length), fires, `${id} ${e} ${tz}`);
        compared += 1;
      } else if (cls === 'invalid' && e.trim() !== '') {
        const { status, body: answer } = await client.call('process/validate', { ...body, strict: true });
        assert.equal(status, 400, `${id} ${e} was taken`);
        assert.equal((answer['error'] as { code: string }).code, 'CRON_INVALID', `${id} ${e}`);
        compared += 1;
      }
    }
    assert.ok(compared > 300, `only ${compared} were compared`);
  } finally {
    await server.stop();
  }
});
