import type { User, UserChange, UserDraft } from '../../contract/people.ts';
import type { Caller } from './caller.ts';

/** A link by which a user chooses a password: only a digest of its token is stored. `until`: epoch ms. */
export interface Invitation {
  readonly token: string;
  readonly until: number;
}

/** Whose session it is; it ends with the round. */
export interface SessionOf {
  readonly userId: string;
  readonly round: number;
}

/** The people who sign in. All verbs that change something are durable once resolved, and throw RotaError. */
export interface UserVerbs {
  /** Whether there is anybody who could sign in. */
  hasAny(): boolean;
  all(): User[];
  /** Throws NOT_FOUND. */
  get(id: string): User;
  create(draft: UserDraft, caller: Caller): Promise<{ user: User; invitation: Invitation }>;
  change(id: string, change: UserChange, caller: Caller): Promise<User>;
  remove(id: string, caller: Caller): Promise<void>;
  /** A new link; former ones end. */
  invite(id: string, caller: Caller): Promise<Invitation>;
  /** The user that a token invites, and until when; null if it is unknown, used or too old. */
  invited(token: string): { user: User; until: number } | null;
  /** Uses the token up and stores the password; null as `invited`. Ends the user's sessions. Throws BODY_INVALID. */
  accept(token: string, password: string, title: string | undefined): Promise<User | null>;
  /**
   * The user with this name and password who may sign in, or null: it takes the same time either way. `isKnown`: from a browser that this
   * user has signed in with before. Rejects with HashBusy.
   */
  verify(name: string, password: string, isKnown: boolean): Promise<User | null>;
  /** Whether it is the user's present password. Rejects with HashBusy. */
  isPassword(id: string, password: string): Promise<boolean>;
  /** Ends the user's sessions. Throws BODY_INVALID. */
  setPassword(id: string, password: string, caller: Caller): Promise<void>;
  /** Ends all sessions of a user, on every computer of a fleet. */
  endSessions(id: string, caller: Caller): Promise<void>;
  /** For a new session of a user who has proved who it is; null if the user may not sign in. */
  sessionOf(id: string): SessionOf | null;
  /** The present rights of such a session; null once it has ended. */
  callerOf(session: SessionOf): Caller | null;
  /** Remembers that the user has signed in; a failure is only logged. */
  noteSignIn(id: string): Promise<void>;
  /** A text for the cookie by which a browser is known to have signed in as this user. It opens nothing. */
  browserMark(id: string): string;
  /** The id of the browser that brings such a text, if it is of the user with this name; else null. */
  browserOf(mark: string, name: string): string | null;
  /** Calls `listener` after rights may have changed; returns the function that ends it. */
  onChange(listener: () => void): () => void;
}
