// Pictures of the screen after the steps that a desktop robot names.
import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import test from 'node:test';
import { stepOf, stepPictureName } from '../../contract/step-pictures.ts';
import { readLine } from '../../server/runner/stdout/protocol.ts';
import { until } from '../support/until.ts';
import { createRig, type EngineRig } from './rig.ts';

const picturesOf = async (rig: EngineRig, id: string): Promise<string[]> => {
  const folder = path.join(await rig.engine().runs.folder(id), 'artifacts', 'steps');
  return (await readdir(folder).catch(() => [])).toSorted();
};

/** Pictures are real files, for which the clock of the test does not wait. */
const over = (rig: EngineRig, id: string) =>
  until('the run is over', async () => (await rig.runs()).some((run) => run.id === id && run.status === 'ended'));

test('a step has no picture, or the picture of another one; a robot without a desktop gets some', async (t) => {
  let taken = 0;
  const takeScreen = () => Promise.resolve(Buffer.from(`picture ${(taken += 1)}`));
  const rig = await createRig(t, { start: { takeScreen } });
  await rig.addProcess({ name: 'Desk', usesDesktop: true });
  rig.launcher().answer(null);
  const step = (runId: string, title: string) => rig.launcher().report({ runId, attempt: 1, type: 'step', title });
  await rig.start({ name: 'Desk' });
  await rig.start({});
  const runs = await rig.runs();
  const desk = runs.find(({ process }) => process === 'Desk')!;
  const plain = runs.find(({ process }) => process !== 'Desk')!;
  for (const title of ['Invoice opened', 'Sent: a/b?']) step(desk.id, title);
  step(plain.id, 'Nothing to see');
  rig.launcher().end(desk.id);
  await over(rig, desk.id);
  assert.deepEqual(await picturesOf(rig, desk.id), ['001 Invoice opened.jpg', '002 Sent a b.jpg']);
  const folder = await rig.engine().runs.folder(desk.id);
  assert.equal(await readFile(path.join(folder, 'artifacts/steps/002 Sent a b.jpg'), 'utf8'), 'picture 2');
  assert.deepEqual(await picturesOf(rig, plain.id), []);
  const { run } = await rig.engine().runs.detail(desk.id);
  assert.deepEqual(
    run.artifacts.map(({ name }) => stepOf(name)?.title),
    ['Invoice opened', 'Sent a b'],
  );
});

test('a screen that gives no picture keeps the run from ending', async (t) => {
  const rig = await createRig(t, { start: { takeScreen: () => Promise.reject(new Error('not allowed')) } });
  await rig.addProcess({ name: 'Desk', usesDesktop: true });
  rig.launcher().answer(null);
  const step = (runId: string, title: string) => rig.launcher().report({ runId, attempt: 1, type: 'step', title });
  const id = await rig.start({ name: 'Desk' });
  const [run] = await rig.runs();
  step(run!.id, 'One');
  step(run!.id, 'Two');
  rig.launcher().end(run!.id);
  await over(rig, run!.id);
  assert.deepEqual(await rig.told(id), ['succeeded: done']);
  assert.equal(rig.troubles.filter((line) => line.includes('no picture')).length, 1);
});

test('a step is read from a line in another form', () => {
  assert.equal(readLine('::step title=Invoice opened::', 'stdout').step, 'Invoice opened');
  assert.equal(readLine('::step title=a%2C b%3A 100%25::', 'stdout').step, 'a, b: 100%');
  assert.equal(readLine('::step::Sent', 'stdout').step, 'Sent');
  assert.equal(readLine('\u001b[32m::step title=Green::\u001b[0m', 'stdout').step, 'Green');
  assert.equal(readLine('::step::', 'stdout').step, undefined);
  assert.equal(readLine('step title=x', 'stdout').step, undefined);
});

test('a title cannot be a file name on one of the systems', () => {
  assert.equal(stepPictureName(7, 'a\u0000b<c>:"d"/e\\f|g?h*i... '), '007 a b c d e f g h i.jpg');
  assert.equal(stepPictureName(1234, '???'), '1234 -.jpg');
  assert.deepEqual(stepOf('steps/012 Öğe açıldı.jpg'), { number: 12, title: 'Öğe açıldı' });
  assert.equal(stepOf('other/012 x.jpg'), null);
});
