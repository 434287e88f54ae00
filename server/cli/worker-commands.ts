import type { FleetState, FleetWorker, WorkersAnswer } from '../../contract/worker.ts';
import { table, textOf, textsOf, Usage, type Call, type Command } from './command.ts';
import { connect, Refused, type Connection } from './connection.ts';

const modes = {
  drain: {
    summary: 'Let it finish what runs, and take nothing new',
    endpoint: 'drainWorker',
    done: 'finishes what runs and takes nothing new. Put it back to work: rota worker resume',
  },
  maintenance: {
    summary: 'Let it take nothing new until it is put back to work',
    endpoint: 'maintainWorker',
    done: 'is in maintenance. Put it back to work: rota worker resume',
  },
  resume: { summary: 'Put it back to work', endpoint: 'resumeWorker', done: 'takes runs.' },
} as const;

/** `worker …` and `group …`: who runs robots. Alone there is one worker, and the same words do the same. */
export const workerCommands: readonly Command[] = [
  {
    name: 'worker list',
    usage: '[--json]',
    summary: 'Workers and groups: what they do, what waits for them, when they were seen last',
    takes: 0,
    run: (call) => using(call, list),
  },
  ...(['drain', 'maintenance', 'resume'] as const).map(modeCommand),
  {
    name: 'worker rename',
    usage: 'WORKER NEW-NAME [--json]',
    summary: 'Another name; a worker is named by its ID, its name or an alias',
    takes: 2,
    run: (call) => using(call, rename),
  },
  {
    name: 'worker aliases',
    usage: 'WORKER [--alias NAME]… [--json]',
    summary: 'Further names that callers may use, in place of those it has; without --alias none',
    takes: 1,
    options: { alias: { type: 'string', multiple: true } },
    run: (call) => using(call, setAliases),
  },
  {
    name: 'worker groups',
    usage: 'WORKER [--group NAME]… [--json]',
    summary: 'Put a worker into these groups and out of all others; without --group out of all',
    takes: 1,
    options: { group: { type: 'string', multiple: true } },
    run: (call) => using(call, setGroups),
  },
  {
    name: 'worker remove',
    usage: 'WORKER [--force]',
    summary: 'Forget a worker that is away or stopped; --force although something waits for it',
    takes: 1,
    options: { force: { type: 'boolean' } },
    run: (call) => using(call, remove),
  },
  {
    name: 'worker new-id',
    usage: '',
    summary: 'A new ID for this computer, where another one was made as its copy',
    takes: 0,
    run: (call) => using(call, renewId),
  },
  {
    name: 'group set',
    usage: 'GROUP [--limit N] [--json]',
    summary: 'Add a group, or say how many runs that were started for it run at once; without --limit any number',
    takes: 1,
    options: { limit: { type: 'string' } },
    run: (call) => using(call, setGroup),
  },
  {
    name: 'group rename',
    usage: 'GROUP NEW-NAME [--json]',
    summary: 'Another name for a group; schedules and waiting runs that name it follow',
    takes: 2,
    run: (call) => using(call, renameGroup),
  },
  {
    name: 'group remove',
    usage: 'GROUP [--force]',
    summary: 'Delete a group; --force although something waits for it',
    takes: 1,
    options: { force: { type: 'boolean' } },
    run: (call) => using(call, removeGroup),
  },
];

async function using(call: Call, act: (call: Call, connection: Connection) => Promise<void>): Promise<void> {
  const connection = await connect(call.config);
  try {
    // Opened for this command alone, it would not be the worker that it is when it runs.
    if (!connection.isRunning && (await connection.ask('fleet')).fleet !== null)
      throw new Refused(
        'Rota does not run here, and workers of a fleet are asked and changed by one that runs: start it, or use another computer of the fleet.',
      );
    await act(call, connection);
  } finally {
    await connection.close();
  }
}

function modeCommand(mode: 'drain' | 'maintenance' | 'resume'): Command {
  const { summary, endpoint, done } = modes[mode];
  return {
    name: `worker ${mode}`,
    usage: 'WORKER [--json]',
    summary,
    takes: 1,
    run: (call) =>
      using(call, async ({ arguments: [id], answer, say }, connection) => {
        const { worker } = await connection.ask(endpoint, { path: { id: id! } });
        answer(worker);
        say(`"${worker.name}" ${done}`);
      }),
  };
}

