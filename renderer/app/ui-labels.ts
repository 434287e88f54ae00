import type { Labels } from '../ui/labels.tsx';
import type { Speech } from '../words/words.tsx';

/** The texts of the primitives, in the reader's language. */
export function labelsOf({ w, say }: Speech): Labels {
  const { actions, calendar, problems } = w.app;
  return {
    copy: actions.copy,
    copied: actions.copied,
    copyByHand: actions.copyByHand,
    copyRefused: actions.copyRefused,
    close: actions.close,
    cancel: actions.cancel,
    dismiss: actions.dismiss,
    undo: actions.undo,
    retry: actions.retry,
    clearSearch: actions.clearSearch,
    tools: actions.tools,
    toolsInUse: actions.toolsInUse,
    search: actions.search,
    calendar,
    unopened: problems.unopened,
    problemTitle: problems.title,
    problemCode: (code) => say(problems.code, { code }),
  };
}
