import { followUpWords } from '../../words/follow-up-words.ts';
import { runState, type State } from '../../words/states.ts';
import type { Speech } from '../../words/words.tsx';
import type { ChainNode } from './chain-tree.ts';

/** What stands of a node in the picture and in the list. */
export interface ChainTexts {
  readonly name: string;
  /** After which end it starts or started; null for the first of a chain. */
  readonly why: string | null;
  readonly state: State;
  /** When, and how long; what it waits for. */
  readonly when: string;
}

/** `nameOf`: the name that people read of a run. */
export function textsOf(
  node: ChainNode,
  now: number,
  speech: Speech,
  nameOf: (run: { readonly scheduleName: string; readonly process: string }) => string,
): ChainTexts {
  const { language, w, say, count, times } = speech;
  const words = followUpWords[language].chain;
  if (node.kind === 'next') {
    const { name, after, delaySeconds, alsoAfter } = node.next;
    const when = words.after[after];
    return {
      name,
      why:
        delaySeconds === 0
          ? when
          : say(words.later, { when, minutes: times.number(Math.round(delaySeconds / 0.6) / 100) }),
      state: { shape: 'ring', tone: 'quiet', text: words.toCome },
      when: alsoAfter.length === 0 ? '' : say(words.alsoWaits, { names: alsoAfter.join(', ') }),
    };
  }
  const { run } = node;
  const { follows, startedAt, endedAt, retryAt } = run;
  const also = follows?.also.length ?? 0;
  const why = follows === undefined ? null : words.after[follows.after];
  const parts: readonly string[] =
    startedAt !== null
      ? [times.short(startedAt, now), times.duration((endedAt ?? Math.max(now, startedAt)) - startedAt)]
      : run.status === 'retrying' && retryAt !== null
        ? [say(words.waitsUntil, { time: times.short(retryAt, now) })]
        : [];
  return {
    name: nameOf(run),
    why: why === null || also === 0 ? why : `${why} ${count(words.alsoFollows, also)}`,
    state: runState(run, w),
    when: [...parts, ...(run.endsChain === true ? [words.ends] : [])].join(' · '),
  };
}
