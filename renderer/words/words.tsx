import { createContext, use, useMemo, type ReactNode } from 'react';
import type { Language, Reason } from '../../contract/reasons.ts';
import { reasonIn } from '../../contract/reasons.ts';
import { en, type Words } from './en/index.ts';
import { say, sayCount, type Params, type Plural } from './say.ts';
import { createTimes, type Times } from './times.ts';
import { tr } from './tr/index.ts';

export type { Words } from './en/index.ts';

/** Everything that is said to a person, in the language chosen. */
export interface Speech {
  readonly language: Language;
  readonly w: Words;
  readonly times: Times;
  readonly say: (sentence: string, params: Params) => string;
  readonly count: (plural: Plural, n: number, params?: Params) => string;
  readonly because: (reason: Reason) => string;
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
    because: (reason) => reasonIn(language, named(reason, words), (at) => times.short(at, Date.now())),
  };
}

/** Who did something: an operator by the way they came in, a program by its name. */
export const personName = (who: string, w: Words): string =>
  who in w.states.people ? w.states.people[who as keyof Words['states']['people']] : who;

const named = ({ code, params }: Reason, w: Words): Reason => ({
  code,
  params: typeof params['who'] === 'string' ? { ...params, who: personName(params['who'], w) } : params,
});

const SpeechContext = createContext<Speech>(createSpeech('en'));

export function WordsProvider({ language, children }: { readonly language: Language; readonly children: ReactNode }) {
  const speech = useMemo(() => createSpeech(language), [language]);
  return <SpeechContext value={speech}>{children}</SpeechContext>;
}

export const useWords = (): Speech => use(SpeechContext);
