import { useQueryClient } from '@tanstack/react-query';
import type { VaultUse } from '../../../contract/vault.ts';
import { call, CallError } from '../../api/client.ts';
import { keys } from '../../api/keys.ts';
import { useConfirm } from '../../ui/confirm.tsx';
import { useToast } from '../../ui/toast.tsx';
import { vaultWords } from '../../words/vault-words.ts';
import { useWords } from '../../words/words.tsx';
import { namesOf } from './key-table.tsx';

/** The fault of an answer at its field. */
export interface FieldProblem {
  readonly field: string | null;
  readonly text: string;
}

/** Saving and deleting in the vault. Resolves to null once done, else to what was wrong. */
export function useVaultActs(uses: readonly VaultUse[]) {
  const { language, say, told, sayProblem, notDone } = useWords();
  const words = vaultWords[language];
  const queries = useQueryClient();
  const confirm = useConfirm();
  const toast = useToast();
  const refresh = () => queries.invalidateQueries({ queryKey: keys.vault });

  async function save(name: string, work: () => Promise<unknown>): Promise<FieldProblem | null> {
    try {
      await work();
    } catch (error) {
      const [detail] = error instanceof CallError ? error.details : [];
      return { field: detail?.field ?? null, text: detail?.said ? told(detail.said) : sayProblem(error) };
    }
    await refresh();
    toast({ text: say(words.saved, { name }) });
    return null;
  }

  async function remove(group: string, key: string | null): Promise<void> {
    const name = key === null ? group : `${group}/${key}`;
    const users = uses.filter((use) => use.group === group && (key === null || use.key === key)).flatMap(namesOf);
    const names = [...new Set(users)].slice(0, 10).join(', ');
    const isSure = await confirm({
      title: say(key === null ? words.deletion.group : words.deletion.key, { name }),
      text: users.length === 0 ? words.deletion.unused : say(words.deletion.used, { names }),
      confirm: words.deletion.confirm,
      keep: words.deletion.keep,
      isDangerous: true,
    });
    if (!isSure) return;
    try {
      // The person has seen who uses it; what has come since is refused.
      const query = { force: users.length > 0 ? 'true' : 'false' } as const;
      if (key === null) await call('deleteVaultGroup', { path: { group }, query });
      else await call('deleteVaultKey', { path: { group, key }, query });
      toast({ text: say(words.deletion.done, { name }) });
    } catch (error) {
      toast(notDone(words.deletion.confirm, error));
    }
    await refresh();
  }

  return { save, remove };
}
