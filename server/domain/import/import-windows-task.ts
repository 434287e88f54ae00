import { rotaError } from '../../../contract/errors.ts';
import { said, type Translatable } from '../../../contract/translatable.ts';
import {
  scheduleOptions,
  type OverlapPolicy,
  type ScheduleDraft,
  type ScheduleOptions,
} from '../../../contract/schedule.ts';
import { folderPath, isFolder } from '../../../contract/tags.ts';
import type { ScheduleTrigger } from '../../../contract/triggers.ts';
import { createSetBuilder, joined, programName, type ImportedSet, type SetBuilder } from './import-set.ts';
import { secondsOf, splitCmdArguments, splitWindowsArguments } from './windows-command.ts';
import { readSessionTrigger } from './windows-session-triggers.ts';
import { readTrigger } from './windows-triggers.ts';
import { isFalse, isNode, isTrue, names, nodesAt, readXml, textAt, type XmlNode } from './xml-text.ts';

const overlaps: Readonly<Record<string, OverlapPolicy>> = {
  Parallel: 'allow',
  Queue: 'queue',
  IgnoreNew: 'skip',
  StopExisting: 'replace',
};

/**
 * Reads tasks exported from the Windows Task Scheduler (one, or all of `schtasks /query /xml ONE`): a process for the program a task
 * starts, a schedule for each time it has. Throws BODY_INVALID where the text holds no task.
 */
