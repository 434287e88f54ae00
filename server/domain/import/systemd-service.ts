import type { RpaProcessInput } from '../../../contract/process.ts';
import { said, type Translatable } from '../../../contract/translatable.ts';
import { joined, type SetBuilder } from './import-set.ts';
import { readCommand, splitWords, specifiersIn } from './systemd-command.ts';
import { bytesOfSize, secondsOfSpan } from './systemd-times.ts';
import { partsOfName, valueAt, valuesAt, type Unit } from './systemd-units.ts';

const longestSeconds = 31_536_000;

/** The process for a service, by its name in the set; a sentence if it cannot be one. */
export function addService(unit: Unit, builder: SetBuilder): string | Translatable {
  const at = (key: string) => valueAt(unit, 'Service', key);
  const commands = valuesAt(unit, 'Service', 'ExecStart');
  const [command] = commands;
  if (command === undefined) return said`starts no program (ExecStart)`;
  if (commands.length > 1)
    return said`starts ${commands.length} programs one after the other; write them into one script and import again`;
  const variables = variablesOf(unit);
  if (variables === null) return said`has variables (Environment) that cannot be read`;
  const read = readCommand(command, { unit: unit.name, variables });
  if (!read.ok) return read.why;
  const [program = '', ...args] = read.words;
  if (program === '') return said`starts no program (ExecStart)`;
  if (args.some((arg) => arg.includes('{{'))) return said`has "{{" in its arguments, which would be read as a value`;
  const folder = at('WorkingDirectory').replace(/^-/, '');
  const { whole } = partsOfName(unit.name);
  const title = valueAt(unit, 'Unit', 'Description');
  return builder.addProcess(
    whole,
    {
      title: (title || whole).slice(0, 200),
      command: program,
      args,
      ...(folder.startsWith('/') ? { cwd: folder } : {}),
      env: variables,
      ...limitsOf(at),
      // A service runs once at a time, whatever starts it.
      maxConcurrent: 1,
    },
    joined(notesOf(unit, folder, read)),
  );
}

/** `Environment=`, several in a line, quoted where they hold blanks. Null if they cannot be read. */
function variablesOf(unit: Unit): Record<string, string> | null {
  const found: Record<string, string> = {};
  for (const line of valuesAt(unit, 'Service', 'Environment')) {
    for (const word of splitWords(line) ?? ['']) {
      const [, name = '', value = ''] = /^([A-Za-z_]\w*)=([\s\S]*)$/.exec(word) ?? [];
      const filled = specifiersIn(value, unit.name);
      if (name === '' || filled === null) return null;
      found[name] = filled;
    }
  }
  return found;
}

function limitsOf(at: (key: string) => string): Pick<RpaProcessInput, 'timeoutSeconds' | 'graceSeconds' | 'limits'> {
  const isOneshot = at('Type') === 'oneshot';
  const longest = secondsOfSpan(at('RuntimeMaxSec') || (isOneshot ? at('TimeoutStartSec') || at('TimeoutSec') : ''));
  const grace = secondsOfSpan(at('TimeoutStopSec') || at('TimeoutSec'));
  const bytes = bytesOfSize(at('MemoryMax') || at('MemoryLimit'));
  const memoryMb = bytes === null ? null : Math.ceil(bytes / 1024 ** 2);
  return {
    ...(isWithin(longest, longestSeconds) ? { timeoutSeconds: longest } : {}),
    ...(isWithin(grace, 3600) ? { graceSeconds: grace } : {}),
    ...(memoryMb !== null && memoryMb >= 16 ? { limits: { memoryMb } } : {}),
  };
}

const isWithin = (seconds: number | null, most: number): seconds is number =>
  seconds !== null && seconds > 0 && seconds <= most;

const leftOut = ['ExecStartPre', 'ExecCondition', 'ExecStartPost', 'ExecStop', 'ExecStopPost', 'EnvironmentFile'];
const leftOutToo = ['PassEnvironment', 'Restart', 'OnFailure', 'OnSuccess', 'CPUQuota', 'StandardInput', 'Nice'];

function notesOf(
  unit: Unit,
  folder: string,
  { isFailureIgnored, isPrivileged }: { readonly isFailureIgnored: boolean; readonly isPrivileged: boolean },
): Translatable[] {
  const at = (key: string) => valueAt(unit, 'Service', key) || valueAt(unit, 'Unit', key);
  const user = at('User');
  const missing = [...leftOut, ...leftOutToo].filter((key) => !['', 'no', 'null'].includes(at(key)));
  return [
    ...(user === '' ? [] : [said`ran as the user ${user}; Rota runs it as its own user`]),
    ...(missing.length === 0 ? [] : [said`left out: ${missing.join(', ')}`]),
    ...(isFailureIgnored
      ? [said`its failure counted as success there (a "-" before its command); here it is a failure`]
      : []),
    ...(isPrivileged ? [said`ran with the highest rights; Rota runs it with its own`] : []),
    ...(folder === '' || folder.startsWith('/')
      ? []
      : [said`its working folder ${folder} is left out: write the whole path`]),
    ...(['forking', 'notify', 'dbus'].includes(at('Type'))
      ? [said`goes on running there as a service; here a run lasts until its program ends`]
      : []),
  ];
}
