import type { StopReason } from '../../../contract/run.ts';
import type { ChildReport } from '../launcher.ts';
import type { ChildPlan } from '../attempt/plan.ts';

/** The first message to a host. */
export interface HostSetup {
  readonly owner: string;
  readonly inherited: Readonly<Record<string, string>>;
  readonly codePage: string | null;
  readonly filePage?: string | null;
}

/** From the launcher to a host: all orders of one turn of its event loop. */
export type ToHost = readonly HostOrder[];
export type HostOrder =
  | { readonly type: 'setup'; readonly setup: HostSetup }
  | { readonly type: 'launch'; readonly plan: ChildPlan }
  | { readonly type: 'stop'; readonly runId: string; readonly reason: StopReason; readonly force: boolean }
  | { readonly type: 'close' };

/** From a host, batched the same way. */
export type FromHost = readonly HostWord[];
export type HostWord =
  | {
      readonly type: 'report';
      readonly report: ChildReport;
      /** The outputs as JSON, if they contain numbers that a message between processes would round. */
      readonly exactOutputs?: string;
    }
  | { readonly type: 'warn'; readonly message: string; readonly facts: Readonly<Record<string, unknown>> };

/** A connection to a host, independent of how it was started. */
export interface HostPort {
  send(orders: ToHost): void;
  onMessage(listener: (words: FromHost) => void): void;
  /** Called once, with a text for the log, also if it never started; with the system's error if there is one. */
  onExit(listener: (how: string, error?: Error) => void): void;
  /** Kills it at once. */
  kill(): void;
}

export type StartHost = () => HostPort;
