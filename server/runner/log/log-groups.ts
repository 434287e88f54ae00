import { groupCommand } from '../../../contract/log-groups.ts';

/** A group of lines. */
export interface LogGroup {
  /** The number of its title line. */
  readonly from: number;
  /** The line that closes it; null while it is open, or if it was never closed. */
  to: number | null;
  /** Its last line; null while more may follow. */
  end: number | null;
  /** How many groups it is inside. */
  readonly depth: number;
  /** It contains an `::error::` line, at any depth. */
  isFailed: boolean;
}

/** More groups are ignored: folding does not help in a log that groups every line. */
const mostGroups = 20_000;

export interface LogGroups {
  readonly groups: readonly LogGroup[];
  /** There are more groups than are listed. */
  readonly areCut: boolean;
  hear(number: number, level: 'error' | 'rota' | 'other', text: string): void;
}

/** Collects the groups of a log, line by line; lines that cannot matter may be skipped. */
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
      // Lines of Rota itself are in no group, so that its last words and the mark of a cut log are never folded away.
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
