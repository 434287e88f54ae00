import { Button } from '@mantine/core';
import { IconEye } from '@tabler/icons-react';
import type { Run } from '../../contract/run.ts';
import { useIsOffline } from '../api/use-live.tsx';
import { unless } from '../ui/unless.ts';
import { useWords } from '../words/words.tsx';
import { useNeeded } from './use-needed.ts';

/** Marks what the run needs a person for as seen; not there while nobody is needed. */
export function SeenButton({ run }: { readonly run: Pick<Run, 'id'> }) {
  const { w } = useWords();
  const { itemOf, see } = useNeeded();
  const off = unless(useIsOffline() ? w.app.problems.actionsOff : null);
  const item = itemOf(run);
  if (item === null) return null;
  return (
    <Button size="xs" variant="default" leftSection={<IconEye size="0.9375rem" />} {...off} onClick={() => see(item)}>
      {w.overview.attention.markSeen}
    </Button>
  );
}
