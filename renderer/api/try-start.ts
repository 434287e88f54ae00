import { call } from './client.ts';
import { rememberOwnRun } from './own-runs.ts';

/** The result of a call of the connector API. `status` 0: no answer. */
export interface Tried {
  readonly status: number;
  readonly isOk: boolean;
  readonly ms: number;
  readonly message: string;
  /** The answer as formatted JSON. */
  readonly text: string;
  /** The run that the call started. */
  readonly runId: string | null;
}

/** Calls the connector API as a program would, but with the page's session instead of a client's password. */
export async function tryStart(path: string, body: unknown): Promise<Tried> {
  const began = performance.now();
  try {
    const answer = await fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      credentials: 'same-origin',
    });
    const ms = Math.round(performance.now() - began);
    const json = (await answer.json().catch(() => null)) as { message?: string; robustaSpid?: string | null } | null;
    const spid = answer.ok ? (json?.robustaSpid ?? null) : null;
    return {
      status: answer.status,
      isOk: answer.ok,
      ms,
      message: json?.message ?? '',
      text: JSON.stringify(json, null, 2),
      runId: spid === null ? null : await runOf(spid),
    };
  } catch {
    return { status: 0, isOk: false, ms: Math.round(performance.now() - began), message: '', text: '', runId: null };
  }
}

/** A start returns a schedule; its first run exists by then. */
async function runOf(schedule: string): Promise<string | null> {
  const { runs } = await call('runs', { query: { schedule, limit: 1 } }).catch(() => ({ runs: [] }));
  const id = runs[0]?.id ?? null;
  if (id !== null) rememberOwnRun(id);
  return id;
}
