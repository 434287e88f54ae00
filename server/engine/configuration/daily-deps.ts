import type { DailyBackups } from '../../../contract/backups.ts';
import type { Translatable } from '../../../contract/translatable.ts';
import type { Audit } from '../../people/audit.ts';
import type { EngineParts } from '../engine-parts.ts';
import type { Notices } from '../shared/audit-and-notices.ts';
import type { BackupVerbs } from '../shared/backup-verbs.ts';
import type { EngineContext } from '../shared/engine-context.ts';

export interface DailyBackupWork extends Pick<BackupVerbs, 'setDaily' | 'makeDaily'> {
  /** Null in a fleet, whose database has backups of its own. */
  state(): Promise<DailyBackups | null>;
  /** Removes what a killed Rota left half, then makes one whenever it is due, also one that came due while Rota was off. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

export interface DailyDeps {
  readonly core: EngineContext;
  readonly parts: Pick<EngineParts, 'home' | 'key' | 'secrets' | 'config' | 'zones'>;
  readonly audit: Audit;
  readonly notices: Notices;
  /** Tells people of a backup that failed, once per key. */
  readonly tell: (problem: Translatable, once: string) => void;
}
