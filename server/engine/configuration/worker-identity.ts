import { rotaError } from '../../../contract/errors.ts';
import { said } from '../../../contract/translatable.ts';
import type { Worker } from '../../../contract/worker.ts';
import { foldKey } from '../../domain/name-matching.ts';
import type { ConfigStore } from '../../store/config-store.ts';
import type { Audit } from '../../people/audit.ts';
import type { Caller } from '../../people/caller.ts';

export interface WorkerIdentity {
  get(): Worker;
  /** Whether a text means this worker: its id, name or alias, in any spelling. */
  isMeant(text: string): boolean;
  /** Durable once resolved. */
  rename(
    change: { name?: string | undefined; aliases?: readonly string[] | undefined },
    caller: Caller,
  ): Promise<Worker>;
}

/** The identity of this computer: its id is made at the first start and never changes. */
export function createWorkerIdentity(deps: { config: ConfigStore; audit: Audit }): WorkerIdentity {
  const { config, audit } = deps;
  return {
    get: () => config.get().worker,
    isMeant(text) {
      const { id, name, aliases } = config.get().worker;
      const given = text.trim();
      return (
        foldKey(given) !== '' && [id, name, ...aliases].some((own) => own === given || foldKey(own) === foldKey(given))
      );
    },
    async rename({ name, aliases }, caller) {
      if (name !== undefined && name.trim() === '') throw rotaError('BODY_INVALID', said`must not be empty`, 'name');
      await config.update((document) => ({
        ...document,
        worker: {
          id: document.worker.id,
          name: name?.trim() ?? document.worker.name,
          aliases: aliases === undefined ? document.worker.aliases : [...new Set(aliases.map((alias) => alias.trim()))],
        },
      }));
      const { worker } = config.get();
      audit(caller, 'worker renamed', worker.name);
      return worker;
    },
  };
}
