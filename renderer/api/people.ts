import { useCallback } from 'react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from './client.ts';
import { keys } from './keys.ts';

/** The ways to sign in, for whoever is signed out: asked anew each time that screen comes. */
export const useSignInWays = () =>
  useQuery({ queryKey: keys.signInWays, queryFn: () => call('signInWays'), staleTime: 0, gcTime: 0 });

export const useUsers = () => useQuery({ queryKey: keys.users, queryFn: () => call('users') });
/** The own ways to sign in besides the password. */
export const useMyFactors = () => useQuery({ queryKey: keys.factors, queryFn: () => call('myFactors'), staleTime: 0 });
export const useIdentityProvider = () =>
  useQuery({ queryKey: keys.identityProvider, queryFn: () => call('identityProvider'), staleTime: 0 });
export const useMe = () => useQuery({ queryKey: keys.me, queryFn: () => call('me') });

// Sessions are never announced: asked anew each time they are opened.
export const useMySessions = () =>
  useQuery({ queryKey: keys.mySessions, queryFn: () => call('mySessions'), staleTime: 0 });
export const useAllSessions = () =>
  useQuery({ queryKey: keys.allSessions, queryFn: () => call('allSessions'), staleTime: 0 });

/** Ends this session; the gate then shows the sign-in. */
export function useSignOut(): () => Promise<void> {
  const queries = useQueryClient();
  return useCallback(async () => {
    await call('signOut').catch(() => undefined);
    await queries.invalidateQueries({ queryKey: keys.session });
  }, [queries]);
}
