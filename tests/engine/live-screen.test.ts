// The screen on which a desktop robot works, for those who watch.
import assert from 'node:assert/strict';
import test from 'node:test';
import { said, TranslatableError } from '../../contract/translatable.ts';
import { createRig, minute, operator, second } from './rig.ts';

test('a picture is taken for each of many who watch, is kept, or nobody can tell later who watched', async (t) => {
  const widths: (number | undefined)[] = [];
  const takeScreen = (widest?: number) => Promise.resolve(Buffer.from(`picture ${widths.push(widest)}`));
  const rig = await createRig(t, { start: { takeScreen } });
  await rig.addProcess({ name: 'Desk', usesDesktop: true });
  rig.launcher().answer(null);
  await rig.start({ name: 'Desk' });
  const [run] = await rig.runs();
  const watch = async () => Buffer.from((await rig.engine().runs.screen(run!.id, operator)).jpeg, 'base64').toString();
  assert.deepEqual(await Promise.all([watch(), watch(), watch()]), ['picture 1', 'picture 1', 'picture 1']);
  await rig.clock.move(2 * second);
  assert.equal(await watch(), 'picture 2');
  assert.deepEqual(widths, [960, 960]);
  const audited = async () =>
    (await rig.engine().audit.page({ limit: 50 })).entries.filter(({ action }) => action === 'screen watched').length;
  assert.equal(await audited(), 1);
  await rig.clock.move(2 * minute);
  await watch();
  assert.equal(await audited(), 2);
  assert.deepEqual((await rig.engine().runs.detail(run!.id)).run.artifacts, []);
  rig.launcher().end(run!.id);
  await rig.clock.move(second);
  await assert.rejects(watch(), /does not run now/);
});

test('somebody else’s desktop is shown: of a robot that does not use it, or where nobody can take a picture', async (t) => {
  const takeScreen = () =>
    Promise.reject(
      new TranslatableError(said`the system gave no picture: screen recording may not be allowed for Rota`),
    );
  const rig = await createRig(t, { start: { takeScreen } });
  await rig.addProcess({ name: 'Desk', usesDesktop: true });
  rig.launcher().answer(null);
  await rig.start({ name: 'Desk' });
  await rig.start({});
  const runs = await rig.runs();
  const screen = (process: string) =>
    rig.engine().runs.screen(runs.find((run) => run.process === process)!.id, operator);
  await assert.rejects(screen('Robot'), /does not use the desktop/);
  await assert.rejects(screen('Desk'), /cannot be shown: the system gave no picture/);
  const bare = await createRig(t);
  await bare.addProcess({ name: 'Desk', usesDesktop: true });
  bare.launcher().answer(null);
  await bare.start({ name: 'Desk' });
  const [run] = await bare.runs();
  await assert.rejects(bare.engine().runs.screen(run!.id, operator), /without its desktop app/);
});
