import type { FollowUpInput } from '../../contract/follow-up.ts';
import type { Run } from '../../contract/run.ts';
import { createRig, operator, type EngineRig } from './rig.ts';
import { turns } from './engine-clock.ts';

export const toProcess = (process: string, facts: Partial<FollowUpInput> = {}): FollowUpInput => ({
  after: 'success',
  then: { kind: 'process', process },
  ...facts,
});

export const toSchedule = (schedule: string, facts: Partial<FollowUpInput> = {}): FollowUpInput => ({
  after: 'success',
  then: { kind: 'schedule', schedule },
  ...facts,
});

/** A schedule that only runs when it is called. */
export const called = (rig: EngineRig, name: string, then: FollowUpInput[] = [], further: object = {}) =>
  rig.schedule({ name, plan: { kind: 'call', timezone: 'Europe/Istanbul' }, options: { then }, ...further });

export async function runNow(rig: EngineRig, id: string, values?: Record<string, unknown>): Promise<Run> {
  const run = await rig.engine().schedules.runNow(id, values === undefined ? {} : { values }, operator);
  await turns();
  return run;
}

export const ofProcess = async (rig: EngineRig, process: string): Promise<Run[]> =>
  (await rig.runs()).filter((run) => run.process === process);

export async function withReport(t: Parameters<typeof createRig>[0], at?: number): Promise<EngineRig> {
  const rig = await createRig(t, at === undefined ? {} : { at });
  await rig.addProcess({
    name: 'Report',
    parameters: {
      type: 'object',
      properties: { total: { type: 'number' }, line: { type: 'string' }, key: { type: 'string', writeOnly: true } },
    },
  });
  await rig.addProcess({
    name: 'Load',
    parameters: {
      type: 'object',
      properties: { customer: { type: 'string' }, password: { type: 'string', format: 'password' } },
    },
  });
  return rig;
}
