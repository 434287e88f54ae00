import type { RunDetail } from '../../contract/run.ts';
import { reasonIn } from '../../contract/words/reason-in.ts';
import type { Call } from './command.ts';
import type { Connection } from './connection.ts';
import { createProgressLine } from './progress-line.ts';
import { spanText } from './time-text.ts';

export const lookEveryMs = 250;

/** Shows how far the run is until it has ended: on a terminal in one line with the time it has taken, else a line for each change. */
export async function waitForEnd(connection: Connection, id: string, { options, say }: Call): Promise<RunDetail> {
  // Of what is JSON nothing else may be printed, not even on the terminal.
  const isQuiet = options['json'] === true;
  const line = createProgressLine(isQuiet ? { write: () => undefined } : process.stderr, say);
  for (;;) {
    const { run } = await connection.ask('run', { path: { id } });
    if (run.status === 'ended') return (line.clear(), run);
    line.show(process.stderr.isTTY && !isQuiet ? `${stateOf(run)}${takenOf(run)}` : stateOf(run));
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
  }
}

function stateOf({ progress, status, attempt, reason }: RunDetail): string {
  if (status === 'queued' && reason !== null) return `queued: ${reasonIn('en', reason)}`;
  const again = attempt > 1 ? `attempt ${attempt}: ` : '';
  if (progress === null) return `${again}${status}`;
  const percent = progress.percent === null ? '' : `${progress.percent}%`;
  return `${again}${`${percent} ${progress.text ?? ''}`.trim() || status}`;
}

function takenOf({ startedAt, usualMs }: RunDetail): string {
  if (startedAt === null) return '';
  const usual = usualMs === null ? '' : ` of usually ${spanText(usualMs)}`;
  return ` (${spanText(Math.floor((Date.now() - startedAt) / 1000) * 1000)}${usual})`;
}

/** Prints the result of a run and returns the exit code: 0 if it succeeded, else 1. */
export function sayEnd(run: RunDetail, { say, answer }: Pick<Call, 'say' | 'answer'>): number {
  answer({
    id: run.id,
    scheduleId: run.scheduleId,
    outcome: run.outcome,
    reason: run.reason && reasonIn('en', run.reason),
    outputs: run.outputs,
  });
  say(`${run.outcome}${run.reason ? `: ${reasonIn('en', run.reason)}` : ''}`);
  for (const [name, value] of Object.entries(run.outputs))
    say(`${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`);
  return run.outcome === 'succeeded' ? 0 : 1;
}
