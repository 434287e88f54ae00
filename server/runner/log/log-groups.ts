import { groupCommand } from '../../../contract/log-groups.ts';

/** Lines of a log that belong together. */
export interface LogGroup {
  /** The line with the title. */
  readonly from: number;
  /** The line that closes it; null while it is open, or where it was never closed. */
  to: number | null;
  /** Its last line; null while more may come. */
  end: number | null;
  /** How many groups it stands in. */
  readonly depth: number;
  /** An `::error::` line stands in it, at whatever depth. */
  isFailed: boolean;
}

/** More are not folded: a log that groups every line is none that folding helps. */
const mostGroups = 20_000;

export interface LogGroups {
  readonly groups: readonly LogGroup[];
  /** There are more than are kept. */
  readonly areCut: boolean;
  hear(number: number, level: 'error' | 'rota' | 'other', text: string): void;
}

/** Follows the groups of a log, line by line; only lines that may matter need to be told. */
export function createLogGroups(): LogGroups {
  const groups: LogGroup[] = [];
  let open: LogGroup[] = [];
  let skipped = 0;
  let areCut = false;
  return {
    groups,
    get areCut() {
      return areCut;
    },
    hear(number, level, text) {
      // What Rota itself says stands in no group: neither its last words nor the mark of a cut log are hidden in one.
      if (level === 'rota') {
        for (const group of open) group.end = number - 1;
        open = [];
        skipped = 0;
        return;
      }
      if (level === 'error') for (const group of open) group.isFailed = true;
      const command = groupCommand(text);
      if (command?.kind === 'begin') {
        if (groups.length >= mostGroups) {
          areCut = true;
          skipped += 1;
          return;
        }
        const group: LogGroup = { from: number, to: null, end: null, depth: open.length, isFailed: false };
        groups.push(group);
        open.push(group);
      } else if (command?.kind === 'end') {
        if (skipped > 0) skipped -= 1;
        else {
          const group = open.pop();
          if (group !== undefined) group.to = group.end = number;
        }
      }
    },
  };
}
