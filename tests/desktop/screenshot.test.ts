import '../fixtures/electron-stand-in-hook.ts';
import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test, { type TestContext } from 'node:test';
import type { Announcement } from '../../contract/events.ts';
import type { Run } from '../../contract/run.ts';
import { desk } from '../fixtures/electron-stand-in.ts';
import { until } from '../support/until.ts';

const { takeScreenshots } = await import('../../electron/screenshot.ts');

async function createDesk(t: TestContext) {
  const home = await mkdtemp(path.join(tmpdir(), 'rota-screen-'));
  t.after(() => rm(home, { recursive: true, force: true }));
  const thumbnail = { isEmpty: () => false, toPNG: () => Buffer.from('a picture') };
  desk.pictures = [{ thumbnail } as unknown as (typeof desk.pictures)[number]];
  const settings = { screenshotOnFailure: true };
  let hear: (announcement: Announcement) => void = () => {};
  const engine = {
    subscribe: (listener: typeof hear) => ((hear = listener), () => {}),
    settings: { get: () => settings },
    worker: { status: () => ({ id: 'this-one' }) },
    catalogue: { find: () => ({ usesDesktop: true }) },
    runs: { folder: (id: string) => Promise.resolve(path.join(home, id)) },
  };
  takeScreenshots({ engine: engine as never, say: () => assert.fail('a picture failed'), isWayland: false });
  const tell = (change: Partial<Run>) =>
    hear({ type: 'run', run: { process: 'Desk', worker: 'this-one', outcome: null, startedAt: 1, ...change } as Run });
  return { home, settings, tell };
}

const failed = { status: 'ended', outcome: 'failed' } as const;

test('a failure of days ago that is announced again gets no picture of what the screen shows now', async (t) => {
  const { home, settings, tell } = await createDesk(t);
  // This one failed before the app started, the next while screenshots were turned off.
  tell({ id: 'long-ago', ...failed });
  settings.screenshotOnFailure = false;
  tell({ id: 'unwanted', status: 'running' });
  tell({ id: 'unwanted', ...failed });
  settings.screenshotOnFailure = true;
  tell({ id: 'unwanted', ...failed });
  // And this one on the screen of another computer.
  tell({ id: 'elsewhere', worker: 'another', status: 'running' });
  tell({ id: 'elsewhere', worker: 'another', ...failed });
  // Screenshots are taken in the order of announcements: when this one has its own, the others would have theirs.
  tell({ id: 'just-now', status: 'running' });
  tell({ id: 'just-now', ...failed });
  await until(
    'the picture',
    async () => (await readdir(path.join(home, 'just-now', 'artifacts')).catch(() => [])).length,
  );
  assert.deepEqual(await readdir(home), ['just-now']);
});

test('a system that gives no picture after a step gives an empty one', async () => {
  const { takeScreen } = await import('../../electron/screenshot.ts');
  const picture = (isEmpty: boolean) =>
    ({
      thumbnail: { isEmpty: () => isEmpty, toJPEG: (quality: number) => Buffer.from(`of quality ${quality}`) },
    }) as unknown as (typeof desk.pictures)[number];
  desk.pictures = [picture(false)];
  assert.equal(String(await takeScreen(false)), 'of quality 75');
  await assert.rejects(takeScreen(true), /Wayland/);
  desk.pictures = [picture(true)];
  await assert.rejects(takeScreen(false), /may not be allowed/);
  desk.pictures = [];
  await assert.rejects(takeScreen(false), /may not be allowed/);
});
