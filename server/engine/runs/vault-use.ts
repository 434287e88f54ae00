import { said } from '../../../contract/translatable.ts';
import { personOwner } from '../../people/owners.ts';
import type { StoredRun } from '../../store/stored-run.ts';
import { whoIs } from '../shared/audit-and-notices.ts';
import type { EngineContext } from '../shared/engine-context.ts';
import type { VaultGiven } from '../shared/vault-access.ts';

/** Who used which keys of the vault, and for what: in the audit before the program gets them. Resolves to the run. */
export async function noteVaultUse(
  core: EngineContext,
  run: StoredRun,
  given: VaultGiven | undefined,
): Promise<StoredRun> {
  if (given === undefined) return run;
  const { starter, startedBy, process, id, attempt } = run;
  const who =
    startedBy === null
      ? 'Rota'
      : whoIs({ kind: starter?.startsWith('client:') ? 'client' : 'person', name: startedBy });
  const names = given.used.join(', ');
  const what = said`${names}: process "${process}", run ${id}, attempt ${attempt}`;
  await core.store.records
    .audit(core.clock.now(), { who, owner: starter ?? personOwner('Rota') }, 'vault used', what)
    // The run is claimed: not to start it now would lose it.
    .catch((error: unknown) => core.log.error('an audit line could not be kept', { action: 'vault used', error }));
  return run;
}
