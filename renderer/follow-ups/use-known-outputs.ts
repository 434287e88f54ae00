import { useQuery } from '@tanstack/react-query';
import { call } from '../api/client.ts';
import { keys } from '../api/keys.ts';

const runsLookedAt = 3;
const freshMs = 60_000;

/** The names of the outputs that the last successful runs of a process had; empty while they are unknown. */
export function useKnownOutputs(process: string): readonly string[] {
  return (
    useQuery({
      queryKey: keys.knownOutputs(process),
      queryFn: () => outputsOf(process),
      enabled: process !== '',
      staleTime: freshMs,
    }).data ?? []
  );
}

async function outputsOf(process: string): Promise<readonly string[]> {
  const { runs } = await call('runs', { query: { process, result: 'succeeded', limit: runsLookedAt } });
  const answers = await Promise.all(runs.map(({ id }) => call('run', { path: { id } })));
  return [...new Set(answers.flatMap(({ run }) => Object.keys(run.outputs)))];
}
