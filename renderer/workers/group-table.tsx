import { useState } from 'react';
import { Button, NumberInput } from '@mantine/core';
import { Link } from 'wouter';
import type { FleetWorker, ShownGroup } from '../../contract/worker.ts';
import { unless } from '../ui/unless.ts';
import { workerWords } from '../words/worker-words.ts';
import { useWords } from '../words/words.tsx';
import type { GroupActs } from './use-group-acts.ts';
import classes from './workers.module.css';

interface GroupTableProps {
  readonly groups: readonly ShownGroup[];
  readonly workers: readonly FleetWorker[];
  readonly acts: GroupActs;
  /** Why nothing can be changed now. */
  readonly refusal: string | null;
  readonly onEdit: (group: ShownGroup) => void;
}

/** All groups: members, limit, and what is for them. */
export function GroupTable({ groups, workers, acts, refusal, onEdit }: GroupTableProps) {
  const { language, say } = useWords();
  const words = workerWords[language].groups;
  const names = new Intl.Collator(language, { numeric: true, sensitivity: 'base' });
  const sorted = groups.toSorted((one, other) => names.compare(one.name, other.name));
  const nameOf = (id: string): string => workers.find((worker) => worker.id === id)?.name ?? id;
  return (
    <div className={classes.groupPage}>
      <p className={classes.lead}>{words.lead}</p>
      <div className={classes.box} role="region" aria-label={words.table} tabIndex={0}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{words.columns.name}</th>
              <th scope="col">{words.columns.members}</th>
              <th scope="col">{words.columns.limit}</th>
              <th scope="col">{words.columns.running}</th>
              <th scope="col">{words.columns.queued}</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {sorted.map((group) => (
              <tr key={group.name}>
                <th scope="row">{group.name}</th>
                <td className={classes.members}>
                  {group.members.length === 0 ? (
                    <span className={classes.dim}>{words.noMembers}</span>
                  ) : (
                    group.members.map(nameOf).join(', ')
                  )}
                </td>
                <td>
                  <LimitField group={group} refusal={refusal} onSave={(limit) => void acts.setLimit(group, limit)} />
                </td>
                <td>
                  <Figure count={group.running} group={group.name} result="running" />
                </td>
                <td>
                  <Figure count={group.queued} group={group.name} result="waiting" />
                </td>
                <td className={classes.rowButtons}>
                  <Button
                    size="compact-sm"
                    variant="default"
                    aria-label={say(words.editOf, { name: group.name })}
                    onClick={() => onEdit(group)}
                  >
                    {words.edit}
                  </Button>
                  <Button
                    size="compact-sm"
                    variant="default"
                    aria-label={say(words.removeOf, { name: group.name })}
                    {...unless(refusal)}
                    onClick={() => void acts.remove(group)}
                  >
                    {words.remove}
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

interface FigureProps {
  readonly count: number;
  readonly group: string;
  readonly result: 'running' | 'waiting';
}

/** How many runs were started for a group; leads to them. */
function Figure({ count, group, result }: FigureProps) {
  const { language, say, times } = useWords();
  if (count === 0) return <span className={classes.dim}>0</span>;
  return (
    <Link
      href={`/runs?worker=${encodeURIComponent(group)}&result=${result}&period=all`}
      className={classes.run}
      aria-label={`${times.number(count)}. ${say(workerWords[language].groups.runsOf, { name: group })}`}
    >
      {times.number(count)}
    </Link>
  );
}

interface LimitFieldProps {
  readonly group: ShownGroup;
  readonly refusal: string | null;
  readonly onSave: (limit: number | null) => void;
}

const mostAtOnce = 10_000;

/** The limit, edited in place: saved on blur or Enter; Esc takes back what was typed. */
function LimitField({ group: { name, limit }, refusal, onSave }: LimitFieldProps) {
  const { language, say } = useWords();
  const words = workerWords[language].groups;
  const [typed, setTyped] = useState<number | string | null>(null);
  const isWrong = typed !== null && typed !== '' && !(Number.isInteger(typed) && isInRange(typed as number));

  function save(): void {
    if (typed === null || isWrong) return;
    setTyped(null);
    const next = typed === '' ? null : Number(typed);
    if (next !== limit) onSave(next);
  }
  return (
    <NumberInput
      size="xs"
      className={classes.limit ?? ''}
      aria-label={say(words.limitOf, { name })}
      placeholder={words.noLimit}
      value={typed ?? limit ?? ''}
      disabled={refusal !== null}
      error={isWrong ? words.limitProblem : null}
      allowDecimal={false}
      allowNegative={false}
      thousandSeparator={language === 'tr' ? '.' : ','}
      decimalSeparator={language === 'tr' ? ',' : '.'}
      hideControls
      onChange={setTyped}
      onBlur={save}
      onKeyDown={(event) => {
        if (event.key === 'Enter') save();
        else if (event.key === 'Escape') setTyped(null);
      }}
    />
  );
}

const isInRange = (value: number): boolean => value >= 1 && value <= mostAtOnce;
