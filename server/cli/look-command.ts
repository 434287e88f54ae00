import type { TriggerLook } from '../../contract/triggers.ts';
import { inEnglish } from '../../contract/translatable.ts';
import type { Call, Command } from './command.ts';
import type { Connection } from './connection.ts';
import { scheduleIdOf } from './named-schedule.ts';

/** `file in: 3 new, 1 still being written`. */
export function lookLine({ kind, trigger, started, waiting, others, problem }: TriggerLook): string {
  const parts = [
    started === 0 ? '' : `${started} new`,
    waiting === 0 ? '' : `${waiting} still being written`,
    others === 0 ? '' : `${others} not meant`,
  ].filter((part) => part !== '');
  const found = parts.length === 0 ? 'nothing new' : parts.join(', ');
  return `${kind} ${trigger}: ${problem === null ? found : inEnglish(problem)}`;
}

export const lookCommand = (needServer: (call: Call) => Promise<Connection>): Command => ({
  name: 'look',
  usage: 'SCHEDULE [--json]',
  summary: 'Look at once for the files and mails that start a schedule; exit code 1 if it could not be looked',
  takes: 1,
  names: 'schedules',
  async run(call) {
    const connection = await needServer(call);
    const id = await scheduleIdOf(call.arguments[0]!, connection);
    const answer = await connection.ask('lookSchedule', { path: { id } });
    call.answer(answer);
    for (const look of answer.looks) call.say(lookLine(look));
    return answer.looks.every(({ problem }) => problem === null) ? 0 : 1;
  },
});
