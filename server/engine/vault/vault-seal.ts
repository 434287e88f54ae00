import { RotaError, rotaError } from '../../../contract/errors.ts';
import { said } from '../../../contract/translatable.ts';
import type { VaultField } from '../../../contract/vault.ts';
import type { StoredVaultKey } from '../../store/config-document.ts';
import { nameInVault, type SecretBox } from '../../vault/secret-box.ts';

type Sealed = StoredVaultKey['sealed'];

export function sealField(
  secrets: SecretBox,
  id: string,
  field: VaultField,
  value: string,
): NonNullable<Sealed[VaultField]> {
  const name = nameInVault(id, field);
  return secrets.sealValues({ [name]: value }, [name])[name] as NonNullable<Sealed[VaultField]>;
}

/** Throws VALUE_INVALID with a sentence that names the key, if the folder's key is another one or the text was changed. */
export function openField(
  secrets: SecretBox,
  place: string,
  { id }: { id: string },
  field: VaultField,
  sealed: Sealed,
): string {
  const name = nameInVault(id, field);
  try {
    return String(secrets.openValues({ [name]: sealed[field] })[name]);
  } catch (error) {
    if (!(error instanceof RotaError)) throw error;
    throw rotaError(
      'VALUE_INVALID',
      said`"${place}" in the vault cannot be opened with this computer's key: enter it again`,
      null,
    );
  }
}
