import { useMemo } from 'react';
import { useQuery } from '@tanstack/react-query';
import type { FleetWorker, WorkersAnswer } from '../../contract/worker.ts';
import { call } from './client.ts';
import { keys } from './keys.ts';
import { useSession } from './queries.ts';

const workers = { queryKey: keys.workers, queryFn: () => call('allWorkers') };

/** What other screens show of a worker: it changes far less often than what it does. */
export type NamedWorker = Pick<FleetWorker, 'id' | 'name' | 'aliases' | 'isThis'>;

/** Whom a run can be for, where there is more than this computer. */
export interface Fleet {
  readonly workers: readonly NamedWorker[];
  readonly groups: readonly string[];
}

/** A worker that is gone without a word is known by its silence, which is not announced. */
const lookEveryMs = 5000;

/** All workers and groups, and what they do now. */
export const useWorkers = () => useQuery({ ...workers, refetchInterval: lookEveryMs });

/** The workers and groups; null if there is only this computer, or while that is unknown. Without a fleet nothing is asked. */
export function useFleet(): Fleet | null {
  const isFleet = useSession().data?.isFleet ?? false;
  const fleet = useQuery({ ...workers, enabled: isFleet, select: namesOf }).data;
  return isFleet && fleet !== undefined && fleet.workers.length > 1 ? fleet : null;
}

function namesOf({ workers: all, groups }: WorkersAnswer): Fleet {
  return {
    workers: all.map(({ id, name, aliases, isThis }) => ({ id, name, aliases, isThis })),
    groups: groups.map(({ name }) => name),
  };
}

/** The fleet, and the worker or group that an address asks for: where there is one computer, that is one of before. */
export function useWorkerFilter(asked: string | null): {
  readonly fleet: Fleet | null;
  readonly worker: string | null;
} {
  const fleet = useFleet();
  return { fleet, worker: fleet === null ? null : asked };
}

/** The name of a worker by its ID; a group, or a worker that is not known any more, is its own name. */
export function useWorkerName(): (id: string) => string {
  const { id: ownId = '', name: ownName = '' } = useSession().data?.worker ?? {};
  const fleet = useFleet();
  return useMemo(() => {
    const names = new Map([[ownId, ownName], ...(fleet?.workers ?? []).map(({ id, name }) => [id, name] as const)]);
    return (id) => names.get(id) ?? id;
  }, [ownId, ownName, fleet]);
}
