import assert from 'node:assert/strict';
import test from 'node:test';
import { QueryClient, QueryObserver } from '@tanstack/react-query';
import type { Announcement } from '../../contract/events.ts';
import type { Run } from '../../contract/run.ts';
import { followAnnouncements } from '../../renderer/api/announcements.ts';
import type { Heard } from '../../renderer/api/event-source.ts';
import { createOwnRuns } from '../../renderer/api/own-runs.ts';

const run = (id: string) => ({ id, status: 'ended', outcome: 'succeeded' }) as Run;

test('the end of a short run is not lost, though it is heard of before the answer to its start', () => {
  const runs = createOwnRuns();
  const told: string[] = [];
  runs.onEnd(({ id }) => void told.push(id));
  runs.hearEnd(run('short'));
  runs.remember('short');
  runs.remember('long');
  runs.hearEnd(run('long'));
  runs.hearEnd(run('somebody else’s'));
  assert.deepEqual(told, ['short', 'long']);
});

test('a start is not told of as ended twice, and strangers’ runs do not pile up', () => {
  const runs = createOwnRuns();
  const told: string[] = [];
  runs.onEnd(({ id }) => void told.push(id));
  runs.hearEnd(run('first'));
  for (let n = 0; n < 1000; n += 1) runs.hearEnd(run(`other ${n}`));
  runs.remember('first');
  runs.remember('other 999');
  runs.remember('other 999');
  assert.deepEqual(told, ['other 999']);
});

test('an answer that was made before a change does not put the old state back', async () => {
  const queries = new QueryClient();
  let hear: (heard: Heard) => void = () => undefined;
  const stop = followAnnouncements(
    {
      state: () => 'live',
      onState: () => () => undefined,
      onHeard: (listener) => ((hear = listener), () => undefined),
      start: () => () => undefined,
    },
    queries,
  );
  const first = Promise.withResolvers<{ rows: readonly string[] }>();
  const answers = [first.promise, Promise.resolve({ rows: ['new'] })];
  const queryFn = () => answers.shift() ?? assert.fail('asked once too often');
  const observer = new QueryObserver(queries, { queryKey: ['processes'], queryFn });
  const seen = Promise.withResolvers<readonly string[]>();
  const leave = observer.subscribe(({ data, fetchStatus }) => {
    if (fetchStatus === 'idle' && data?.rows.includes('new') === true) seen.resolve(data.rows);
  });
  const changed: Announcement = { type: 'process', name: 'new' };
  hear({ id: '1', announcement: changed });
  assert.equal(answers.length, 1, 'the first question is still open');
  first.resolve({ rows: ['old'] });
  assert.deepEqual(await seen.promise, ['new']);
  leave();
  stop();
  queries.clear();
});
