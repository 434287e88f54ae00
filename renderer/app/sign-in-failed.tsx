import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { call } from '../api/client.ts';
import { keys } from '../api/keys.ts';
import { useSearchState } from '../ui/hash-location.ts';
import { signInWaysWords } from '../words/sign-in-ways-words.ts';
import { useWords } from '../words/words.tsx';
import { SignInFrame } from './sign-in-frame.tsx';
import classes from './sign-in.module.css';

/** `#/sign-in-failed?id=…`: where the way back from the identity provider ends if it did not lead in. The server says why. */
export function SignInFailed({ isSignedIn }: { readonly isSignedIn: boolean }) {
  const { w, language, sayProblem } = useWords();
  const words = signInWaysWords[language];
  const [search] = useSearchState();
  const id = search.get('id') ?? '';
  const outcome = useQuery({
    queryKey: keys.identityOutcome(id),
    queryFn: () => call('identityOutcome', { body: { id } }),
  });
  if (outcome.isPending) return null;
  return (
    <SignInFrame title={words.failedTitle}>
      {outcome.error === null ? null : (
        <p className={classes.problem} role="alert">
          {sayProblem(outcome.error)}
        </p>
      )}
      <Button component={Link} href={isSignedIn ? '/settings/account' : '/schedules'}>
        {isSignedIn ? words.toAccount : w.app.signIn.title}
      </Button>
    </SignInFrame>
  );
}
