import { readFileSync, writeFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Say } from './server-face.ts';
import type { Bounds } from './window-options.ts';
import { renameStubbornlyNow } from '../server/stubborn-rename.ts';

/** State of the shell alone; losing it costs a window position and one question. */
export interface Memory {
  readonly bounds: Bounds | null;
  /** The person has seen the hint that closing the window does not quit. */
  readonly wasToldOfTray: boolean;
}

const nothing: Memory = { bounds: null, wasToldOfTray: false };

/** A small JSON file next to Electron's own data. A corrupt one is logged, and replaced at the next change. */
export function openMemory(file: string, say: Say) {
  let memory = read();

  function read(): Memory {
    let text: string;
    try {
      text = readFileSync(file, 'utf8');
    } catch {
      return nothing;
    }
    try {
      return memoryIn(JSON.parse(text));
    } catch (error) {
      say(`${file} is not readable and is begun anew`, error);
      return nothing;
    }
  }

  return {
    get: (): Memory => memory,
    change(change: Partial<Memory>): void {
      memory = { ...memory, ...change };
      try {
        mkdirSync(path.dirname(file), { recursive: true });
        writeFileSync(`${file}.new`, JSON.stringify(memory), { mode: 0o600 });
        renameStubbornlyNow(`${file}.new`, file);
      } catch (error) {
        say(`${file} cannot be written`, error);
      }
    },
  };
}
export type ShellMemory = ReturnType<typeof openMemory>;

function memoryIn(json: unknown): Memory {
  const { bounds, wasToldOfTray } = json as { bounds?: Partial<Bounds> | null; wasToldOfTray?: unknown };
  const numbers = [bounds?.x, bounds?.y, bounds?.width, bounds?.height];
  const [x, y, width, height] = numbers.every((number) => Number.isInteger(number)) ? (numbers as number[]) : [];
  const isWhole = x !== undefined && y !== undefined && width !== undefined && height !== undefined;
  return { bounds: isWhole ? { x, y, width, height } : null, wasToldOfTray: wasToldOfTray === true };
}
