import type { LogLabels } from '../ui/log/log-labels.ts';
import type { Speech } from './words.tsx';

/** The words of a log, wherever one is shown. */
export function logLabels({ w, say, count, times }: Speech): LogLabels {
  const words = w.runs.log;
  return {
    region: words.region,
    find: words.find,
    previous: words.previous,
    next: words.next,
    hits: (at, of, isPart) => {
      if (of === 0) return isPart ? words.noHitsShown : words.noHits;
      return at === 0 ? count(words.found, of) : say(words.hits, { at: times.number(at), of: times.number(of) });
    },
    follow: words.follow,
    problemsOnly: words.problemsOnly,
    wrap: words.wrap,
    lines: (n) => count(words.lines, n),
    newLines: (n) => count(words.newLines, n),
    copy: words.copy,
    download: words.download,
    level: (level) => words.levels[level],
    noErrors: words.noErrors,
    atLine: (line) => say(words.atLine, { line }),
  };
}
