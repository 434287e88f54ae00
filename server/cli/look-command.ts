import type { TriggerLook } from '../../contract/triggers.ts';
import { inEnglish } from '../../contract/translatable.ts';
import { Usage, type Call, type Command } from './command.ts';
import type { Connection } from './connection.ts';

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

async function idOf(name: string, connection: Connection): Promise<string> {
  const found: string[] = [];
  for (let before: number | undefined; ;) {
    const page = await connection.ask('schedules', { query: before === undefined ? {} : { before: String(before) } });
    found.push(...page.rows.filter((row) => row.name === name || row.id === name).map(({ id }) => id));
    if (page.next === null) break;
    before = page.next;
  }
  const [id, another] = found;
  if (id === undefined) throw new Usage(`There is no schedule "${name}".`);
  if (another !== undefined)
    throw new Usage(`Several schedules are named "${name}": give the ID of one, such as ${id}.`);
  return id;
}

export const lookCommand = (needServer: (call: Call) => Promise<Connection>): Command => ({
  name: 'look',
  usage: 'SCHEDULE [--json]',
  summary: 'Look at once for the files and mails that start a schedule; exit code 1 if it could not be looked',
  takes: 1,
  async run(call) {
    const connection = await needServer(call);
    const id = await idOf(call.arguments[0]!, connection);
    const answer = await connection.ask('lookSchedule', { path: { id } });
    call.answer(answer);
    for (const look of answer.looks) call.say(lookLine(look));
    return answer.looks.every(({ problem }) => problem === null) ? 0 : 1;
  },
});
