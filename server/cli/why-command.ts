import { inEnglish } from '../../contract/translatable.ts';
import type { WhyAnswer } from '../../contract/why.ts';
import { reasonIn } from '../../contract/words/reason-in.ts';
import type { Call, Command } from './command.ts';
import type { Connection } from './connection.ts';
import { scheduleIdOf } from './named-schedule.ts';

/** The answer in lines: what came of that time, why, and where to look further. */
export function whyLines({ asked, lines, reason, run, others }: WhyAnswer): string[] {
  const found = [`${asked}: ${lines.map((line) => inEnglish(line)).join(' ')}`];
  if (reason !== null) found.push(`  ${reasonIn('en', reason)}`);
  if (run !== null) found.push(`  run ${run.id}  ${run.outcome ?? run.status}`);
  for (const other of others)
    found.push(`  began then for another cause (${other.trigger}): ${other.id}  ${other.outcome ?? other.status}`);
  return found;
}

export const whyCommand = (needServer: (call: Call) => Promise<Connection>): Command => ({
  name: 'why',
  usage: 'SCHEDULE TIME [--json]',
  summary:
    'Why a schedule ran, or did not, at a time of its time zone: 09:00 (the last one), "yesterday 09:00", "2026-11-30 09:00"',
  takes: 2,
  async run(call) {
    const connection = await needServer(call);
    const [name, at] = call.arguments as [string, string];
    const answer = await connection.ask('whySchedule', {
      path: { id: await scheduleIdOf(name, connection) },
      query: { at },
    });
    call.answer(answer);
    for (const line of whyLines(answer)) call.say(line);
  },
});
