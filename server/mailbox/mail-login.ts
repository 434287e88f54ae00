import type { Translatable } from '../../contract/translatable.ts';

/** How a mailbox is opened; only ever in memory. */
export type MailLogin =
  | { readonly kind: 'password'; readonly password: string }
  | {
      readonly kind: 'token';
      readonly accessToken: string;
      /** The mail server does not take it. */
      readonly refused: () => void;
    };

/** There is no token to sign in with. */
export class NoToken extends Error {
  readonly sentence: Translatable;
  /** A person has to change something before another try can help. */
  readonly isLasting: boolean;

  constructor(sentence: Translatable, isLasting: boolean) {
    super('there is no token for a mail server');
    this.sentence = sentence;
    this.isLasting = isLasting;
  }
}