async function list({ answer, say }: Call, connection: Connection): Promise<void> {
  const all: WorkersAnswer = await connection.ask('allWorkers');
  answer(all);
  say(table([['NAME', 'STATE', 'RUNNING', 'WAITING', 'GROUPS', 'SEEN', 'VERSION', 'ID'], ...all.workers.map(rowOf)]));
  if (all.groups.length === 0) return;
  const groups = all.groups.map(({ name, limit, members, running, queued }) =>
    [name, limit ?? 'no limit', members.length, running, queued].map(String),
  );
  say(`\n${table([['GROUP', 'AT ONCE', 'WORKERS', 'RUNNING', 'WAITING'], ...groups])}`);
}

const rowOf = (worker: FleetWorker): string[] => [
  worker.isThis ? `${worker.name} (this computer)` : worker.name,
  states[worker.state],
  `${worker.running.length} of ${worker.runsAtOnce}`,
  String(worker.queued),
  worker.groups.join(', '),
  worker.lastSeen === null ? 'never' : new Date(worker.lastSeen).toISOString(),
  worker.version,
  worker.id,
];

const states: Readonly<Record<FleetState, string>> = {
  available: 'available',
  busy: 'busy',
  locked: 'locked',
  paused: 'paused',
  draining: 'draining',
  maintenance: 'maintenance',
  'needs-update': 'needs an update',
  away: 'away',
  stopped: 'stopped',
  'id-taken': 'its ID is taken',
};

async function rename({ arguments: [id, name], answer, say }: Call, connection: Connection): Promise<void> {
  const { worker } = await connection.ask('changeWorker', { path: { id: id! }, body: { name: name! } });
  answer(worker);
  say(`It is called "${worker.name}" now.`);
}

async function setAliases({ arguments: [id], options, answer, say }: Call, connection: Connection): Promise<void> {
  const body = { aliases: textsOf(options['alias']) };
  const { worker } = await connection.ask('changeWorker', { path: { id: id! }, body });
  answer(worker);
  say([worker.name, ...worker.aliases].map((one) => `"${one}"`).join(', '));
}

async function setGroups({ arguments: [id], options, answer, say }: Call, connection: Connection): Promise<void> {
  const body = { groups: textsOf(options['group']) };
  const { worker } = await connection.ask('changeWorker', { path: { id: id! }, body });
  answer(worker);
  say(
    worker.groups.length === 0 ? `"${worker.name}" is in no group.` : `"${worker.name}": ${worker.groups.join(', ')}`,
  );
}

async function remove({ arguments: [id], options, answer, say }: Call, connection: Connection): Promise<void> {
  answer(await connection.ask('removeWorker', { path: { id: id! }, query: forced(options) }));
  say(`"${id}" was removed.`);
}

async function renewId({ answer, say }: Call, connection: Connection): Promise<void> {
  const { worker } = await connection.ask('newWorkerId');
  answer(worker);
  say(`This computer is "${worker.name}" now, with the ID ${worker.id}.`);
}

async function setGroup({ arguments: [name], options, answer, say }: Call, connection: Connection): Promise<void> {
  const text = textOf(options['limit']);
  if (text !== undefined && !/^[1-9]\d{0,3}$/.test(text))
    throw new Usage(`--limit: "${text}" is no number from 1 to 9999.`);
  const body = { limit: text === undefined ? null : Number(text) };
  const { groups } = await connection.ask('putWorkerGroup', { path: { name: name! }, body });
  answer(groups);
  say(text === undefined ? `Group "${name}", without a limit.` : `Group "${name}": at most ${text} at once.`);
}

async function renameGroup({ arguments: [name, to], answer, say }: Call, connection: Connection): Promise<void> {
  const { groups } = await connection.ask('renameWorkerGroup', { path: { name: name! }, body: { name: to! } });
  answer(groups);
  say(`Group "${name}" is called "${to}" now.`);
}

async function removeGroup({ arguments: [name], options, answer, say }: Call, connection: Connection): Promise<void> {
  answer(await connection.ask('deleteWorkerGroup', { path: { name: name! }, query: forced(options) }));
  say(`The group "${name}" was removed.`);
}

const forced = (options: Call['options']) => ({ force: options['force'] === true ? 'true' : 'false' }) as const;
