import { useState } from 'react';
import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { mostFollowUps, type FollowUp } from '../../contract/follow-up.ts';
import { useLabels } from '../ui/labels.tsx';
import { followUpWords } from '../words/follow-up-words.ts';
import { useWords } from '../words/words.tsx';
import { FollowUpCard } from './follow-up-card.tsx';
import type { RunBefore } from './run-sources.ts';
import { isChosen, useTargets } from './targets.ts';
import classes from './follow-ups.module.css';

export interface ThenSectionProps {
  readonly before: RunBefore;
  readonly followUps: readonly FollowUp[];
  /** By field: `then-0-target`, `then-1-values-supplier`. */
  readonly problems: Readonly<Record<string, string>>;
  readonly onChange: (followUps: readonly FollowUp[]) => void;
}

interface Removed {
  readonly followUp: FollowUp;
  readonly key: string;
  readonly index: number;
}

const blank: FollowUp = {
  after: 'success',
  then: { kind: 'process', process: '', worker: null },
  delaySeconds: 0,
  values: {},
  alsoAfter: [],
};

/** What follows the runs of a schedule or process, to edit. */
export function ThenSection({ before, followUps, problems, onChange }: ThenSectionProps) {
  const { language, say } = useWords();
  const words = followUpWords[language];
  const { undo } = useLabels();
  const targets = useTargets();
  // Fields have a state of their own (broken JSON): they must stay with their follow-up when another one goes.
  const [keys, setKeys] = useState(() => followUps.map(() => crypto.randomUUID() as string));
  const [removed, setRemoved] = useState<Removed | null>(null);

  function add(): void {
    setKeys([...keys, crypto.randomUUID()]);
    onChange([...followUps, blank]);
    focusLater(`then-${followUps.length}-target`);
  }
  function remove(index: number): void {
    const [followUp, key] = [followUps[index], keys[index]];
    if (followUp === undefined || key === undefined) return;
    setRemoved({ followUp, key, index });
    setKeys(keys.toSpliced(index, 1));
    onChange(followUps.toSpliced(index, 1));
    focusLater('then-undo');
  }
  function restore({ followUp, key, index }: Removed): void {
    setKeys(keys.toSpliced(index, 0, key));
    onChange(followUps.toSpliced(index, 0, followUp));
    setRemoved(null);
    focusLater(`then-${index}-all`);
  }
  return (
    <>
      <p className={classes.lead}>{words.lead}</p>
      {followUps.length === 0 ? <p className={classes.lead}>{words.none}</p> : null}
      {followUps.map((followUp, index) => (
        <FollowUpCard
          key={keys[index] ?? index}
          index={index}
          followUp={followUp}
          before={before}
          targets={targets}
          problems={problemsOf(problems, index)}
          onChange={(next) => onChange(followUps.with(index, next))}
          onRemove={() => remove(index)}
        />
      ))}
      {problems['then'] === undefined ? null : (
        <p className={classes.problem} id="then" tabIndex={-1}>
          {problems['then']}
        </p>
      )}
      {removed === null ? null : (
        <p className={classes.removed} role="status">
          {say(words.removed, {
            name: isChosen(removed.followUp.then) ? targets.nameOf(removed.followUp.then) : words.notChosen,
          })}{' '}
          <Button id="then-undo" size="compact-sm" variant="default" onClick={() => restore(removed)}>
            {undo}
          </Button>
        </p>
      )}
      <div>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconPlus size="0.9375rem" />}
          disabled={followUps.length >= mostFollowUps}
          onClick={add}
        >
          {words.add}
        </Button>
      </div>
    </>
  );
}

/** The problems of one follow-up, by its parts. */
function problemsOf(problems: Readonly<Record<string, string>>, index: number): Record<string, string> {
  const start = `then-${index}-`;
  return Object.fromEntries(
    Object.entries(problems).flatMap(([id, problem]) =>
      id.startsWith(start) ? [[id.slice(start.length), problem]] : [],
    ),
  );
}

function focusLater(id: string): void {
  requestAnimationFrame(() => document.getElementById(id)?.focus());
}
