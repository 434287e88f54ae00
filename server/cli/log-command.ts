import { createGroupText } from '../../contract/log-groups.ts';
import type { LogLine } from '../../contract/run.ts';
import type { Call, Command } from './command.ts';
import { needServer, type Connection } from './connection.ts';
import { lookEveryMs } from './wait-for-end.ts';

/** Prints the lines of attempts as they come. */
interface Printer {
  attempt(number: number): void;
  line(line: LogLine): void;
  gone(): void;
}

export const logCommand: Command = {
  name: 'log',
  usage: 'RUN [--follow] [--json]',
  summary:
    "Print a run's log; with --follow until the run is over, through all of its attempts, exit code 1 if it did not succeed; with --json its lines with time, stream and level, one JSON value a line where it follows",
  takes: 1,
  names: 'runs',
  options: { follow: { type: 'boolean', short: 'f' } },
  async run(call) {
    const connection = await needServer(call);
    if (call.options['follow'] === true) return follow(call, connection);
    const all: LogLine[] = [];
    const print = printer(call, (line) => all.push(line));
    await rest(connection, { id: call.arguments[0]!, from: 1 }, print);
    call.answer(all);
    return 0;
  },
};

function printer(call: Call, keep: (line: LogLine) => void): Printer {
  let shown = createGroupText();
  return {
    attempt(number) {
      shown = createGroupText();
      if (number > 1) call.say(`-- attempt ${number} --`);
    },
    line(line) {
      const text = shown(line);
      if (text !== null) call.say(text);
      if (call.options['json'] === true) keep(line);
    },
    gone: () => call.say('The log of this run is gone: it was removed, or could not be written.'),
  };
}

interface Place {
  readonly id: string;
  readonly from: number;
  readonly attempt?: number;
}

/** Prints from a line on what there is, and returns the number of the line to go on with. */
async function rest(connection: Connection, { id, from, attempt }: Place, print: Printer): Promise<number> {
  let next = from;
  for (;;) {
    const query = { from: String(next), ...(attempt === undefined ? {} : { attempt: String(attempt) }) };
    const page = await connection.ask('runLog', { path: { id }, query });
    if (page.isGone) print.gone();
    for (const line of page.lines) print.line(line);
    next = page.next ?? (page.lines.at(-1)?.number ?? next - 1) + 1;
    if (page.next === null) return next;
  }
}

/** Until the run has ended. Between two attempts it waits for the next one. */
async function follow(call: Call, connection: Connection): Promise<number> {
  const id = call.arguments[0]!;
  const print = printer(call, (line) => call.answer(line));
  for (let [attempt, from] = [0, 1]; ;) {
    // Asked before the lines are read: what a run writes before it ends is then read, too.
    const { run } = await connection.ask('run', { path: { id } });
    while (attempt < run.attempt) {
      if (attempt > 0) await rest(connection, { id, from, attempt }, print);
      [attempt, from] = [attempt + 1, 1];
      print.attempt(attempt);
    }
    if (attempt > 0) from = await rest(connection, { id, from, attempt }, print);
    if (run.status === 'ended') return run.outcome === 'succeeded' ? 0 : 1;
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
  }
}
