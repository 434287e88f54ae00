import { isLimitedManager } from '../../domain/client-rules.ts';
import type { Log } from '../../log.ts';
import type { ConfigDocument } from '../../store/config-document.ts';
import type { ConfigFact, ConfigStore } from '../../store/config-store.ts';
import type { Clock } from '../../clock.ts';
import type { Notices } from '../shared/audit-and-notices.ts';

/** One notice for the present state of the configuration file; a later one replaces it. */
const editId = 'configuration-edit';

/**
 * Reports what happened to the configuration file: `what` is "restored" (with `file`, the broken one's new name, if there was one) or
 * "edit-refused"; both with `reason`. The notice of a refused edit ends by itself once the file is valid.
 */
export function reportConfigFacts(deps: {
  config: ConfigStore;
  clock: Pick<Clock, 'now'>;
  log: Log;
  notices: Notices;
}): () => void {
  const { config, clock, notices } = deps;

  function settle(): void {
    notices.dismiss(editId).catch((error: unknown) => deps.log.warn('a notice could not be settled', { error }));
  }

  function tell(fact: ConfigFact): void {
    switch (fact.kind) {
      case 'restored': {
        const file = fact.brokenFile ?? config.file;
        const params = { what: fact.kind, reason: fact.reason, file };
        notices.put({
          id: `configuration-restored-${clock.now()}`,
          kind: 'configuration',
          at: clock.now(),
          params,
          runIds: [],
        });
        return;
      }
      case 'edit-refused': {
        const params = { what: fact.kind, reason: fact.reason, file: config.file };
        notices.put({ id: editId, kind: 'configuration', at: clock.now(), params, runIds: [] });
        return;
      }
      case 'edit-taken':
      case 'mended':
        settle();
    }
  }

  // This start has read the file, so an earlier start's notice about an edit is over.
  settle();
  for (const fact of config.facts()) tell(fact);
  tellLimited(config.get());
  const ends = [config.onFact(tell), config.onReload(tellLimited)];
  return () => ends.forEach((end) => end());

  /** Reports managers with a limit to some processes, which older builds could make: they are not treated as managers. */
  function tellLimited({ clients }: ConfigDocument): void {
    for (const { name, user } of clients.filter((one) => one.revokedAt === null && isLimitedManager(one))) {
      const params = { what: 'client-limited', client: name };
      notices.put({ id: `client-limited-${user}`, kind: 'configuration', at: clock.now(), params, runIds: [] });
    }
  }
}
