import { createContext, use, useMemo, useSyncExternalStore, type ReactNode } from 'react';
import type { ProcessRow } from '../../contract/console.ts';
import type { ErrorDetail } from '../../contract/errors.ts';
import { onOtherZones, zonesGeneration } from '../../contract/quartz/index.ts';
import type { Language } from '../../contract/language.ts';
import { type Reason, sayReason } from '../../contract/reasons.ts';
import { isAtLeast, type Role } from '../../contract/roles.ts';
import { toldIn, type Translatable } from '../../contract/translatable.ts';
import type { Toast } from '../ui/toast.tsx';
import type { Words } from './en/index.ts';
import { translateProcess } from './bundled-process-texts.ts';
import { packOf } from './packs.ts';
import { withNames } from './people.ts';
import { detailIn, problemIn } from './problems.ts';
import { say, sayCount, type Params, type Plural } from './say.ts';
import { createTimes, type Times } from './times.ts';

export type { Words } from './en/index.ts';
export { personName } from './people.ts';

export type RefusedAct = Exclude<keyof Words['schedules']['refused'], 'all'>;

/** All texts for a person, in the chosen language. */
export interface Speech {
  readonly language: Language;
  readonly w: Words;
  readonly times: Times;
  readonly say: (sentence: string, params: Params) => string;
  readonly count: (plural: Plural, n: number, params?: Params) => string;
  readonly because: (reason: Reason) => string;
  /** The server's text, translated if it sent a translatable sentence (alone, or with the English text). */
  readonly told: (text: Translatable | string, sentence?: Translatable) => string;
  /** A process with its texts in this language. */
  readonly readProcess: (row: ProcessRow) => ProcessRow;
  /** Any thrown error as a sentence. */
  readonly sayProblem: (error: unknown) => string;
  /** A toast: which action failed, for which names (null = all schedules), and why. The same reason replaces an earlier toast. */
  readonly refusal: (act: RefusedAct, names: readonly string[] | null, error: unknown) => Toast;
  /** A toast: the failed action, in the words of its button, and why. */
  readonly notDone: (act: string, error: unknown) => Toast;
  /** Why the reader may not do what needs this role, or (`all`) reaches all processes, as a sentence; null if they may. */
  readonly mayNot: (needed: Exclude<Role, 'viewer'> | 'all') => string | null;
  /** One error of a refusal, to show at its field. */
  readonly sayDetail: (detail: ErrorDetail) => string;
}

/** The texts of the language must be loaded. `_law`: the edition of the zone data; a new edition makes new texts. */
function createSpeech(language: Language, { role, isLimited }: Rights, _law: number): Speech {
  const { words, reasonSpeech, dictionary } = packOf(language);
  const times = createTimes(language);
  const sayProblem = (error: unknown): string => problemIn(language, error, dictionary);
  return {
    language,
    w: words,
    times,
    say,
    count: (plural, n, params) => sayCount(language, plural, n, params),
    because: (reason) =>
      sayReason(reasonSpeech, withNames(reason, words), (at) => times.short(at, Date.now()), dictionary),
    told: (text, sentence) => toldIn(sentence ?? text, dictionary),
    readProcess: (row) => translateProcess(row, dictionary),
    sayProblem,
    refusal(act, names, error) {
      const { refused } = words.schedules;
      const problem = sayProblem(error);
      const text = say(refused[act], { names: names === null ? refused.all : quoted(names), problem });
      return { text, tone: 'bad', id: problem };
    },
    notDone(act, error) {
      const problem = sayProblem(error);
      return { text: say(words.app.problems.notDone, { act, problem }), tone: 'bad', id: problem };
    },
    mayNot: (needed) => ((needed === 'all' ? !isLimited : isAtLeast(role, needed)) ? null : words.app.mayNot[needed]),
    sayDetail: (detail) => detailIn(language, detail, dictionary),
  };
}

/** More names would hide the reason after them. */
const mostNames = 3;

const quoted = (names: readonly string[]): string =>
  names
    .slice(0, mostNames)
    .map((name) => `“${name}”`)
    .join(', ') + (names.length > mostNames ? ', …' : '');

const SpeechContext = createContext<Speech | null>(null);

/** What the reader may do. */
export interface Rights {
  readonly role: Role;
  /** Sees only processes with certain tags. */
  readonly isLimited: boolean;
}

interface WordsProviderProps {
  readonly language: Language;
  /** The server decides, the page only does not offer the rest. */
  readonly rights: Rights;
  readonly children: ReactNode;
}

export function WordsProvider({ language, rights, children }: WordsProviderProps) {
  // A zone has loaded, or its data changed: all times are formatted again.
  const law = useSyncExternalStore(onOtherZones, zonesGeneration);
  const speech = useMemo(() => createSpeech(language, rights, law), [language, rights, law]);
  return <SpeechContext value={speech}>{children}</SpeechContext>;
}

export function useWords(): Speech {
  const speech = use(SpeechContext);
  if (!speech) throw new Error('useWords is used outside WordsProvider');
  return speech;
}
