import type { AttentionItem } from '../../contract/overview.ts';
import { reasonIn } from '../../contract/words/reason-in.ts';
import type { Call, Command } from './command.ts';
import type { Connection } from './connection.ts';

/** `Invoice: 2 runs, started by erp, the last failed: the program ended with code 3  ID`. */
export function attentionLine({ schedule, process, startedBy, count, last }: AttentionItem): string {
  const who = schedule === null && startedBy !== null ? `, started by ${startedBy}` : '';
  const why = last.reason === null ? '' : `: ${reasonIn('en', last.reason)}`;
  return `${schedule?.name || process}: ${count === 1 ? '1 run' : `${count} runs`}${who}, the last ${last.outcome}${why}  ${last.id}`;
}

export const attentionCommand = (needServer: (call: Call) => Promise<Connection>): Command => ({
  name: 'attention',
  usage: '[--seen] [--json]',
  summary:
    'What failed or did not start, was not seen, and has not succeeded since; exit code 1 if there is something; with --seen it counts as seen from now on',
  takes: 0,
  options: { seen: { type: 'boolean' } },
  async run(call) {
    const connection = await needServer(call);
    const answer = await connection.ask('attention');
    if (call.options['seen'] === true && answer.items.length > 0)
      await connection.ask('attentionSeen', { body: { upTo: answer.upTo } });
    call.answer(answer);
    for (const item of answer.items) call.say(attentionLine(item));
    if (answer.isMore) call.say('There is more than this.');
    if (answer.items.length === 0) call.say('Nothing needs attention.');
    return answer.items.length === 0 ? 0 : 1;
  },
});
