import { errorDetail, type ErrorDetail } from '../../../contract/errors.ts';
import type { FollowUp } from '../../../contract/follow-up.ts';
import type { RpaProcess } from '../../../contract/process.ts';
import { said, type Translatable } from '../../../contract/translatable.ts';
import { hasReference } from '../../../contract/vault-reference.ts';
import { checkFollowUps, type NamedSchedule } from '../../domain/follow-up-check.ts';
import { loopFrom, type ChainNode } from '../../domain/follow-up-rules.ts';
import type { Owner } from '../../domain/owner.ts';
import type { FoundTarget } from '../../domain/worker-names.ts';
import type { Store } from '../../store/store.ts';
import type { StoredSchedule } from '../../store/stored-schedule.ts';
import type { VaultAccess } from './vault-access.ts';

/** What the follow-ups stand on, and who writes them. */
export interface FollowUpAsk {
  /** How the list is named in errors: `options.then`, `then`. */
  readonly field: string;
  readonly process: RpaProcess;
  /** Absent for a process, and for a schedule that is not stored yet. */
  readonly schedule?: Pick<StoredSchedule, 'id' | 'name'>;
  readonly isOfProcess?: boolean;
  readonly owner: Owner | null;
  /** The names of the processes that the caller may start; null = all. */
  readonly processes: readonly string[] | null;
}

export interface CheckedFollowUps {
  /** With IDs of schedules, and names of processes, as they are stored. */
  readonly followUps: FollowUp[];
  readonly errors: readonly ErrorDetail[];
}

export type CheckFollowUps = (list: readonly FollowUp[], ask: FollowUpAsk) => Promise<CheckedFollowUps>;

export interface FollowUpCheckDeps {
  readonly store: Store;
  readonly vault: VaultAccess;
  /** By exact name, else ignoring case if only one is meant. */
  readonly findProcess: (name: string) => RpaProcess | null;
  readonly processNames: () => readonly string[];
  readonly findWorker: (given: string) => FoundTarget | null;
}

/** Checks what is to follow, with everything that it names; all faults at once. */
export function createFollowUpChecks(deps: FollowUpCheckDeps): CheckFollowUps {
  async function named(name: string, { owner, processes }: FollowUpAsk): Promise<NamedSchedule | Translatable> {
    const found = await find(deps, name);
    const all = ('id' in found ? [found] : found).filter(
      (one) => processes === null || (processes.includes(one.process) && one.owner === owner),
    );
    const [one] = all;
    if (one === undefined) return said`there is no schedule "${name}"`;
    if (all.length > 1) return said`several schedules are called "${name}": give the ID of one of them`;
    return { id: one.id, name: one.name, process: one.process, given: Object.keys(one.values) };
  }

  return async (list, ask) => {
    const names = new Map<string, NamedSchedule | Translatable>();
    for (const { then, alsoAfter } of list)
      for (const name of [...(then.kind === 'schedule' ? [then.schedule] : []), ...alsoAfter])
        if (!names.has(name)) names.set(name, await named(name, ask));
    const mayUse = (process: RpaProcess | null) =>
      process !== null && (ask.processes === null || ask.processes.includes(process.name)) ? process : null;
    const { followUps, errors } = checkFollowUps(list, ask.field, {
      process: ask.process,
      findProcess: (name) => (name === ask.process.name ? ask.process : mayUse(deps.findProcess(name))),
      processNames: () => deps.processNames().filter((name) => ask.processes?.includes(name) ?? true),
      findSchedule: (name) => names.get(name)!,
      findWorker: deps.findWorker,
    });
    const further = [...vaultFaults(followUps, ask), ...alsoFaults(followUps, ask)];
    const way = await loop(deps, followUps, ask);
    if (way !== null)
      further.push(
        errorDetail(
          'OPTION_INVALID',
          ask.field,
          said`leads back to where it begins, so that it would never end: ${way.map((name) => `"${name}"`).join(' → ')}`,
        ),
      );
    return { followUps, errors: [...errors, ...further] };
  };

  function vaultFaults(list: readonly FollowUp[], { field, owner }: FollowUpAsk): ErrorDetail[] {
    return list.flatMap(({ then, values }, index) => {
      const process = then.kind === 'process' ? deps.findProcess(then.process) : null;
      const referring = Object.fromEntries(Object.entries(values).filter(([, value]) => hasReference(value)));
      if (Object.keys(referring).length === 0 || process === null) return [];
      return deps.vault
        .valueFaults({ process, owner }, referring)
        .map((one) => ({ ...one, field: `${field}[${index}].${one.field ?? 'values'}` }));
    });
  }
}

const processNode = (name: string): ChainNode => ({ key: `process:${name}`, name });
const scheduleNode = ({ id, name }: Pick<StoredSchedule, 'id' | 'name'>): ChainNode => ({
  key: `schedule:${id}`,
  name,
});

/** On a process it is not one schedule that the others would be waited for with. */
const alsoFaults = (list: readonly FollowUp[], { field, isOfProcess, schedule }: FollowUpAsk): ErrorDetail[] =>
  list.flatMap(({ alsoAfter }, index) => {
    const at = `${field}[${index}].alsoAfter`;
    if (alsoAfter.length > 0 && isOfProcess)
      return [errorDetail('OPTION_INVALID', at, said`is for schedules: a process has many of them`)];
    return schedule !== undefined && alsoAfter.includes(schedule.id)
      ? [errorDetail('OPTION_INVALID', at, said`names the schedule itself, which it follows anyway`)]
      : [];
  });

/** By its ID, else by a name that only one has. */
async function find(
  { store: { schedules } }: FollowUpCheckDeps,
  name: string,
): Promise<StoredSchedule | readonly StoredSchedule[]> {
  const byId = await schedules.get(name);
  return byId ?? schedules.called(name);
}

/** The way that leads back to where it begins. */
async function loop(
  deps: FollowUpCheckDeps,
  list: readonly FollowUp[],
  ask: FollowUpAsk,
): Promise<readonly string[] | null> {
  const own: ChainNode | null = ask.isOfProcess
    ? processNode(ask.process.name)
    : ask.schedule
      ? scheduleNode(ask.schedule)
      : null;
  // Nothing can lead back to what is not there yet.
  if (own === null) return null;
  return loopFrom(own, async ({ key }) => {
    if (key === own.key && ask.isOfProcess) return targets(deps, list);
    const [kind, name] = [key.slice(0, key.indexOf(':')), key.slice(key.indexOf(':') + 1)];
    if (kind === 'process') return targets(deps, deps.findProcess(name)?.then ?? []);
    if (key === own.key) return [processNode(ask.process.name), ...(await targets(deps, list))];
    const schedule = await deps.store.schedules.get(name);
    return schedule === null
      ? []
      : [processNode(schedule.process), ...(await targets(deps, schedule.options.then ?? []))];
  });
}

async function targets(deps: FollowUpCheckDeps, list: readonly FollowUp[]): Promise<ChainNode[]> {
  const nodes: ChainNode[] = [];
  for (const { then } of list) {
    if (then.kind === 'process') nodes.push(processNode(deps.findProcess(then.process)?.name ?? then.process));
    else {
      const found = await find(deps, then.schedule);
      const [one] = 'id' in found ? [found] : found;
      if (one !== undefined) nodes.push(scheduleNode(one));
    }
  }
  return nodes;
}
