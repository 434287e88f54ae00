import type { Answer } from '../api/client.ts';

export interface OtherWaysProps {
  readonly ways: Answer<'signInWays'>;
  readonly onSignedIn: () => void;
}

/** The ways to sign in besides name and password: none yet. */
export function OtherWays(_props: OtherWaysProps) {
  return null;
}

export interface CodeStepProps {
  /** Of a password that was right: valid for five minutes. */
  readonly ticket: string;
  readonly onSignedIn: () => void;
  readonly onBack: () => void;
}

/** The second proof after the password: no user has one yet. */
export function CodeStep(_props: CodeStepProps) {
  return null;
}
