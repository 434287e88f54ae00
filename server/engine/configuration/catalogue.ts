import { readDefinition } from '../../domain/catalogue-rules.ts';
import { definitionWarnings } from '../../domain/definition-warnings.ts';
import { catalogueAdditions, catalogueRemovals, type CatalogueChangeDeps } from './catalogue-changes.ts';
import type { Catalogue, ProcessStatistics } from './catalogue-verbs.ts';
import { knownProcesses } from './known-processes.ts';
import type { ProgramPlaces } from '../shared/program-places.ts';
import { missingOnDisk } from './program-check.ts';

export type { Catalogue, ProcessStatistics } from './catalogue-verbs.ts';

interface CatalogueDeps extends CatalogueChangeDeps {
  places: ProgramPlaces;
  statistics: (names: readonly string[]) => Promise<ReadonlyMap<string, ProcessStatistics>>;
}

/** All processes: those of the document, and the bundled ones unless edited (then the document has them) or deleted. */
export function createCatalogue(deps: CatalogueDeps): Catalogue {
  const known = knownProcesses(deps.config, deps.bundled);
  const { present, get, isBundled } = known;
  return {
    ...catalogueAdditions(deps),
    ...catalogueRemovals(deps, known),
    find: (name) => present().find(name),
    get,
    all: () => present().all,
    exact: (name) => present().exact.get(name) ?? null,
    isBundled,
    async rows() {
      const { all } = present();
      const statistics = await deps.statistics(all.map(({ name }) => name));
      return all.map((one) => ({
        process: one,
        isBundled: isBundled(one.name),
        ...(statistics.get(one.name) ?? { schedules: 0, lastRun: null, successRate: null, usualMs: null }),
      }));
    },
    async check(definition) {
      const read = readDefinition(definition, null);
      if (!read.ok)
        return read.details.map(({ field, message, said }) => ({
          field: field ?? 'process',
          message,
          ...(said && { said }),
        }));
      const ofVault = deps.vaultFaults(read.process).map(({ field, message, said }) => ({
        field: field ?? 'env',
        message,
        ...(said && { said }),
      }));
      return [...definitionWarnings(read.process), ...ofVault, ...(await missingOnDisk(read.process, deps.places))];
    },
  };
}
