import type { Scope } from '../../contract/client.ts';
import type { Owner } from '../domain/owner.ts';

/** Who asks. The front door makes it from credentials; it decides what may be done and what the audit log says. */
export interface Caller {
  readonly kind: 'client' | 'person';
  /** Whose is what this caller makes: never given out again, and no client's is a person's. Names are only shown. */
  readonly owner: Owner;
  /** The client's name, or "operator" / "command line" / "tray". */
  readonly name: string;
  /** The client's user; null for a person. */
  readonly user: string | null;
  readonly scopes: readonly Scope[];
  /** Processes it may start and see; null = all. */
  readonly processes: readonly string[] | null;
}
