import type { FollowUp } from '../../../contract/follow-up.ts';
import type { RunEndTrigger } from '../../../contract/run-end-trigger.ts';
import { loopFrom, type ChainNode } from '../../domain/follow-up-rules.ts';
import { hears, isRunEnd } from '../../domain/run-end-trigger.ts';
import type { StoredSchedule } from '../../store/stored-schedule.ts';
import { findNamed, type FollowUpAsk, type FollowUpCheckDeps } from './follow-up-ask.ts';

const processNode = (name: string): ChainNode => ({ key: `process:${name}`, name });
const scheduleNode = ({ id, name }: Pick<StoredSchedule, 'id' | 'name'>): ChainNode => ({
  key: `schedule:${id}`,
  name,
});
const partsOf = (key: string): readonly [kind: string, name: string] => [
  key.slice(0, key.indexOf(':')),
  key.slice(key.indexOf(':') + 1),
];

/** The way that leads back to where it begins; null if none does. `heard`: the checked triggers of the schedule itself. */
export async function findLoop(
  deps: FollowUpCheckDeps,
  list: readonly FollowUp[],
  heard: readonly RunEndTrigger[],
  ask: FollowUpAsk,
): Promise<readonly string[] | null> {
  const own = ownNode(ask, heard);
  if (own === null) return null;
  const listeners = (await deps.store.triggers.listeners()).filter(({ id }) => id !== ask.schedule?.id);
  const listening = (key: string): ChainNode[] => {
    const [kind, name] = partsOf(key);
    const of = kind === 'process' ? { process: name, schedule: null } : { process: '', schedule: name };
    const others = listeners.filter(({ options }) =>
      (options.triggers ?? []).some((one) => isRunEnd(one) && hears(one, of)),
    );
    return [...others.map(scheduleNode), ...(heard.some((one) => hears(one, of)) ? [own] : [])];
  };
  const followed = async (key: string): Promise<readonly ChainNode[]> => {
    if (key === own.key && ask.isOfProcess) return targets(deps, list);
    const [kind, name] = partsOf(key);
    if (kind === 'process') return targets(deps, deps.findProcess(name)?.then ?? []);
    if (key === own.key) return [processNode(ask.process.name), ...(await targets(deps, list))];
    const schedule = await deps.store.schedules.get(name);
    return schedule === null
      ? []
      : [processNode(schedule.process), ...(await targets(deps, schedule.options.then ?? []))];
  };
  return loopFrom(own, async ({ key }) => [...(await followed(key)), ...listening(key)]);
}

/** Nothing can lead back to what is not there yet, unless it listens itself. */
function ownNode({ isOfProcess, process, schedule }: FollowUpAsk, heard: readonly RunEndTrigger[]): ChainNode | null {
  if (isOfProcess) return processNode(process.name);
  if (schedule !== undefined) return scheduleNode(schedule);
  return heard.length === 0 ? null : scheduleNode({ id: '', name: process.title ?? process.name });
}

async function targets(deps: FollowUpCheckDeps, list: readonly FollowUp[]): Promise<ChainNode[]> {
  const nodes: ChainNode[] = [];
  for (const { then } of list) {
    if (then.kind === 'process') nodes.push(processNode(deps.findProcess(then.process)?.name ?? then.process));
    else {
      const found = await findNamed(deps, then.schedule);
      const [one] = 'id' in found ? [found] : found;
      if (one !== undefined) nodes.push(scheduleNode(one));
    }
  }
  return nodes;
}
