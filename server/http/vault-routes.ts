import type { ConsoleApi } from '../../contract/api.ts';
import type { Handlers } from './mount.ts';

const ok = { ok: true } as const;

type Names =
  'vault' | 'vaultUses' | 'importVault' | 'putVaultGroup' | 'deleteVaultGroup' | 'putVaultKey' | 'deleteVaultKey';

/** Groups and keys of the vault. */
// prettier-ignore
export const vaultHandlers: Pick<Handlers<ConsoleApi>, Names> = {
  vault: ({ engine }) => engine.vault.all(),
  vaultUses: async ({ engine }) => ({ uses: await engine.vault.uses() }),
  importVault: ({ engine, input, caller }) => engine.vault.import(input, caller),
  putVaultGroup: async ({ engine, path, input, caller }) => ({ group: await engine.vault.putGroup(path.group, input, caller) }),
  deleteVaultGroup: async ({ engine, path, input, caller }) => (await engine.vault.deleteGroup(path.group, input.force === 'true', caller), ok),
  putVaultKey: async ({ engine, path, input, caller }) => ({ group: await engine.vault.putKey(path.group, path.key, input, caller) }),
  deleteVaultKey: async ({ engine, path, input, caller }) => (await engine.vault.deleteKey(path.group, path.key, input.force === 'true', caller), ok),
};
