import type { Messages } from '../messages/messages.ts';
import type { Webhooks } from '../messages/webhooks.ts';
import type { Audit } from '../people/audit.ts';
import type { StoredRun } from '../store/stored-run.ts';
import type { Configuration } from './configuration/configuration.ts';
import type { EngineParts } from './engine-parts.ts';
import type { Notices } from './shared/audit-and-notices.ts';
import type { EngineContext, RunEnded } from './shared/engine-context.ts';
import type { ClockWatch } from './time/clock-watch.ts';

export interface ConductorDeps {
  readonly core: EngineContext;
  readonly parts: EngineParts;
  readonly audit: Audit;
  readonly notices: Notices;
  readonly configuration: Configuration;
  readonly webhooks: Webhooks;
  readonly messages: Messages;
  readonly watch: ClockWatch;
  readonly isStopping: () => boolean;
}

/** Calls between the parts, usable once all of them exist. */
export interface Signals {
  readonly dispatch: () => void;
  readonly wakeScheduler: () => void;
  /** Other computers may have left runs whose conditions are to be looked at. */
  readonly lookAround: () => void;
  /** The first attempt of a run has started. */
  readonly begun: (run: StoredRun) => void;
  /** The set of active runs has changed. */
  readonly changed: () => void;
  readonly ended: RunEnded;
  /** The screen of this computer was unlocked. */
  readonly unlocked: () => void;
}
