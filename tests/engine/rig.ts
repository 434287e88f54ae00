import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestContext } from 'node:test';
import type { RpaProcessInput } from '../../contract/process.ts';
import type { Run } from '../../contract/run.ts';
import { type ScheduleDraft, type ScheduleRow, scheduleDraft } from '../../contract/schedule.ts';
import type { SettingsPatch } from '../../contract/settings.ts';
import { readConfig } from '../../server/config.ts';
import type { Caller } from '../../server/people/caller.ts';
import type { Engine } from '../../server/engine/engine.ts';
import { start, type Rota, type StartOptions } from '../../server/start.ts';
import { ownProfile } from '../support/windows.ts';
import { createEngineClock, turns, type EngineClock } from './engine-clock.ts';
import { createStandInLauncher, type StandInLauncher } from './stand-in-launcher.ts';

export const operator: Caller = {
  kind: 'person',
  owner: 'person:operator',
  name: 'operator',
  user: null,
  scopes: ['manage'],
  processes: null,
};
export const client: Caller = {
  kind: 'client',
  owner: 'client:erp',
  name: 'erp',
  user: 'u-erp',
  scopes: ['start'],
  processes: null,
};

export const second = 1000;
export const minute = 60 * second;
export const hour = 60 * minute;
export const day = 24 * hour;

/** The whole server in this process: real SQLite in a separate folder, a clock moved by hand, simulated children. */
export interface EngineRig {
  readonly clock: EngineClock;
  readonly home: string;
  engine(): Engine;
  launcher(): StandInLauncher;
  /** The server's log, only warnings and errors. */
  readonly troubles: string[];
  stop(): Promise<void>;
  /** Restarts on the same folder. */
  boot(): Promise<void>;
  addProcess(definition?: Partial<RpaProcessInput>): Promise<void>;
  settings(patch: SettingsPatch): Promise<void>;
  schedule(
    draft: Partial<Omit<ScheduleDraft, 'options'>> & { quartz?: string; options?: object },
  ): Promise<ScheduleRow>;
  /** A connector start; returns its id. */
  start(body: object, key?: string): Promise<string>;
  status(id: string): Promise<Record<string, unknown>>;
  /** All runs, oldest first; or those of one schedule. */
  runs(schedule?: string): Promise<Run[]>;
  /** The outcome (or status) of each, with the reason's code. */
  told(schedule?: string): Promise<string[]>;
}

export async function createRig(
  t: TestContext,
  options: { at?: number; start?: Partial<StartOptions>; env?: Record<string, string> } = {},
): Promise<EngineRig> {
  // In memory if there is such a folder: other tests cover the disk.
  const base = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
  const home = await mkdtemp(path.join(base, 'rota-engine-'));
  const clock = createEngineClock(options.at);
  const troubles: string[] = [];
  let rota: Rota;
  let launcher: StandInLauncher | undefined;

  const rig: EngineRig = {
    clock,
    home,
    troubles,
    engine: () => rota.engine,
    launcher: () => launcher!,
    stop: () => rota.stop(),
    async boot() {
      const present = createStandInLauncher(() => clock.now(), launcher?.answers());
      launcher = present;
      rota = await start({
        config: readConfig({ ROTA_HOME: home, ROTA_PORT: '0', TZ: 'UTC', ...ownProfile }),
        clock,
        createLauncher: () => present,
        writeLog: (line) => void (/ (warn|error) |"level":"(warn|error)"/.test(line) && troubles.push(line)),
        ...options.start,
      });
      await turns();
    },
    async addProcess(definition = {}) {
      await rota.engine.catalogue.put({ name: 'Robot', command: 'true', ...definition }, false, operator);
    },
    async settings(patch) {
      await rota.engine.settings.change(patch, operator);
    },
    async schedule({ quartz, ...draft }) {
      const plan = draft.plan ?? {
        kind: 'cron',
        quartz: quartz ?? '0 0 * * * ?',
        timezone: 'UTC',
        start: null,
        end: null,
      };
      const row = await rota.engine.schedules.create(
        scheduleDraft.parse({ process: 'Robot', ...draft, plan }),
        operator,
      );
      await turns();
      return row;
    },
    async start(body, key) {
      const answer = await rota.engine.connector.start(
        { name: 'Robot', timezone: 'UTC', ...body },
        client,
        key === undefined ? {} : { idempotencyKey: key },
      );
      await turns();
      return answer.robustaSpid;
    },
    async status(id) {
      const { answer } = await rota.engine.connector.status(id, { waitMs: 0, isNative: false }, client);
      return answer;
    },
    async runs(schedule) {
      const found: Run[] = [];
      for (let before: number | null | undefined; before !== null;) {
        const page = await rota.engine.runs.list({ result: 'all', limit: 200, schedule, before } as never);
        found.push(...page.runs);
        before = page.next;
      }
      return found.reverse();
    },
    async told(schedule) {
      return (await rig.runs(schedule)).map((run) =>
        run.outcome === null ? run.status : run.reason === null ? run.outcome : `${run.outcome}: ${run.reason.code}`,
      );
    },
  };
  await rig.boot();
  await rig.addProcess();
  t.after(async () => {
    await rota.stop();
    await rm(home, { recursive: true, force: true, maxRetries: 10 });
  });
  return rig;
}
