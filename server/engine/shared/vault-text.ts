import type { RpaProcess } from '../../../contract/process.ts';
import { referencesIn, referenceText } from '../../../contract/vault-reference.ts';
import type { ErrorDetail } from '../../../contract/errors.ts';
import type { VaultAccess, VaultAsker } from './vault-access.ts';

// Secrets that triggers need themselves, by reference, with the rights of the schedule's process and owner.

/** A process that has only this one value, so that nothing else of it is filled in. */
const asking = (process: RpaProcess): RpaProcess => ({
  ...process,
  args: [],
  env: {},
  parameters: { type: 'object', properties: { secret: { type: 'string', writeOnly: true } } },
});

/** Why a reference cannot be followed; the field of each fault is null. */
export const secretFaults = (vault: VaultAccess, { process, owner }: VaultAsker, reference: string): ErrorDetail[] =>
  vault.valueFaults({ process: asking(process), owner }, { secret: reference }).map((one) => ({ ...one, field: null }));

/** The text of a secret. Throws RotaError with why it cannot be had. */
export function secretText(vault: VaultAccess, { process, owner }: VaultAsker, reference: string): string {
  return String(vault.give({ process: asking(process), owner }, { secret: reference }, '').values['secret']);
}

/** The secret and, for a while after it was changed, the one before. Empty if it cannot be had. */
export function secretTexts(vault: VaultAccess, asker: VaultAsker, reference: string): string[] {
  const [found] = referencesIn(reference);
  const references = found?.ok ? [reference, referenceText({ ...found.reference, part: 'previous' })] : [];
  return references.flatMap((one) => {
    try {
      return [secretText(vault, asker, one)];
    } catch {
      return [];
    }
  });
}
