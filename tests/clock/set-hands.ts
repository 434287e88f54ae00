import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { TestContext } from 'node:test';
import type { Run } from '../../contract/run.ts';
import { createWallClock, fakeTimeLibrary, startSetServer, type SetServer, type WallClock } from './set-server.ts';

// Shared by the tests of a changed clock: processes that run until they are released, and assertions about a plan's runs.

export const second = 1_000;
export const minute = 60 * second;
export const hour = 60 * minute;
export const day = 24 * hour;
/** Three seconds before the due times of all plans used here. */
export const justBefore = Date.UTC(2026, 10, 23, 12, 29, 57);

export const skip = fakeTimeLibrary === null && 'libfaketime is not installed (Debian: apt install libfaketime)';
if (skip) console.error(`!!! SKIPPED: tests of a wall clock that is set. ${skip}.`);

export async function open(
  t: TestContext,
  clock: WallClock,
  options: { home?: string; env?: Record<string, string> } = {},
): Promise<SetServer> {
  const server = await startSetServer(clock, options);
  t.after(() => server.stop());
  await server.addProcess({ name: 'Quick', command: 'true' });
  await server.addProcess({ name: 'Failing', command: 'false' });
  const held = {
    command: '/bin/sh',
    args: ['-c', 'until [ -e "$0" ]; do sleep 0.05; done', path.join(server.home, 'go')],
  };
  await server.addProcess({ name: 'Held', ...held });
  await server.addProcess({ name: 'Narrow', ...held, maxConcurrent: 1 });
  return server;
}
export const at = async (t: TestContext, instant: number) => open(t, await createWallClock(instant));
export const letGo = (server: SetServer) => writeFileSync(path.join(server.home, 'go'), '');

export const runOf = (server: SetServer, what: string, id: string, is: (run: Run) => boolean) =>
  server.told(
    `${what}\n${JSON.stringify(server.seen(id).slice(-5))}`,
    (one) => one.type === 'run' && one.run.scheduleId === id && is(one.run) && one.run,
  );
export const succeeded = (server: SetServer, id: string, dueAfter: number, dueBefore = Infinity) =>
  runOf(
    server,
    `a run due after ${new Date(dueAfter).toISOString()}`,
    id,
    ({ outcome, dueAt }) => outcome === 'succeeded' && dueAt > dueAfter && dueAt < dueBefore,
  );
export const ended = (server: SetServer, id: string) =>
  runOf(server, 'its end', id, ({ status }) => status === 'ended');

/** Each due time of a plan has one row, and was started at most once. */
export function assertEachOnce(runs: readonly Run[], everyMs: number, isWhole: boolean): void {
  const times = runs.map(({ dueAt }) => dueAt).sort((a, b) => a - b);
  assert.equal(new Set(times).size, times.length, 'no due time has two rows');
  assert.deepEqual(
    runs.filter(({ attempt }) => attempt > 1),
    [],
    'none was started twice',
  );
  if (!isWhole) return;
  const lost = times.filter((time, index) => index > 0 && time - times[index - 1]! !== everyMs);
  assert.deepEqual(lost, [], 'no due time is without a row');
}
