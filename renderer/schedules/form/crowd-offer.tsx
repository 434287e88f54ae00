import { Button } from '@mantine/core';
import { useScheduleCrowd } from '../../api/queries.ts';
import { formPartWords } from '../../words/form-part-words.ts';
import { useWords } from '../../words/words.tsx';
import { planOf, type FormDraft } from './form-draft.ts';
import classes from './plan-preview.module.css';
import { startLater } from './start-later.ts';

const minuteMs = 60_000;
/** Fewer others are no crowd. */
const leastOthers = 3;

interface CrowdOfferProps {
  readonly form: FormDraft;
  readonly id: string | null;
  /** The next run. */
  readonly at: number;
  readonly onChange: (change: Partial<FormDraft>) => void;
}

/** Many start in the same minute on the same worker: says so, and offers the next free minute. */
export function CrowdOffer({ form, id, at, onChange }: CrowdOfferProps) {
  const { language, count, say, times } = useWords();
  const words = formPartWords[language].preview;
  const minute = Math.floor(at / minuteMs) * minuteMs;
  const crowd = useScheduleCrowd({ at: minute, worker: form.worker, except: id }).data;
  if (!crowd || crowd.others < leastOthers) return null;
  const { timezone } = planOf(form);
  const clock = (time: number) => times.shortIn(time, time, timezone);
  const change = crowd.free === null ? null : startLater(form, Math.round((crowd.free - minute) / minuteMs));
  return (
    <div className={classes.crowd}>
      <span>{count(words.others, crowd.others, { time: clock(minute) })}</span>
      {change === null || crowd.free === null ? null : (
        <Button size="compact-sm" variant="default" onClick={() => onChange(change)}>
          {say(words.instead, { time: clock(crowd.free) })}
        </Button>
      )}
    </div>
  );
}
