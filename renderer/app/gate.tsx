import { useEffect } from 'react';
import { useLocation } from 'wouter';
import { CallError } from '../api/client.ts';
import { useSession } from '../api/queries.ts';
import { isLinkRefused } from '../api/session.ts';
import { LiveProvider } from '../api/use-live.tsx';
import { LabelsProvider } from '../ui/labels.tsx';
import { ConfirmProvider } from '../ui/confirm.tsx';
import { useWords } from '../words/words.tsx';
import { labelsOf } from './ui-labels.ts';
import { Shell } from './shell.tsx';
import { SignIn } from './sign-in.tsx';
import { SmallWindow } from './small-window.tsx';

/** Shows the page to people who are signed in, and the way to sign in to others. */
export function Gate() {
  const speech = useWords();
  const [path] = useLocation();
  const session = useSession();
  const { refetch } = session;
  const isSignedOut = session.error instanceof CallError && session.error.status === 401;

  // A sign-in link opened in a tab that already shows the page.
  useEffect(() => {
    if (path === '/sign-in') void refetch();
  }, [path, refetch]);

  return (
    <LabelsProvider value={labelsOf(speech)}>
      <ConfirmProvider>
        {session.data && !isSignedOut ? (
          <LiveProvider>{path === '/quick-run' ? <SmallWindow /> : <Shell session={session.data} />}</LiveProvider>
        ) : session.isPending ? null : (
          <SignIn
            why={isSignedOut ? (isLinkRefused() ? 'expired' : 'signed-out') : 'no-answer'}
            problem={speech.sayProblem(session.error)}
            onAgain={() => void refetch()}
          />
        )}
      </ConfirmProvider>
    </LabelsProvider>
  );
}
