import type { Progress } from '../../../contract/run.ts';

/** Progress and partial outputs of active runs; in memory only, because a restart ends those runs. */
export interface ProgressBook {
  of(runId: string): Progress | null;
  outputsOf(runId: string): Readonly<Record<string, unknown>> | null;
  setProgress(runId: string, progress: Progress): void;
  setOutputs(runId: string, outputs: Readonly<Record<string, unknown>>): void;
  forget(runId: string): void;
}

export function createProgressBook(): ProgressBook {
  const progress = new Map<string, Progress>();
  const outputs = new Map<string, Readonly<Record<string, unknown>>>();
  return {
    of: (id) => progress.get(id) ?? null,
    outputsOf: (id) => outputs.get(id) ?? null,
    setProgress: (id, value) => void progress.set(id, value),
    setOutputs: (id, value) => void outputs.set(id, value),
    forget(id) {
      progress.delete(id);
      outputs.delete(id);
    },
  };
}
