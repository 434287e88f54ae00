import { secondsOf, textOf, type Call, type Command } from './command.ts';
import { needServer } from './connection.ts';
import { scheduleIdOf } from './named-schedule.ts';
import { timeText } from './time-text.ts';

/** Everything, or one schedule. */
export const pauseCommands: readonly Command[] = [
  {
    name: 'pause',
    usage: '[SCHEDULE] [--for 2h] [--json]',
    summary: 'Pause everything, or one schedule, until resumed or for a while',
    takes: 1,
    least: 0,
    names: 'schedules',
    options: { for: { type: 'string' } },
    run: pause,
  },
  {
    name: 'resume',
    usage: '[SCHEDULE] [--json]',
    summary: 'Resume everything, or one schedule',
    takes: 1,
    least: 0,
    names: 'schedules',
    run: resume,
  },
];

async function pause(call: Call): Promise<void> {
  const span = textOf(call.options['for']);
  const body = { until: span === undefined ? null : Date.now() + secondsOf(span, 'for') * 1000 };
  const connection = await needServer(call);
  const [name] = call.arguments;
  const until = body.until === null ? '' : ` until ${timeText(body.until)}`;
  if (name === undefined) {
    call.answer(await connection.ask('pauseAll', { body }));
    call.say(`Everything is paused${until}. Resume it: rota resume`);
    return;
  }
  const { row } = await connection.ask('pauseSchedule', { path: { id: await scheduleIdOf(name, connection) }, body });
  call.answer(row);
  call.say(`"${row.name}" is paused${until}. Resume it: rota resume "${row.name}"`);
}

async function resume(call: Call): Promise<void> {
  const connection = await needServer(call);
  const [name] = call.arguments;
  if (name === undefined) {
    call.answer(await connection.ask('resumeAll'));
    call.say('Everything goes on.');
    return;
  }
  const { row } = await connection.ask('resumeSchedule', { path: { id: await scheduleIdOf(name, connection) } });
  call.answer(row);
  call.say(`"${row.name}" goes on${row.due === null ? '' : `: next at ${timeText(row.due)}`}.`);
}
