import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test from 'node:test';
import { readConfig } from '../../server/config.ts';
import { connectionFileName, start } from '../../server/start.ts';
import { createStandInLauncher } from '../engine/stand-in-launcher.ts';
import { ownProfile } from '../support/windows.ts';

test('what cannot be closed is said, and everything else is closed all the same: the next start finds the folder free', async (t) => {
  const home = await mkdtemp(path.join(tmpdir(), 'rota-stopping-'));
  t.after(() => rm(home, { recursive: true, force: true }));
  const config = readConfig({ ROTA_HOME: home, ROTA_PORT: '0', ...ownProfile });
  const writeLog = () => {};
  const stubborn = { ...createStandInLauncher(() => Date.now()), close: () => Promise.reject(new Error('no end')) };
  const first = await start({ config, writeLog, createLauncher: () => stubborn });
  await assert.rejects(first.stop(), /no end/);
  assert.equal(existsSync(path.join(home, connectionFileName)), false);
  const second = await start({ config, writeLog, createLauncher: () => createStandInLauncher(() => Date.now()) });
  await second.stop();
});
