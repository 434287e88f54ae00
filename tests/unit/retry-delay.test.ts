import assert from 'node:assert/strict';
import test from 'node:test';
import { retryDelayMs } from '../../server/domain/retry-delay.ts';

const waits = (options: Parameters<typeof retryDelayMs>[0], random = 0.5) =>
  [1, 2, 3, 4, 30].map((attempt) => retryDelayMs(options, attempt, random) / 1000);

test('the wait grows although nothing says so, or does not although it is to double', () => {
  assert.deepEqual(waits({ retryDelaySeconds: 7 }), [7, 7, 7, 7, 7]);
  assert.deepEqual(waits({ retryDelaySeconds: 7, retryDelayGrowth: 'fixed' }), [7, 7, 7, 7, 7]);
  assert.deepEqual(waits({ retryDelaySeconds: 7, retryDelayGrowth: 'double' }), [7, 14, 28, 56, 86_400]);
  assert.deepEqual(waits({ retryDelaySeconds: 0, retryDelayGrowth: 'double' }), [0, 0, 0, 0, 0]);
  assert.deepEqual(
    waits({ retryDelaySeconds: 7, retryDelayGrowth: 'double', retryDelayMaxSeconds: 20 }),
    [7, 14, 20, 20, 20],
  );
});

test('jitter goes to one side only, beyond its percentage or the longest wait, or below none', () => {
  const jitter = { retryDelaySeconds: 10, retryJitterPercent: 20 };
  assert.deepEqual(
    [0, 0.5, 0.999_999].map((random) => retryDelayMs(jitter, 1, random)),
    [8000, 10_000, 12_000],
  );
  assert.equal(retryDelayMs({ retryDelaySeconds: 10, retryJitterPercent: 100 }, 1, 0), 0);
  assert.equal(retryDelayMs({ ...jitter, retryDelayMaxSeconds: 11 }, 1, 0.999), 11_000);
  assert.equal(retryDelayMs({ retryDelaySeconds: 0.0015, retryJitterPercent: 3 }, 1, 0.7), 2, 'whole milliseconds');
});
