import assert from 'node:assert/strict';
import { appendFileSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import type { Announcement } from '../../contract/events.ts';
import { until } from '../support/until.ts';
import { isWindows } from '../support/windows.ts';
import { createRig, second } from './rig.ts';

test('whoever opens the log of a robot that runs for days is sent all of it again', async (t) => {
  const rig = await createRig(t);
  const engine = rig.engine();
  const { runs } = engine;
  await rig.start({ name: 'Robot', values: {}, runOnce: 'Y', runImmediately: 'Y' });
  const [run] = await rig.runs();
  assert.ok(run);
  const folder = await runs.folder(run.id);
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, 'attempt-1.log');
  const line = (text: string) => `2026-11-26T08:00:00.000Z info ${text}\n`;
  appendFileSync(file, Array.from({ length: 5_000 }, (_, index) => line(`old ${index + 1}`)).join(''));

  const told = new Promise<Extract<Announcement, { type: 'log' }>>((resolve) => {
    engine.subscribe((announcement) => announcement.type === 'log' && resolve(announcement));
  });
  assert.deepEqual(await runs.watch(run.id), { attempt: 1, lines: 5_000 });
  appendFileSync(file, line('new'));
  await rig.clock.move(second);
  const { attempt, lines } = await told;
  assert.deepEqual([attempt, lines.map(({ number, text }) => [number, text])], [1, [[5_001, 'new']]]);
});

test('a log that cannot be read keeps nobody from the others that are followed', async (t) => {
  const rig = await createRig(t);
  const engine = rig.engine();
  const { runs } = engine;
  const line = (text: string) => `2026-11-26T08:00:00.000Z info ${text}\n`;
  const files: string[] = [];
  for (let count = 0; count < 2; count += 1) {
    await rig.start({ name: 'Robot', values: {}, runOnce: 'Y', runImmediately: 'Y' });
    const run = (await rig.runs()).at(-1);
    assert.ok(run);
    const folder = await runs.folder(run.id);
    mkdirSync(folder, { recursive: true });
    files.push(path.join(folder, 'attempt-1.log'));
    appendFileSync(files[count]!, line('old'));
    await runs.watch(run.id);
  }
  const told: string[] = [];
  engine.subscribe((announcement) => {
    if (announcement.type === 'log') told.push(...announcement.lines.map(({ text }) => text));
  });
  rmSync(files[0]!);
  mkdirSync(files[0]!);
  appendFileSync(files[1]!, line('new'));
  await rig.clock.move(second);
  const troubles = () => rig.troubles.filter((trouble) => trouble.includes('a watched log could not be read'));
  // Windows opens a folder as if it were an empty file: there this is no trouble.
  const expected = isWindows ? 0 : 1;
  // Both are read off the main thread, which takes its time on a busy computer.
  await until('both logs were looked at', () => told.length > 0 && troubles().length >= expected);
  assert.deepEqual(told, ['new']);
  assert.equal(troubles().length, expected);
});
