import { trayCaller, type Engine } from './server-face.ts';
import { needsValues } from './tray-state.ts';

/** What a name from outside the page means: a process, or else the only schedule of that name. */
type Target =
  | { readonly kind: 'process'; readonly name: string; readonly asks: boolean }
  | { readonly kind: 'schedule'; readonly id: string; readonly name: string; readonly asks: boolean };

type Asked = Pick<Engine, 'catalogue' | 'runs' | 'schedules'>;

export async function findByName(engine: Asked, name: string): Promise<Target | null> {
  const process = engine.catalogue.find(name);
  if (process !== null) return { kind: 'process', name: process.name, asks: needsValues(process.parameters, {}) };
  const { rows } = await engine.schedules.list({ filter: 'all', q: name, limit: 20_000 });
  const named = rows.filter((row) => row.name === name);
  const [row] = named;
  if (row === undefined || named.length > 1) return null;
  const its = engine.catalogue.find(row.process);
  return {
    kind: 'schedule',
    id: row.id,
    name: row.name,
    asks: its !== null && needsValues(its.parameters, row.values),
  };
}

/**
 * Runs what a shortcut, a second start or a link names. A link always needs confirmation: any web page can open one. If values are missing,
 * the small window asks for them.
 */
export async function runByName(
  engine: Asked,
  request: { readonly name: string; readonly isFromLink: boolean },
  deps: {
    /** Asks the person to confirm a run that a link requested. */
    confirm(name: string): Promise<boolean>;
    openQuickRun(query: string): void;
    onMissing(name: string): void;
  },
): Promise<'queued' | 'asked' | 'refused' | 'missing'> {
  const target = await findByName(engine, request.name);
  if (target === null) {
    deps.onMissing(request.name);
    return 'missing';
  }
  if (request.isFromLink && !(await deps.confirm(target.name))) return 'refused';
  if (target.asks) {
    const which =
      target.kind === 'process'
        ? `?process=${encodeURIComponent(target.name)}`
        : `?schedule=${encodeURIComponent(target.id)}`;
    deps.openQuickRun(which);
    return 'asked';
  }
  if (target.kind === 'process') await engine.runs.startProcess(target.name, {}, { isTest: false }, trayCaller);
  else await engine.schedules.runNow(target.id, {}, trayCaller);
  return 'queued';
}
