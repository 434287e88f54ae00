import { Button } from '@mantine/core';
import { expiryOf, type VaultGroup, type VaultKey, type VaultUse } from '../../../contract/vault.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { useNow } from '../../ui/now.ts';
import { StatusWord } from '../../ui/status-word.tsx';
import { vaultWords } from '../../words/vault-words.ts';
import { useWords } from '../../words/words.tsx';
import classes from '../settings.module.css';
import table from '../table.module.css';

interface KeyTableProps {
  readonly group: VaultGroup;
  readonly uses: readonly VaultUse[];
  readonly onEdit: (key: VaultKey) => void;
}

/** The keys of a group: how to refer to each, who does, and how long it is valid. */
export function KeyTable({ group, uses, onEdit }: KeyTableProps) {
  const { language, say, mayNot } = useWords();
  const words = vaultWords[language];
  if (group.keys.length === 0) return <p className={classes.lead}>{words.noKeys}</p>;
  return (
    <div className={table.tableBox} tabIndex={0} role="region" aria-label={group.name}>
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col">{words.columns.key}</th>
            <th scope="col">{words.columns.kind}</th>
            <th scope="col">{words.columns.reference}</th>
            <th scope="col">{words.columns.used}</th>
            <th scope="col">{words.columns.valid}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {group.keys.map((key) => (
            <tr key={key.name}>
              <th scope="row">{key.name}</th>
              <td>
                {words.kinds[key.kind]}
                {key.kind === 'login' && key.has.includes('seed') ? (
                  <div className={classes.hint}>{words.withCodes}</div>
                ) : null}
                {key.note === '' ? null : <div className={classes.hint}>{key.note}</div>}
              </td>
              <td className={table.one}>
                {referencesOf(group.name, key).map((text) => (
                  <div key={text}>
                    <code>{text}</code>{' '}
                    <CopyButton isBare size="compact-xs" text={text} label={say(words.copy, { text })} />
                  </div>
                ))}
              </td>
              <td>
                <UsedBy use={uses.find((use) => use.group === group.name && use.key === key.name)} />
              </td>
              <td>
                <Validity of={key} />
              </td>
              <td className={table.right}>
                {mayNot('administrator') === null ? (
                  <Button
                    size="compact-sm"
                    variant="default"
                    aria-label={say(words.editOf, { name: `${group.name}/${key.name}` })}
                    onClick={() => onEdit(key)}
                  >
                    {words.edit}
                  </Button>
                ) : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** What one would write to get its values. */
function referencesOf(group: string, { name, kind, has }: VaultKey): string[] {
  const place = `${group}/${name}`;
  const code = has.includes('seed') ? [`{{otp:${place}}}`] : [];
  switch (kind) {
    case 'text':
      return [`{{vault:${place}}}`];
    case 'file':
      return [`{{vault:${place}.file}}`];
    case 'otp':
      return code;
    case 'login':
      return [...(has.includes('user') ? [`{{vault:${place}.user}}`] : []), `{{vault:${place}.password}}`, ...code];
  }
}

function UsedBy({ use }: { readonly use: VaultUse | undefined }) {
  const { language, count } = useWords();
  const words = vaultWords[language];
  const names = namesOf(use);
  if (use === undefined || names.length === 0) return <>{words.unused}</>;
  const counts = [
    ...(use.processes.length > 0 ? [count(words.usedBy.processes, use.processes.length)] : []),
    ...(use.scheduleCount > 0 ? [count(words.usedBy.schedules, use.scheduleCount)] : []),
  ];
  return (
    <>
      {counts.join(', ')}
      <div className={classes.hint}>{names.slice(0, 5).join(', ')}</div>
    </>
  );
}

export const namesOf = (use: VaultUse | undefined): readonly string[] =>
  use === undefined ? [] : [...use.processes, ...use.schedules.map(({ name }) => name)];

function Validity({ of: key }: { readonly of: VaultKey }) {
  const { language, say, times } = useWords();
  const words = vaultWords[language];
  const now = useNow(60_000);
  const state = expiryOf(key, now);
  const day = key.expiresAt === null ? '' : times.day(key.expiresAt);
  return (
    <>
      {state === 'expired' ? (
        <StatusWord shape="cross" tone="bad" text={say(words.expired, { day })} />
      ) : state === 'soon' ? (
        <StatusWord shape="clock" tone="warn" text={say(words.soon, { day })} />
      ) : key.expiresAt === null ? null : (
        say(words.until, { day })
      )}
      {key.previousUntil === null || key.previousUntil <= now ? null : (
        <div className={classes.hint}>{say(words.old, { time: times.duration(key.previousUntil - now) })}</div>
      )}
    </>
  );
}
