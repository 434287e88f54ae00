import { useEffect, useRef } from 'react';
import { Button } from '@mantine/core';
import { processWords } from '../words/process-words.ts';
import { useWords } from '../words/words.tsx';
import classes from './editor.module.css';
import type { SaveProblem } from './use-save-process.ts';

export interface ProblemBoxProps {
  readonly problem: SaveProblem;
  readonly onSure: () => void;
}

/** The problems that prevent saving a process, or running it here; receives the focus. */
export function ProblemBox({ problem, onSure }: ProblemBoxProps) {
  const { language } = useWords();
  const words = processWords[language].editor;
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), [problem]);
  return (
    <div ref={box} className={classes.problem} role="alert" tabIndex={-1} data-kind={problem.kind}>
      <strong>{problem.kind === 'check' ? words.problemsTitle : words.refusedTitle}</strong>
      <ul>
        {problem.sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      {problem.kind === 'check' ? (
        <Button size="compact-sm" variant="default" onClick={onSure}>
          {words.saveAnyway}
        </Button>
      ) : null}
    </div>
  );
}
