import type { Language } from '../../contract/language.ts';
import type { MessageRule } from '../../contract/message-rules.ts';
import type { Translatable } from '../../contract/translatable.ts';
import type { Clock } from '../clock.ts';
import type { QuietPlace } from '../domain/message-rules.ts';
import type { Log } from '../log.ts';
import type { Audit } from '../people/audit.ts';
import type { ConfigStore } from '../store/config-store.ts';
import type { Store } from '../store/store.ts';
import type { StoredRun } from '../store/stored-run.ts';
import type { SendToChannel } from './channel-message.ts';
import type { TextPlace } from './texts/event-text.ts';
import type { Enclosed } from './texts/message-text.ts';

/** A channel as far as rules and texts need it. */
export interface KnownChannel {
  readonly id: string;
  readonly title: string;
  readonly language: Language;
}

export interface MessageDeps {
  readonly store: Pick<Store, 'messages' | 'runs' | 'schedules' | 'lists'>;
  readonly config: ConfigStore;
  readonly clock: Clock;
  readonly log: Log;
  readonly newId: () => string;
  readonly workerId: () => string;
  readonly audit: Audit;
  /** Also those that are switched off. */
  readonly channels: () => readonly KnownChannel[];
  readonly send: SendToChannel;
  /** The clock of quiet hours, summaries and texts: an IANA zone. */
  readonly zone: () => string;
  readonly place: () => TextPlace;
  /** The days off of a rule's calendar. */
  readonly quietOf: (rule: MessageRule) => QuietPlace;
  /** What a run has to enclose: its log, a picture of the screen. */
  readonly enclosedOf: (run: StoredRun, wanted: EnclosedWish, language: Language) => Promise<Enclosed>;
  /** Whether this queued run waits because the desktop cannot be had. */
  readonly waitsForDesktop: (run: StoredRun) => boolean;
  /** Names of the processes that use the desktop. */
  readonly desktopProcesses: () => readonly string[];
  /** Free space where Rota writes; null if the system does not tell. */
  readonly freeBytes: () => number | null;
  /** Workers of the fleet that are not seen, and did not stop by themselves; none on a computer that is alone. By the database's clock. */
  readonly awayWorkers: () => Promise<readonly AwayWorker[]>;
  /** A channel delivers no more, or (null) does again. */
  readonly broken: (channel: KnownChannel, problem: Translatable | string | null) => void;
  /** Rules or deliveries have changed. */
  readonly changed: () => void;
}

export interface AwayWorker {
  readonly id: string;
  readonly name: string;
  readonly lastSeen: number;
  readonly awayMs: number;
}

export interface EnclosedWish {
  readonly log: boolean;
  readonly screenshot: boolean;
}
