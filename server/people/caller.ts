import type { Scope } from '../../contract/client.ts';
import type { Role } from '../../contract/roles.ts';
import type { Owner } from '../domain/owner.ts';

/** The user that a person signed in as. */
export interface Account {
  readonly id: string;
  readonly role: Role;
  /** Those of the processes it may see and start; null = all. */
  readonly tags: readonly string[] | null;
}

/** The authenticated caller. `http` makes it from credentials; it decides what the call may do and which name the audit log records. */
export interface Caller {
  readonly kind: 'client' | 'person';
  /** The owner of what this caller creates. Never reused, and a client's is never a person's. Names are only for display. */
  readonly owner: Owner;
  /** The client's name, the user's title, or "operator" / "command line" / "tray". */
  readonly name: string;
  /** The client's user; null for a person. */
  readonly user: string | null;
  readonly scopes: readonly Scope[];
  /** Processes it may start and see; null = all. */
  readonly processes: readonly string[] | null;
  /** Absent for clients, and for whoever has the computer, who may do everything. */
  readonly account?: Account;
}
