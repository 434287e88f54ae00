import type { LogLabels } from '../ui/log/log-labels.ts';
import type { Speech } from './words.tsx';

/** The texts of a log view. */
export function logLabels({ w, say, count, times }: Speech): LogLabels {
  const words = w.runs.log;
  return {
    region: words.region,
    find: words.find,
    previous: words.previous,
    next: words.next,
    hits: (at, of, isPart) => {
      if (of === 0) return isPart ? words.searching : words.noHits;
      if (at === 0) return count(isPart ? words.foundSoFar : words.found, of);
      return say(isPart ? words.hitsSoFar : words.hits, { at: times.number(at), of: times.number(of) });
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
    goToLine: words.goToLine,
    goToLineHint: words.goToLineHint,
    noSuchLine: (last) => say(words.noSuchLine, { line: times.number(last) }),
    openGroups: words.openGroups,
    closeGroups: words.closeGroups,
    untitled: words.untitled,
    matches: (n) => count(words.matches, n),
    leftOutSoFar: (n) => count(words.leftOutSoFar, n),
    ofRota(text) {
      // As in the log file, which is in English.
      const limit = /^log cut at (.+?): its last lines follow/.exec(text)?.[1];
      if (limit !== undefined) return say(words.limit, { limit });
      const leftOut = /^(\d+) lines are left out here/.exec(text)?.[1];
      return leftOut === undefined ? text : count(words.leftOut, Number(leftOut));
    },
    tooLongToCopy: words.tooLongToCopy,
  };
}
