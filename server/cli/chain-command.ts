import type { ChainAnswer, ChainRun } from '../../contract/console.ts';
import { reasonIn } from '../../contract/words/reason-in.ts';
import type { Call, Command } from './command.ts';
import type { Connection } from './connection.ts';

/** One line a run, each further in than what it follows; then what may still follow it. */
export function chainLines({ runs, next, isCut }: ChainAnswer): string[] {
  const lines: string[] = [];
  const ofRun = (run: ChainRun, depth: number): void => {
    const { id, scheduleName, outcome, status, reason, follows } = run;
    const why = reason === null || outcome === 'succeeded' ? '' : `: ${reasonIn('en', reason)}`;
    const after = follows === undefined ? '' : `after ${follows.after}: `;
    lines.push(`${'  '.repeat(depth)}${after}${scheduleName}  ${outcome ?? status}${why}  ${id}`);
    for (const one of runs) if (one.follows?.run === id) ofRun(one, depth + 1);
    for (const one of next)
      if (one.run === id) lines.push(`${'  '.repeat(depth + 1)}after ${one.after}: ${one.name}  to come`);
  };
  const there = new Set(runs.map(({ id }) => id));
  for (const run of runs) if (run.follows === undefined || !there.has(run.follows.run)) ofRun(run, 0);
  if (isCut) lines.push('There are more runs than these.');
  return lines;
}

export const chainCommand = (needServer: (call: Call) => Promise<Connection>): Command => ({
  name: 'chain',
  usage: 'RUN [--json]',
  summary: 'What a run follows, and what follows it',
  takes: 1,
  names: 'runs',
  async run(call) {
    const connection = await needServer(call);
    const answer = await connection.ask('chain', { path: { id: call.arguments[0]! } });
    call.answer(answer);
    for (const line of chainLines(answer)) call.say(line);
  },
});
