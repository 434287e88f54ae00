import { createContext, use, useMemo, type ReactNode } from 'react';
import type { Language, Reason } from '../../contract/reasons.ts';
import { reasonIn } from '../../contract/reasons.ts';
import { en, type Words } from './en/index.ts';
import { withNames } from './people.ts';
import { problemIn } from './problems.ts';
import { say, sayCount, type Params, type Plural } from './say.ts';
import { createTimes, type Times } from './times.ts';
import { tr } from './tr/index.ts';

export type { Words } from './en/index.ts';
export { personName } from './people.ts';

/** Everything that is said to a person, in the language chosen. */
export interface Speech {
  readonly language: Language;
  readonly w: Words;
  readonly times: Times;
  readonly say: (sentence: string, params: Params) => string;
  readonly count: (plural: Plural, n: number, params?: Params) => string;
  readonly because: (reason: Reason) => string;
  /** What went wrong; takes whatever was thrown. */
  readonly sayProblem: (error: unknown) => string;
}

export function createSpeech(language: Language, homeZone?: string): Speech {
  const words = language === 'tr' ? tr : en;
  const times = createTimes(language, homeZone);
  return {
    language,
    w: words,
    times,
    say,
    count: (plural, n, params) => sayCount(language, plural, n, params),
    because: (reason) => reasonIn(language, withNames(reason, words), (at) => times.short(at, Date.now())),
    sayProblem: (error) => problemIn(language, error),
  };
}

const SpeechContext = createContext<Speech>(createSpeech('en'));

export function WordsProvider({ language, children }: { readonly language: Language; readonly children: ReactNode }) {
  const speech = useMemo(() => createSpeech(language), [language]);
  return <SpeechContext value={speech}>{children}</SpeechContext>;
}

export const useWords = (): Speech => use(SpeechContext);
