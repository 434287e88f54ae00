import { createHash } from 'node:crypto';
import { rotaError } from '../../contract/errors.ts';
import { said } from '../../contract/translatable.ts';
import type { Log } from '../log.ts';
import type { ConfigStore } from '../store/config-store.ts';
import type { Clock } from '../clock.ts';
import type { Audit } from './audit.ts';
import type { PasswordHash } from './password-hash.ts';

export interface UserDeps {
  readonly config: ConfigStore;
  readonly clock: Pick<Clock, 'now'>;
  readonly log: Log;
  readonly audit: Audit;
  readonly announce: (announcement: { type: 'user'; id: string }) => void;
  /** Seals what only this computer, or this fleet, can have written. */
  readonly secrets: {
    sealValues(values: Readonly<Record<string, unknown>>, names: readonly string[]): Readonly<Record<string, unknown>>;
    openValues(values: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>>;
  };
  /** The names of the processes with one of these tags. */
  readonly taggedProcesses: (tags: readonly string[]) => readonly string[];
  readonly hash?: PasswordHash;
}

export const noUser = (id: string) => rotaError('NOT_FOUND', said`there is no user "${id}"`);

export const digestOf = (token: string): string => createHash('sha256').update(token).digest('base64');
