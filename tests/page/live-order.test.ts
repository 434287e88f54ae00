import assert from 'node:assert/strict';
import test from 'node:test';
import { QueryClient, QueryObserver } from '@tanstack/react-query';
import type { Announcement } from '../../contract/events.ts';
import type { Run } from '../../contract/run.ts';
import type { ScheduleRow } from '../../contract/schedule.ts';
import { followAnnouncements, withRun } from '../../renderer/api/announcements.ts';
import type { ServerEvent } from '../../renderer/api/event-source.ts';
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

/** A query cache that follows the announcements passed to `hear`. */
function followed() {
  const queries = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity } } });
  let listener: (heard: ServerEvent) => void = () => undefined;
  const stopFollowing = followAnnouncements(
    {
      state: () => 'live',
      onState: () => () => undefined,
      onEvent: (next) => ((listener = next), () => undefined),
      start: () => () => undefined,
    },
    queries,
  );
  const stop = (): void => {
    stopFollowing();
    queries.clear();
  };
  return { queries, hear: (heard: ServerEvent): void => listener(heard), stop };
}

test('an answer that was made before a change does not put the old state back', async () => {
  const { queries, hear, stop } = followed();
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
});

test('a list that takes longer to fetch than until the next change is not given up for ever', (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const { queries, hear, stop } = followed();
  t.after(stop);
  let asked = 0;
  const never = new Promise<never>(() => undefined);
  const queryFn = () => ((asked += 1), never);
  t.after(new QueryObserver(queries, { queryKey: ['processes'], queryFn, initialData: {} }).subscribe(() => undefined));
  for (let id = 1; id <= 3; id += 1) {
    hear({ id: String(id), announcement: { type: 'process', name: 'busy' } });
    t.mock.timers.tick(1000);
  }
  assert.equal(asked, 1, 'the first question is still the one that is answered');
});

test('a run that has just begun another try is asked for, because an announcement holds no tries', (t) => {
  const { queries, hear, stop } = followed();
  t.after(stop);
  let asked = 0;
  const queryFn = () => ((asked += 1), new Promise<never>(() => undefined));
  const initialData = { run: { id: 'one', attempt: 1, attempts: [{ number: 1 }] } };
  t.after(new QueryObserver(queries, { queryKey: ['run', 'one'], queryFn, initialData }).subscribe(() => undefined));
  const tried = (attempt: number) => ({ type: 'run', run: { id: 'one', status: 'running', attempt } }) as Announcement;
  t.mock.timers.enable({ apis: ['setTimeout'] });
  hear({ id: '1', announcement: tried(1) });
  t.mock.timers.tick(200);
  assert.equal(asked, 0);
  hear({ id: '2', announcement: tried(2) });
  t.mock.timers.tick(200);
  assert.equal(asked, 1);
});

test('a run that begins before the answer to its start is read is told to have begun once, and one that has ended is not', () => {
  const runs = createOwnRuns();
  const told: string[] = [];
  runs.onStart(({ id }) => void told.push(`began ${id}`));
  runs.onEnd(({ id }) => void told.push(`ended ${id}`));
  const run = (id: string) => ({ id }) as Run;
  runs.hearStart(run('quick'));
  runs.hearStart(run('quick'));
  runs.remember('quick');
  runs.hearStart(run('quick'));
  runs.hearEnd(run('quick'));
  runs.hearStart(run('over'));
  runs.hearEnd(run('over'));
  runs.remember('over');
  runs.hearStart(run('of others'));
  assert.deepEqual(told, ['began quick', 'ended quick', 'ended over']);
});

test('the answer to a start that is read after the end of its run does not make the row wait for ever', () => {
  const row = { id: 'row', activeRun: null, lastRun: null } as unknown as ScheduleRow;
  const queued = { id: 'short', status: 'queued', trigger: 'operator' } as Run;
  const ended = { ...queued, status: 'ended', outcome: 'succeeded', startedAt: 1, endedAt: 2 } as Run;
  const placeholder = { id: '', status: 'queued', startedAt: null, progress: null, reason: null } as const;
  for (const activeRun of [null, placeholder]) {
    const after = withRun(withRun({ ...row, activeRun }, ended), queued);
    assert.equal(after.activeRun, null);
    assert.equal(after.lastRun?.id, 'short');
  }
});
