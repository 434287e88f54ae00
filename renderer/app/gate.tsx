import { useEffect, useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { useLocation } from 'wouter';
import { call, CallError } from '../api/client.ts';
import { keys } from '../api/keys.ts';
import { useSession } from '../api/queries.ts';
import { LiveProvider } from '../api/use-live.tsx';
import { useHashSearch } from '../ui/hash-location.ts';
import { LabelsProvider } from '../ui/labels.tsx';
import { ConfirmProvider } from '../ui/confirm.tsx';
import { useWords } from '../words/words.tsx';
import { labelsOf } from './labels.ts';
import { Shell } from './shell.tsx';
import { SignIn } from './sign-in.tsx';

type Entry = 'none' | 'working' | 'refused';

/** The door: trades a one-time token for a session, shows the page to who is signed in and how to get in to who is not. */
export function Gate() {
  const speech = useWords();
  const queries = useQueryClient();
  const [path, navigate] = useLocation();
  const search = useHashSearch();
  const session = useSession();
  const [entry, setEntry] = useState<Entry>(path === '/sign-in' ? 'working' : 'none');
  const isSignedOut = session.error instanceof CallError && session.error.status === 401;

  useEffect(() => {
    const token = path === '/sign-in' ? new URLSearchParams(search).get('token') : null;
    if (token === null) return;
    // Taken out of the address at once: it must not stay in the history.
    navigate('/schedules', { replace: true });
    trade(token);

    function trade(given: string): void {
      call('signIn', { body: { token: given } })
        .then((answer) => {
          queries.setQueryData(keys.session, answer);
          setEntry('none');
        })
        .catch(() => setEntry('refused'));
    }
  }, [path, search, navigate, queries]);

  useEffect(() => {
    if (!isSignedOut || window.desktop === undefined) return;
    window.desktop
      .call('session-token')
      .then((token) => call('signIn', { body: { token } }))
      .then((answer) => queries.setQueryData(keys.session, answer))
      .catch(() => setEntry('refused'));
  }, [isSignedOut, queries]);

  return (
    <LabelsProvider value={labelsOf(speech)}>
      <ConfirmProvider>
        {session.data && !isSignedOut ? (
          <LiveProvider>
            <Shell session={session.data} />
          </LiveProvider>
        ) : session.isPending || entry === 'working' ? null : (
          <SignIn
            why={isSignedOut ? (entry === 'refused' ? 'expired' : 'signed-out') : 'offline'}
            onAgain={() => void session.refetch()}
          />
        )}
      </ConfirmProvider>
    </LabelsProvider>
  );
}
