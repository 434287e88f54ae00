import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestContext } from 'node:test';
import { silentLog } from '../../server/log.ts';
import { openConfig, type ConfigStore } from '../../server/store/config/config-file.ts';
import { cleanUpLater } from '../support/cleanup.ts';
import { createHandClock, type HandClock } from '../support/hand-clock.ts';

/** A temporary folder for one test. */
export async function temporaryFolder(context: TestContext): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'rota-test-'));
  cleanUpLater(context, () => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** A real configuration document in a folder, closed after the test. */
export async function openTestConfig(
  context: TestContext,
  folder?: string,
  clock: HandClock = createHandClock(Date.UTC(2026, 0, 31, 9, 5)),
): Promise<{ config: ConfigStore; clock: HandClock; folder: string }> {
  const home = folder ?? (await temporaryFolder(context));
  const config = await openConfig({ folder: home, log: silentLog, clock, workerName: 'test-worker' });
  cleanUpLater(context, () => config.close());
  return { config, clock, folder: home };
}