export function readWindowsTasks(text: string, context: { readonly timezone: string }): ImportedSet {
  const steps = readWindowsTasksInSteps(text, context);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** The same as a generator that yields after a few tasks. */
export function* readWindowsTasksInSteps(
  text: string,
  context: { readonly timezone: string },
): Generator<void, ImportedSet> {
  const builder = createSetBuilder();
  let count = 0;
  for (const root of rootsOf(text)) {
    for (const task of [...nodesAt(root, 'Task'), ...nodesAt(root, 'Tasks', 'Task')]) {
      count += 1;
      readTask(task, said`task ${count}`, context.timezone, builder);
    }
    yield;
  }
  if (count === 0)
    throw rotaError(
      'BODY_INVALID',
      said`there is no <Task> in this XML; export a task from the Task Scheduler`,
      'document',
    );
  return builder.set;
}

/** How many tasks are read between two yields. */
const tasksATurn = 10;

/** Yields a long text as a few tasks at a time, then the document without them; any other text in one piece. */
function* rootsOf(text: string): Generator<XmlNode> {
  const plain = text.includes('<![CDATA[') ? null : text.replace(/<!--[\s\S]*?-->/g, '');
  const tasks = plain?.match(wholeTask) ?? [];
  if (plain === null || tasks.length <= tasksATurn) {
    yield readXml(text);
    return;
  }
  for (let from = 0; from < tasks.length; from += tasksATurn)
    yield readXml(`<Tasks>${tasks.slice(from, from + tasksATurn).join('\n')}</Tasks>`);
  yield readXml(plain.replace(wholeTask, ''));
}

const wholeTask = /<(?:[\w.-]+:)?Task(?:\s[^>]*)?>[\s\S]*?<\/(?:[\w.-]+:)?Task\s*>/g;

/** A task without a name is named after its program; its refusals say which task they mean. */
function readTask(task: XmlNode, place: Translatable, timezone: string, given: SetBuilder): void {
  const uri = textAt(task, 'RegistrationInfo', 'URI');
  const parts = uri.split('\\').filter((part) => part !== '');
  const own = parts.at(-1);
  const folder = folderOf(parts);
  const name = own ?? (programName(programOf(nodesAt(task, 'Actions', 'Exec')[0])) || '?');
  const builder: SetBuilder =
    own === undefined ? { ...given, refuse: (kind, of, why) => given.refuse(kind, of, said`${place}: ${why}`) } : given;
  const isPaused = isFalse(task, 'Settings', 'Enabled');
  const options = readOptions(task);
  const found: { plan: ScheduleDraft['plan']; note: Translatable | null; timeoutSeconds: number | null }[] = [];
  const triggers: { trigger: ScheduleTrigger; note: Translatable | null }[] = [];
  for (const group of nodesAt(task, 'Triggers')) {
    for (const kind of names(group)) {
      for (const trigger of group[kind] ?? []) {
        const given = readSessionTrigger(kind, isNode(trigger) ? trigger : {}, task, triggers.length + 1);
        if (given !== null) {
          if (given.ok) triggers.push(given);
          else builder.refuse('schedule', name, given.why);
          continue;
        }
        const read = readTrigger(kind, isNode(trigger) ? trigger : {}, timezone);
        if (!read.ok) {
          builder.refuse('schedule', name, read.why);
          continue;
        }
        const limit = secondsOf(isNode(trigger) ? textAt(trigger, 'ExecutionTimeLimit') : '');
        const timeoutSeconds = limit === null || limit === 0 ? null : Math.min(limit, longestLimit);
        for (const plan of read.plans)
          if (!found.some((one) => JSON.stringify(one.plan) === JSON.stringify(plan)))
            found.push({ plan, note: read.note, timeoutSeconds });
      }
    }
  }
  if (found.length === 0 && triggers.length > 0)
    found.push({ plan: { kind: 'call', timezone }, note: null, timeoutSeconds: null });
  const process = readAction(task, name, builder, options.overlap !== 'allow' && found.length > 1);
  if (process === null) return;
  for (const [index, { plan, note, timeoutSeconds }] of found.entries()) {
    const own = index === 0 ? triggers : [];
    const notes = [
      note,
      ...own.map((one) => one.note),
      isPaused ? said`is switched off there, so it comes paused` : null,
    ];
    builder.addSchedule(
      {
        ...{ name, process, worker: null, plan, values: {}, runImmediately: false, isFavourite: false },
        options: {
          ...{ ...options, timeoutSeconds },
          ...(own.length === 0 ? {} : { triggers: own.map(({ trigger }) => trigger) }),
          ...(folder === '' ? {} : { folder }),
          ...(plan.kind !== 'call' && isTrue(task, 'Settings', 'WakeToRun') ? { wakeComputer: true } : {}),
        },
      },
      { isPaused, note: joined(notes.filter((one) => one !== null)) },
    );
  }
}

/** Where a task is in the Task Scheduler: `\Finance\Invoices` is in Finance. What cannot be a folder here is left out. */
function folderOf(path: readonly string[]): string {
  const folder = folderPath(path.slice(0, -1).join('/'));
  return isFolder(folder) ? folder : '';
}

/** The time limit of Windows if a task's settings have none (72 hours), and the longest limit that a process may have. */
const usualLimit = 72 * 3600;
const longestLimit = 31_536_000;

const programOf = (action: XmlNode | undefined): string =>
  action === undefined ? '' : textAt(action, 'Command').replace(/^"(.*)"$/, '$1');

/**
 * The process for a task's only program; null with a refusal if there is none or more than one. `isOneAtATime`: the task becomes
 * several schedules here, but never runs twice at once.
 */
function readAction(task: XmlNode, name: string, builder: SetBuilder, isOneAtATime: boolean): string | null {
  const kinds = nodesAt(task, 'Actions').flatMap((actions) =>
    names(actions).flatMap((kind) => (actions[kind] ?? []).map(() => kind)),
  );
  const [action] = nodesAt(task, 'Actions', 'Exec');
  const other = kinds.find((kind) => kind !== 'Exec');
  const refuse = (why: Translatable) => {
    builder.refuse('process', name, why);
    return null;
  };
  if (other !== undefined) return refuse(said`does something that is no program (${other})`);
  if (action === undefined) return refuse(said`starts no program`);
  if (kinds.length > 1)
    return refuse(
      said`starts ${kinds.length} programs one after the other; write them into one script and import again`,
    );
  const command = programOf(action);
  const isCmd = /(^|[\\/])cmd(\.exe)?$/i.test(command);
  const args = (isCmd ? splitCmdArguments : splitWindowsArguments)(textAt(action, 'Arguments'));
  if (args === null)
    return refuse(
      said`has quoted signs in its command line that would get another meaning; write the line into a .cmd file and start that`,
    );
  if (command === '') return refuse(said`starts a program without a name`);
  if (args.some((arg) => arg.includes('{{')))
    return refuse(said`has "{{" in its arguments, which would be read as a value`);
  const cwd = textAt(action, 'WorkingDirectory').replace(/^"(.*)"$/, '$1');
  const limitText = textAt(task, 'Settings', 'ExecutionTimeLimit');
  const limit = limitText === '' ? usualLimit : secondsOf(limitText);
  const description = textAt(task, 'RegistrationInfo', 'Description').slice(0, 4000);
  return builder.addProcess(
    name,
    {
      title: name.slice(0, 200),
      ...(description === '' ? {} : { description }),
      command,
      args: [...args],
      ...(cwd === '' ? {} : { cwd }),
      ...(limit === null || limit === 0 ? {} : { timeoutSeconds: Math.min(limit, longestLimit) }),
      ...(isOneAtATime ? { maxConcurrent: 1 } : {}),
    },
    notesOf(task, isCmd ? [command, cwd] : [command, cwd, ...args], isOneAtATime),
  );
}

function notesOf(task: XmlNode, texts: readonly string[], isOneAtATime: boolean): Translatable | null {
  const notes: Translatable[] = [];
  const settings = (name: string) => textAt(task, 'Settings', name);
  if (settings('ExecutionTimeLimit') === '')
    notes.push(said`is ended after 72 hours, as Windows does where nothing is written`);
  else if (secondsOf(settings('ExecutionTimeLimit')) === null)
    notes.push(said`its time limit ${settings('ExecutionTimeLimit')} has no fixed length and is left out`);
  if (isOneAtATime) notes.push(said`its schedules never run side by side: the second waits for the first`);
  const user = textAt(task, 'Principals', 'Principal', 'UserId') || textAt(task, 'Principals', 'Principal', 'GroupId');
  if (user !== '') notes.push(said`ran as the user ${accounts[user] ?? user}; Rota runs it as its own user`);
  const conditions = ['RunOnlyIfIdle', 'RunOnlyIfNetworkAvailable', 'DisallowStartIfOnBatteries'].filter((name) =>
    isTrue(task, 'Settings', name),
  );
  if (conditions.length > 0) notes.push(said`its conditions are left out: ${conditions.join(', ')}`);
  if (texts.some((text) => /%\w+%/.test(text)))
    notes.push(said`has %…% in its command, which Rota does not fill in: write the whole path`);
  if (textAt(task, 'Principals', 'Principal', 'RunLevel') === 'HighestAvailable')
    notes.push(said`ran with the highest rights; Rota runs it with its own`);
  return joined(notes);
}

/** Accounts that Windows writes as SIDs. */
const accounts: Readonly<Record<string, string>> = {
  'S-1-5-18': 'SYSTEM',
  'S-1-5-19': 'LOCAL SERVICE',
  'S-1-5-20': 'NETWORK SERVICE',
  'S-1-5-32-544': 'Administrators',
  'S-1-5-32-545': 'Users',
};

function readOptions(task: XmlNode): ScheduleOptions {
  const restartSeconds = secondsOf(textAt(task, 'Settings', 'RestartOnFailure', 'Interval'));
  const restarts = Number(textAt(task, 'Settings', 'RestartOnFailure', 'Count') || '0');
  return scheduleOptions.parse({
    overlap: overlaps[textAt(task, 'Settings', 'MultipleInstancesPolicy')] ?? 'skip',
    misfire: isTrue(task, 'Settings', 'StartWhenAvailable') ? 'once' : 'skip',
    retryCount: Number.isInteger(restarts) ? Math.min(Math.max(restarts, 0), 99) : 0,
    retryDelaySeconds: Math.min(restartSeconds ?? 0, 86_400),
  });
}
