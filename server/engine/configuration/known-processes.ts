import type { RpaProcess } from '../../../contract/process.ts';
import { createNameIndex, processNotFound } from '../../domain/catalogue-rules.ts';
import type { ConfigDocument } from '../../store/config-document.ts';
import type { ConfigStore } from '../../store/config-store.ts';
import type { Caller } from '../../people/caller.ts';

export type KnownProcesses = ReturnType<typeof knownProcesses>;

/** All processes by name; computed once for each version of the document. */
export function knownProcesses(config: ConfigStore, bundled: readonly RpaProcess[]) {
  let seen: {
    document: ConfigDocument;
    all: readonly RpaProcess[];
    exact: ReadonlyMap<string, RpaProcess>;
    find: (name: string) => RpaProcess | null;
  } | null = null;

  function present() {
    const document = config.get();
    if (seen?.document === document) return seen;
    const all = processesOf(document, bundled);
    const exact = new Map(all.map((one) => [one.name, one]));
    return (seen = { document, all, exact, find: createNameIndex(all) });
  }

  function get(name: string, caller?: Caller): RpaProcess {
    const found = present().find(name);
    const mayKnow = (process: string) => caller?.processes?.includes(process) ?? true;
    if (found !== null && mayKnow(found.name)) return found;
    throw processNotFound(
      name,
      present()
        .all.map((one) => one.name)
        .filter(mayKnow),
    );
  }

  const isBundled = (name: string) =>
    bundled.some((one) => one.name === name) && !config.get().processes.some((one) => one.name === name);

  return { present, get, isBundled };
}

export function processesOf(document: ConfigDocument, bundled: readonly RpaProcess[]): readonly RpaProcess[] {
  const own = new Set(document.processes.map(({ name }) => name));
  const box = bundled.filter(({ name }) => !own.has(name) && !document.removedBundled.includes(name));
  return byName([...document.processes, ...box]);
}

export function byName(processes: readonly RpaProcess[]): RpaProcess[] {
  return processes.toSorted((one, other) => one.name.localeCompare(other.name, 'en'));
}
