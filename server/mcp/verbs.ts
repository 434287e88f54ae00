import type { z } from 'zod';
import type * as connector from '../../contract/connector.ts';
import type * as history from '../../contract/connector-history.ts';

/**
 * What tools may do, on behalf of one caller and with its rights: the connector API, called in this process or over HTTP. All reject with a
 * RotaError whose sentences are made for the caller.
 */
export interface ToolVerbs {
  /** Without it no tool starts or cancels anything. */
  readonly mayStart: boolean;
  list(): Promise<connector.ListAnswer>;
  start(body: object): Promise<connector.StartAnswer>;
  status(spid: string, waitSeconds: number, signal: AbortSignal): Promise<connector.StatusAnswer>;
  cancel(spid: string): Promise<z.infer<typeof connector.cancelAnswer>>;
  log(spid: string, lines: number): Promise<z.infer<typeof history.logAnswer>>;
  history(query: {
    name?: string;
    status?: connector.ConnectorStatus;
    limit: number;
  }): Promise<z.infer<typeof history.historyAnswer>>;
}
