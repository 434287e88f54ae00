import type { RpaProcessInput } from '../../../contract/process.ts';
import type { ScheduleDraft } from '../../../contract/schedule.ts';
import { inEnglish, said, type Translatable } from '../../../contract/translatable.ts';
import { foldCase } from '../name-matching.ts';

/** What is worth saying about one thing: in English, and to be said in another language. */
export interface Note {
  readonly note: string;
  readonly said?: Translatable;
}

export const noteOf = (sentence: Translatable | null): Note =>
  sentence === null ? { note: '' } : { note: inEnglish(sentence), said: sentence };

/** Sentences one after the other; null where there is none. */
export const joined = (sentences: readonly Translatable[]): Translatable | null =>
  sentences.length === 0 ? null : sentences.reduce((all, one) => said`${all}; ${one}`);

/** What a foreign document holds, in our words. Everything in it is checked again before it is taken. */
export interface ImportedSet {
  readonly processes: readonly (Note & { readonly process: unknown })[];
  readonly calendars: readonly unknown[];
  readonly schedules: readonly ImportedSchedule[];
  /** What cannot be said in Rota, and why. */
  readonly refused: readonly (Note & { readonly kind: 'process' | 'schedule'; readonly name: string })[];
  /** What only the person who has the document can know; what depends on it is refused until it is said. */
  readonly questions?: readonly ImportQuestion[];
  /** What is worth saying of the document as a whole. */
  readonly remarks?: readonly Translatable[];
}

/** `columns`: whether a crontab names users; `cron`: which cron it is from. */
export type ImportQuestion = 'columns' | 'cron';

export interface ImportedSchedule extends Note {
  /** Its id where it came from; null for documents that know none. */
  readonly id: string | null;
  readonly draft: unknown;
  readonly isPaused?: boolean;
}

/** A set that a reader fills. */
export interface SetBuilder {
  readonly set: ImportedSet;
  /** Adds a process, or finds the same one again; answers its name. */
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

  /** The name, or the name with the first number that is free; it goes on where it ended, for files may hold thousands of one name. */
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

/** A name that a process may bear, as near as possible to the given text. */
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

/** The last part of a program's path without its ending: "/opt/bin/backup.sh" is "backup". */
export function programName(program: string): string {
  const last = program.split(/[\\/]/).findLast((part) => part !== '') ?? program;
  return last.replace(/\.(sh|bash|exe|cmd|bat|ps1|py|js|mjs|pl|rb|php|jar)$/i, '');
}
