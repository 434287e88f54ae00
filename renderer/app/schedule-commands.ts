import type { ProcessRow } from '../../contract/console.ts';
import type { ScheduleRow } from '../../contract/schedule.ts';
import type { Speech } from '../words/words.tsx';
import { commandFamily, type CommandFamily } from './commands.ts';

export interface ScheduleVerbs {
  /** Opens its page. */
  readonly open: (row: ScheduleRow) => void;
  /** Opens its page where one asks why it did not run at a time. */
  readonly why: (row: ScheduleRow) => void;
  readonly run: (row: ScheduleRow) => void;
  readonly togglePause: (row: ScheduleRow) => void;
  readonly parameters: (row: ScheduleRow) => void;
}

/** The palette's commands for each schedule. */
export function scheduleCommands(
  rows: readonly ScheduleRow[],
  { w, say, mayNot }: Speech,
  iconOf: (process: string) => string | undefined,
  nameOf: (row: ScheduleRow) => string,
  verbs: ScheduleVerbs,
): CommandFamily {
  const words = w.app.palette;
  const isOperator = mayNot('operator') === null;
  const kind = (sentence: string, id: string, run: (row: ScheduleRow) => void) => ({
    verb: say(sentence, { name: '' }),
    command: (row: ScheduleRow) => ({
      id: `${id} ${row.id}`,
      text: say(sentence, { name: nameOf(row) }),
      icon: iconOf(row.process) ?? 'none',
      run: () => run(row),
    }),
  });
  return commandFamily({
    items: rows,
    // Found by its own name, too. Not by the ID of its process: whoever types that wants the process, with its values.
    nameOf: (row) => [...new Set([nameOf(row), row.name])].join(' '),
    kinds: [
      kind(words.open, 'open', verbs.open),
      { ...kind(words.run, 'run', verbs.run), suits: () => isOperator },
      kind(words.parameters, 'parameters', verbs.parameters),
      kind(words.why, 'why', verbs.why),
      { ...kind(words.pause, 'pause', verbs.togglePause), suits: (row) => isOperator && row.state === 'active' },
      { ...kind(words.resume, 'resume', verbs.togglePause), suits: (row) => isOperator && row.state === 'paused' },
    ],
  });
}

/** The palette's commands for each process. */
export function processCommands(
  rows: readonly ProcessRow[],
  { w, say }: Speech,
  run: (row: ProcessRow) => void,
): CommandFamily {
  const words = w.app.palette;
  const titleOf = ({ process }: ProcessRow): string => process.title ?? process.name;
  return commandFamily({
    items: rows.filter(({ process }) => process.enabled),
    // Matched by either of its names, and by both verbs.
    nameOf: ({ process }) => `${process.title ?? ''} ${process.name}`.trim(),
    kinds: [
      {
        verb: say(words.runProcess, { name: say(words.run, { name: '' }) }),
        command: (row) => ({
          id: `run-process ${row.process.name}`,
          text: say(words.runProcess, { name: titleOf(row) }),
          icon: row.process.icon ?? 'none',
          run: () => run(row),
        }),
      },
    ],
  });
}
