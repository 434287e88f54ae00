import { useState } from 'react';
import { Button, Checkbox } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import type { SessionAnswer } from '../../../contract/console.ts';
import type { VaultGroup, VaultKey, VaultUse } from '../../../contract/vault.ts';
import { useVault, useVaultUses } from '../../api/queries.ts';
import { EmptyState, SkeletonRows } from '../../ui/states.tsx';
import { ProblemPanel } from '../../words/problem-panel.tsx';
import { vaultWords } from '../../words/vault-words.ts';
import { useWords } from '../../words/words.tsx';
import { SettingGroup } from '../parts.tsx';
import { useChange } from '../use-change.ts';
import classes from '../settings.module.css';
import { GroupDialog } from './group-dialog.tsx';
import { KeyDialog } from './key-dialog.tsx';
import { KeyTable } from './key-table.tsx';
import { useVaultActs } from './use-vault-acts.ts';
import { VaultImport } from './vault-import.tsx';

type Open =
  | { readonly what: 'group'; readonly group: VaultGroup | null }
  | { readonly what: 'key'; readonly group: string; readonly key: VaultKey | null }
  | { readonly what: 'import' };

/** The vault: groups, their keys, and who uses them. */
export function VaultSection({ session }: { readonly session: SessionAnswer }) {
  const { language, say, mayNot } = useWords();
  const words = vaultWords[language];
  const isAdministrator = mayNot('administrator') === null;
  const query = useVault();
  const uses = useVaultUses().data?.uses ?? [];
  const [open, setOpen] = useState<Open | null>(null);
  const { remove } = useVaultActs(uses);
  const change = useChange();
  const close = () => setOpen(null);
  if (query.isError && !query.data) return <ProblemPanel error={query.error} onRetry={() => query.refetch()} />;
  if (!query.data) return <SkeletonRows />;
  const { groups, protection } = query.data;
  const buttons = isAdministrator ? (
    <>
      <Button
        size="xs"
        leftSection={<IconPlus size="0.9375rem" />}
        onClick={() => setOpen({ what: 'group', group: null })}
      >
        {words.addGroup}
      </Button>
      <Button size="xs" variant="default" onClick={() => setOpen({ what: 'import' })}>
        {words.import.open}
      </Button>
    </>
  ) : null;
  return (
    <>
      <p className={classes.lead}>{words.lead}</p>
      <p className={classes.hint}>{say(words.protection[protection.kind], { store: protection.store ?? '' })}</p>
      {session.isDesktop && isAdministrator ? (
        <Checkbox
          label={words.keepInSystem}
          description={words.keepInSystemHint}
          checked={session.settings.keyInSystemStore}
          onChange={(event) => void change({ keyInSystemStore: event.currentTarget.checked })}
        />
      ) : null}
      {groups.length === 0 ? (
        <EmptyState text={words.empty}>{buttons}</EmptyState>
      ) : (
        <>
          <div className={classes.row}>{buttons}</div>
          {groups.map((group) => (
            <Group
              key={group.name}
              group={group}
              uses={uses}
              onKey={(key) => setOpen({ what: 'key', group: group.name, key })}
              onEdit={() => setOpen({ what: 'group', group })}
            />
          ))}
        </>
      )}
      {open?.what === 'group' ? (
        <GroupDialog
          group={open.group}
          onClose={close}
          onRemove={() => {
            close();
            if (open.group !== null) void remove(open.group.name, null);
          }}
        />
      ) : null}
      {open?.what === 'key' ? (
        <KeyDialog
          group={open.group}
          present={open.key}
          onClose={close}
          onRemove={() => {
            close();
            if (open.key !== null) void remove(open.group, open.key.name);
          }}
        />
      ) : null}
      {open?.what === 'import' ? <VaultImport groups={groups} onClose={close} /> : null}
    </>
  );
}

interface GroupProps {
  readonly group: VaultGroup;
  readonly uses: readonly VaultUse[];
  /** Opens a key; null: a new one. */
  readonly onKey: (key: VaultKey | null) => void;
  readonly onEdit: () => void;
}

function Group({ group, uses, onKey, onEdit }: GroupProps) {
  const { language, say, mayNot } = useWords();
  const words = vaultWords[language];
  return (
    <SettingGroup title={group.name}>
      <GroupFacts group={group} />
      <KeyTable group={group} uses={uses} onEdit={onKey} />
      {mayNot('administrator') === null ? (
        <div className={classes.row}>
          <Button
            size="xs"
            variant="default"
            aria-label={say(words.addKeyTo, { group: group.name })}
            onClick={() => onKey(null)}
          >
            {words.addKey}
          </Button>
          <Button
            size="xs"
            variant="default"
            aria-label={say(words.editGroupOf, { group: group.name })}
            onClick={onEdit}
          >
            {words.editGroup}
          </Button>
        </div>
      ) : null}
    </SettingGroup>
  );
}

function GroupFacts({ group: { note, processes, clients } }: { readonly group: VaultGroup }) {
  const { language, say } = useWords();
  const words = vaultWords[language];
  const listed = (names: readonly string[] | null) =>
    names === null ? words.all : names.length === 0 ? words.none : names.join(', ');
  return (
    <div className={classes.hint}>
      {note === '' ? null : <div>{note}</div>}
      {say(words.processes, { names: listed(processes) })} · {say(words.clients, { names: listed(clients) })}
    </div>
  );
}
