import { useState } from 'react';
import { fieldsOfKind, type VaultKey, type VaultKind } from '../../../contract/vault.ts';
import { call } from '../../api/client.ts';
import { toBase64 } from '../../api/text-file.ts';
import { vaultWords } from '../../words/vault-words.ts';
import { useWords } from '../../words/words.tsx';
import type { Typed } from './secret-inputs.tsx';
import { useVaultActs, type FieldProblem } from './use-vault-acts.ts';

export const overlaps = ['0', '86400', '604800', '2592000'] as const;

/** What is typed in the dialog of a key. */
interface Draft {
  readonly name: string;
  readonly kind: VaultKind;
  readonly typed: Typed;
  readonly note: string;
  /** A day, or '' for none. */
  readonly expires: string;
  /** Seconds. */
  readonly keepOld: string;
}

/** The draft of a key, and how it is saved. `present` is null for a new one. */
export function useKeyDraft(group: string, present: VaultKey | null, onSaved: () => void) {
  const words = vaultWords[useWords().language].key;
  const { save } = useVaultActs([]);
  const [draft, setDraft] = useState<Draft>(() => draftOf(present));
  const [problem, setProblem] = useState<FieldProblem | null>(null);
  const { kind, typed } = draft;
  const kept = present?.kind === kind ? present.has : [];
  const [needed] = fieldsOfKind[kind];
  const isRotation = present?.kind === kind && typed[needed] !== undefined && typed[needed] !== '';

  async function send(): Promise<void> {
    const name = draft.name.trim();
    if (name === '') return setProblem({ field: 'key', text: words.nameProblem });
    if (!kept.includes(needed) && !typed[needed]) return setProblem({ field: needed, text: words.needed });
    const body = {
      kind,
      note: draft.note,
      expiresAt: draft.expires === '' ? null : endOfDay(draft.expires),
      keepOldSeconds: isRotation ? Number(draft.keepOld) : 0,
      onlyNew: present === null,
      ...(await secretsIn(kind, typed)),
    };
    const wrong = await save(name, () => call('putVaultKey', { path: { group, key: name }, body }));
    if (wrong === null) onSaved();
    else setProblem(wrong);
  }
  return {
    draft,
    kept,
    /** A value of its own is about to be replaced, and can stay usable for a while. */
    canKeepOld: isRotation && kind !== 'file' && kind !== 'otp',
    change: (part: Partial<Draft>): void => {
      setDraft({ ...draft, ...part });
      setProblem(null);
    },
    send,
    problemAt: (field: string): string | null => (problem?.field === field ? problem.text : null),
    /** A fault of no field that is shown. */
    otherProblem:
      problem !== null && !['key', ...fieldsOfKind[kind]].includes(problem.field ?? '') ? problem.text : null,
  };
}

function draftOf(present: VaultKey | null): Draft {
  const base = { typed: {}, keepOld: '0' };
  if (present === null) return { ...base, name: '', kind: 'login', note: '', expires: '' };
  const { name, kind, note, expiresAt } = present;
  return { ...base, name, kind, note, expires: expiresAt === null ? '' : dayOf(expiresAt) };
}

async function secretsIn(kind: VaultKind, typed: Typed) {
  const { file, ...texts } = typed;
  const given = Object.fromEntries(
    Object.entries(texts).filter(
      ([field, text]) => text !== '' && (fieldsOfKind[kind] as readonly string[]).includes(field),
    ),
  );
  if (kind !== 'file' || file === undefined) return given;
  return { file: { name: file.name, bytes: toBase64(new Uint8Array(await file.arrayBuffer())) } };
}

/** The reader's own day: an expiry is a date, not a moment. */
const endOfDay = (day: string): number => new Date(`${day}T23:59:59`).getTime();

function dayOf(at: number): string {
  const date = new Date(at);
  const two = (part: number) => String(part).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
