import type { RpaProcess } from '../../contract/process.ts';
import { ThenSection } from '../follow-ups/then-section.tsx';
import { followUpWords } from '../words/follow-up-words.ts';
import { useWords } from '../words/words.tsx';
import type { SectionProps } from './basics-section.tsx';
import classes from './editor.module.css';

interface ThenPartProps extends Pick<SectionProps, 'process'> {
  readonly problems: Readonly<Record<string, string>>;
  readonly onChange: (then: RpaProcess['then']) => void;
}

/** What follows every run of the process. */
export function ThenPart({ process, problems, onChange }: ThenPartProps) {
  const words = followUpWords[useWords().language];
  return (
    <>
      <ThenSection
        before={{ process: process.name, schedule: null, parameters: process.parameters }}
        followUps={process.then ?? []}
        problems={problems}
        onChange={(then) => onChange(then.length === 0 ? undefined : [...then])}
      />
      <p className={classes.lead}>{words.ofProcess}</p>
    </>
  );
}
