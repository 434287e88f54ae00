import { useMemo } from 'react';
import type { FollowUp } from '../../contract/follow-up.ts';
import type { ParameterSchema } from '../../contract/process.ts';
import { useProcesses, useSchedules } from '../api/queries.ts';

/** What can follow a run: every process, and every schedule that can still run. */
export interface Targets {
  readonly processes: readonly { readonly name: string; readonly title: string }[];
  readonly schedules: readonly { readonly id: string; readonly name: string; readonly process: string }[];
  /** The name that a person reads; what is stored, where nothing has that name any more. */
  readonly nameOf: (then: FollowUp['then']) => string;
  /** Whether there is such a thing; true while that is unknown. */
  readonly isThere: (then: FollowUp['then']) => boolean;
  /** The parameters of what follows; undefined while they are unknown. */
  readonly parametersOf: (then: FollowUp['then']) => ParameterSchema | undefined;
}

export function useTargets(): Targets {
  const processes = useProcesses().data?.processes;
  const rows = useSchedules().data?.rows;
  return useMemo(() => {
    const byName = new Map(processes?.map(({ process }) => [process.name, process]));
    const titleOf = (name: string) => byName.get(name)?.title ?? name;
    // Those that a start has made are its record and not a plan.
    const schedules = (rows ?? [])
      .filter(({ plan }) => plan.kind !== 'now')
      .map(({ id, name, process }) => ({ id, name: name === '' ? titleOf(process) : name, process }));
    const schedule = (wanted: string) =>
      schedules.find(({ id }) => id === wanted) ?? schedules.find(({ name }) => name === wanted);
    const processOf = (then: FollowUp['then']) =>
      then.kind === 'process' ? then.process : schedule(then.schedule)?.process;
    return {
      processes: (processes ?? []).map(({ process }) => ({ name: process.name, title: titleOf(process.name) })),
      schedules,
      nameOf: (then) =>
        then.kind === 'process' ? titleOf(then.process) : (schedule(then.schedule)?.name ?? then.schedule),
      isThere: (then) =>
        then.kind === 'process'
          ? processes === undefined || byName.has(then.process)
          : rows === undefined || schedule(then.schedule) !== undefined,
      parametersOf: (then) => byName.get(processOf(then) ?? '')?.parameters,
    };
  }, [processes, rows]);
}

/** Nothing is chosen yet. */
export const isChosen = (then: FollowUp['then']): boolean =>
  (then.kind === 'process' ? then.process : then.schedule) !== '';
