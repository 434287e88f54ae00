import { Button } from '@mantine/core';
import { Link, useLocation } from 'wouter';
import { useRestoreExample } from '../api/example.ts';
import { useIsOffline } from '../api/use-live.tsx';
import { EmptyState } from '../ui/states.tsx';
import { useToast } from '../ui/toast.tsx';
import { unless } from '../ui/unless.ts';
import { processWords } from '../words/process-words.ts';
import { useWords } from '../words/words.tsx';

/** The empty list: add a process, or the example that comes with Rota. */
export function NoProcesses() {
  const { w, say, language, notDone, mayNot } = useWords();
  const words = processWords[language];
  const [, navigate] = useLocation();
  const toast = useToast();
  const restore = useRestoreExample();
  const refusal = useIsOffline() ? w.app.problems.actionsOff : mayNot('editor');

  async function addExample(): Promise<void> {
    try {
      const { name } = await restore();
      const action = { label: w.app.nav.schedules, run: () => navigate('/schedules') };
      toast({ text: say(words.addedExample, { name }), action });
    } catch (error) {
      toast(notDone(words.addExample, error));
    }
  }
  if (mayNot('editor') !== null) return <EmptyState text={words.empty} />;
  return (
    <EmptyState text={words.empty}>
      <Button component={Link} href="/processes/new">
        {words.add}
      </Button>
      <Button variant="default" {...unless(refusal)} onClick={() => void addExample()}>
        {words.addExample}
      </Button>
    </EmptyState>
  );
}
