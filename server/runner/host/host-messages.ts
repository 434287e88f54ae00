import type { StopReason } from '../../../contract/run.ts';
import type { ChildReport } from '../launcher.ts';
import type { ChildPlan } from '../attempt/plan.ts';

/** What a host needs to know before anything else. */
export interface HostSetup {
  readonly owner: string;
  readonly inherited: Readonly<Record<string, string>>;
  readonly codePage: string | null;
  readonly filePage?: string | null;
}

/** From the launcher to a host: all that was said in one turn of its event loop. */
export type ToHost = readonly HostOrder[];
export type HostOrder =
  | { readonly type: 'setup'; readonly setup: HostSetup }
  | { readonly type: 'launch'; readonly plan: ChildPlan }
  | { readonly type: 'stop'; readonly runId: string; readonly reason: StopReason; readonly force: boolean }
  | { readonly type: 'close' };

/** From a host, gathered the same way. */
export type FromHost = readonly HostWord[];
export type HostWord =
  | {
      readonly type: 'report';
      readonly report: ChildReport;
      /** Its outputs as JSON, where they hold numbers that the way between two processes would round. */
      readonly exactOutputs?: string;
    }
  | { readonly type: 'warn'; readonly message: string; readonly facts: Readonly<Record<string, unknown>> };

/** How a host is spoken to, whoever started it. */
export interface HostPort {
  send(orders: ToHost): void;
  onMessage(listener: (words: FromHost) => void): void;
  /** Called once, with words for the log, also when it never began; with the system's error where it gave one. */
  onExit(listener: (how: string, error?: Error) => void): void;
  /** Ends it at once. */
  kill(): void;
}

export type StartHost = () => HostPort;
