import { Suspense, useState } from 'react';
import { Button } from '@mantine/core';
import type { ProcessRow } from '../../contract/console.ts';
import { useIsOffline } from '../api/use-live.tsx';
import { lazyPart } from '../ui/lazy-part.ts';
import { unless } from '../ui/unless.ts';
import { processWords } from '../words/process-words.ts';
import { useWords } from '../words/words.tsx';
import classes from './processes.module.css';

const MarksDialog = lazyPart(() => import('../tags/marks-dialog.tsx').then((module) => module.MarksDialog));

interface ProcessBulkBarProps {
  readonly rows: readonly ProcessRow[];
  readonly onClear: () => void;
}

/** The actions on all selected processes. */
export function ProcessBulkBar({ rows, onClear }: ProcessBulkBarProps) {
  const { w, language, count } = useWords();
  const words = processWords[language].bulk;
  const refusal = useIsOffline() ? w.app.problems.actionsOff : null;
  const [isMarking, setIsMarking] = useState(false);
  return (
    <div className={classes.bulk} role="group" aria-label={words.label}>
      <strong>{count(words.selected, rows.length)}</strong>
      <Button
        size="compact-sm"
        variant="default"
        aria-haspopup="dialog"
        {...unless(refusal)}
        onClick={() => setIsMarking(true)}
      >
        {words.marks}
      </Button>
      <Button size="compact-sm" variant="subtle" color="gray" c="inherit" onClick={onClear}>
        {words.clear}
      </Button>
      {isMarking ? (
        <Suspense fallback={null}>
          <MarksDialog
            all={rows.map(({ process }) => ({
              kind: 'process',
              what: process.name,
              name: process.title ?? process.name,
              marks: process,
            }))}
            onClose={() => setIsMarking(false)}
          />
        </Suspense>
      ) : null}
    </div>
  );
}
