import { Suspense, useEffect, useRef } from 'react';
import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useLocation } from 'wouter';
import { CallError } from '../api/client.ts';
import { ofNobody } from '../api/keys.ts';
import { useSession } from '../api/queries.ts';
import { isLinkRefused } from '../api/session.ts';
import { LiveProvider } from '../api/use-live.tsx';
import { LabelsProvider } from '../ui/labels.tsx';
import { lazyPart } from '../ui/lazy-part.ts';
import { ConfirmProvider } from '../ui/confirm.tsx';
import { useWords } from '../words/words.tsx';
import { labelsOf } from './ui-labels.ts';
import { Shell } from './shell.tsx';
import { SignIn } from './sign-in.tsx';
import { SmallWindow } from './small-window.tsx';

const SignInFailed = lazyPart(() => import('./sign-in-failed.tsx').then((module) => module.SignInFailed));
const Invitation = lazyPart(() => import('./invitation.tsx').then((module) => module.Invitation));

/** Shows the page to people who are signed in, and the way to sign in to others. */
export function Gate() {
  const speech = useWords();
  const queries = useQueryClient();
  const [path] = useLocation();
  const session = useSession();
  const { refetch } = session;
  const isSignedOut = session.error instanceof CallError && session.error.status === 401;
  const data = isSignedOut ? undefined : session.data;

  // A sign-in link opened in a tab that already shows the page.
  useEffect(() => {
    if (path === '/sign-in') void refetch();
  }, [path, refetch]);
  const whose = data === undefined ? null : (data.me.userId ?? 'computer');
  const before = useRef(whose);
  // What one person was shown is not kept for the next one.
  useEffect(() => {
    const was = before.current;
    before.current = whose;
    if (was === null || was === whose) return;
    if (whose === null || path === '/invitation') forgetData(queries);
    else location.reload();
  }, [whose, path, queries]);

  return (
    <LabelsProvider value={labelsOf(speech)}>
      <ConfirmProvider>
        {path === '/invitation' ? (
          <Suspense fallback={null}>
            <Invitation onSignedIn={refetch} />
          </Suspense>
        ) : path === '/sign-in-failed' ? (
          <Suspense fallback={null}>
            <SignInFailed isSignedIn={data !== undefined} />
          </Suspense>
        ) : data ? (
          <LiveProvider>{path === '/quick-run' ? <SmallWindow /> : <Shell session={data} />}</LiveProvider>
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

function forgetData(queries: QueryClient): void {
  queries.removeQueries({ predicate: ({ queryKey }) => !ofNobody.includes(queryKey[0]) });
}
