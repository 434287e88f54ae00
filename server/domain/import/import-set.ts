import type { RpaProcessInput } from '../../../contract/process.ts';
import type { ScheduleDraft } from '../../../contract/schedule.ts';
import { inEnglish, said, type Translatable } from '../../../contract/translatable.ts';
import { foldCase } from '../name-matching.ts';

/** A remark on one entry: in English, and translatable. */
export interface Note {
  readonly note: string;
  readonly said?: Translatable;
}

export const noteOf = (sentence: Translatable | null): Note =>
  sentence === null ? { note: '' } : { note: inEnglish(sentence), said: sentence };

/** Joins sentences; null if there are none. */
export const joined = (sentences: readonly Translatable[]): Translatable | null =>
  sentences.length === 0 ? null : sentences.reduce((all, one) => said`${all}; ${one}`);

/** The content of a foreign document in our terms. Everything in it is checked again before it is imported. */
export interface ImportedSet {
  readonly processes: readonly (Note & { readonly process: unknown })[];
  readonly calendars: readonly unknown[];
  /** Channels for messages, without their secrets. */
  readonly channels?: readonly unknown[];
  /** Who is told of what, through these channels. */
  readonly messageRules?: readonly unknown[];
  readonly schedules: readonly ImportedSchedule[];
  /** Entries that Rota cannot express, and why. */
  readonly refused: readonly (Note & { readonly kind: 'process' | 'schedule'; readonly name: string })[];
  /** Questions that only the user can answer; entries that depend on one are refused until it is answered. */
  readonly questions?: readonly ImportQuestion[];
  /** Remarks on the document as a whole. */
  readonly remarks?: readonly Translatable[];
}

/** `columns`: whether a crontab names users; `cron`: which cron it is from. */
export type ImportQuestion = 'columns' | 'cron';

export interface ImportedSchedule extends Note {
  /** Its id in the source; null if the document has no ids. */
  readonly id: string | null;
  readonly draft: unknown;
  readonly isPaused?: boolean;
}

/** Collects an imported set. */
export interface SetBuilder {
  readonly set: ImportedSet;
  /** Adds a process, or finds an equal one; returns its name. */
  addProcess(wanted: string, process: Omit<RpaProcessInput, 'name'>, note: Translatable | null): string;
  /** A second schedule of the same name and process gets a number. */
  addSchedule(draft: ScheduleDraft, options: { isPaused?: boolean; note: Translatable | null }): void;
  refuse(kind: 'process' | 'schedule', name: string, why: Translatable): void;
  ask(question: ImportQuestion): void;
  remark(sentence: Translatable): void;
}

export function createSetBuilder(): SetBuilder {
  const processes: ImportedSet['processes'][number][] = [];
  const schedules: ImportedSchedule[] = [];
  const refused: ImportedSet['refused'][number][] = [];
  const questions: ImportQuestion[] = [];
  const remarks: Translatable[] = [];
  const known = new Map<string, string>();
  const taken = new Set<string>();
  const lastNumber = new Map<string, number>();

  /**
   * The name, or the name with the first free number. It continues from the last number used, because files may hold thousands of one
   * name.
   */
  function free(name: string, prefix: string): string {
    const own = prefix + foldCase(name);
    for (let count = (lastNumber.get(own) ?? 0) + 1; ; count += 1) {
      const candidate = count === 1 ? name : `${name} ${count}`;
      const key = prefix + foldCase(candidate);
      if (taken.has(key)) continue;
      taken.add(key);
      lastNumber.set(own, count);
      return candidate;
    }
  }

  return {
    set: { processes, calendars: [], schedules, refused, questions, remarks },
    addProcess(wanted, process, note) {
      const same = JSON.stringify(process);
      const found = known.get(same);
      if (found !== undefined) return found;
      const name = free(processNameFrom(wanted), 'process ');
      known.set(same, name);
      processes.push({ process: { ...process, name }, ...noteOf(note) });
      return name;
    },
    addSchedule(draft, { isPaused = false, note }) {
      const name = free(draft.name.slice(0, 190) || draft.process, `schedule ${draft.process} `);
      schedules.push({ id: null, draft: { ...draft, name }, isPaused, ...noteOf(note) });
    },
    refuse: (kind, name, why) => void refused.push({ kind, name: name.slice(0, 190), ...noteOf(why) }),
    ask(question) {
      if (!questions.includes(question)) questions.push(question);
    },
    remark: (sentence) => void remarks.push(sentence),
  };
}

/** A valid process name, as near as possible to the given text. */
export function processNameFrom(text: string): string {
  const name = text
    .normalize('NFC')
    .replace(/[^\p{L}\p{N} ._-]+/gu, '-')
    .replace(/^[^\p{L}\p{N}]+/u, '')
    .replace(/-{2,}/g, '-')
    .slice(0, 80)
    .replace(/[ ._-]+$/, '');
  return name === '' ? 'Robot' : name;
}

/** The last part of a program's path without its extension: "/opt/bin/backup.sh" is "backup". */
export function programName(program: string): string {
  const last = program.split(/[\\/]/).findLast((part) => part !== '') ?? program;
  return last.replace(/\.(sh|bash|exe|cmd|bat|ps1|py|js|mjs|pl|rb|php|jar)$/i, '');
}
