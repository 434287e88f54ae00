import { fill, type Words } from './words/words.ts';

/** The URL of a link in a shell page: `app://shell/answer/later`. */
export const answerUrl = (answer: string): string => `app://shell/answer/${answer}`;

export function answerIn(url: string): string | null {
  return /^app:\/\/shell\/answer\/([a-z-]+)\/?$/.exec(url)?.[1] ?? null;
}

interface Page {
  readonly language: string;
  readonly title: string;
  readonly detail: string;
  readonly count: { readonly seconds: number; readonly unit: string } | null;
  readonly answers: readonly { readonly answer: string; readonly label: string; readonly isMain: boolean }[];
}

/** "… is about to take mouse and keyboard", with a countdown that needs no script. */
export const warningPage = (name: string, seconds: number, words: Words, language: string): string =>
  pageOf({
    language,
    title: fill(words.warnTitle, { name }),
    detail: words.warnDetail,
    count: { seconds, unit: words.warnSeconds },
    answers: [
      { answer: 'later', label: words.warnLater, isMain: true },
      { answer: 'go', label: words.warnNow, isMain: false },
    ],
  });

/** Why the server is not there, and what can be done. */
export const troublePage = (message: string, words: Words, language: string): string =>
  pageOf({
    language,
    title: words.troubleTitle,
    detail: message,
    count: null,
    answers: [
      { answer: 'retry', label: words.troubleRetry, isMain: true },
      { answer: 'folder', label: words.troubleFolder, isMain: false },
      { answer: 'quit', label: words.quit, isMain: false },
    ],
  });

/** The Content-Security-Policy of these pages: only their own style. */
export const shellPolicy = (nonce: string): string =>
  `default-src 'none'; style-src 'nonce-${nonce}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

/** The placeholder for the nonce of an answer. */
export const nonceMark = '%nonce%';

function pageOf({ language, title, detail, count, answers }: Page): string {
  const links = answers.map(
    ({ answer, label, isMain }) =>
      `<a href="${answerUrl(answer)}"${isMain ? ' class="main"' : ''}>${escape(label)}</a>`,
  );
  const seconds = count === null ? 0 : Math.max(0, Math.round(count.seconds));
  const counter =
    count === null
      ? ''
      : `<p class="count" role="timer" aria-label="${seconds} ${escape(count.unit)}"><span aria-hidden="true"></span> ${escape(count.unit)}</p>`;
  return `<!doctype html>
<html lang="${escape(language)}">
<head><meta charset="utf-8"><title>${escape(title)}</title><style nonce="${nonceMark}">${styles(seconds)}</style></head>
<body><main><h1>${escape(title)}</h1>${counter}<p>${escape(detail)}</p><nav>${links.join('')}</nav></main></body>
</html>
`;
}

const styles = (seconds: number): string => `
@property --left { syntax: '<integer>'; inherits: false; initial-value: ${seconds}; }
@keyframes left { from { --left: ${seconds}; } to { --left: 0; } }
:root { color-scheme: light dark; font: 15px/1.45 system-ui, sans-serif; }
body { margin: 0; background: light-dark(#fff, #1a1b1e); color: light-dark(#1a1b1e, #e9ecef); }
main { padding: 18px 20px; }
h1 { font-size: 16px; margin: 0 0 8px; overflow-wrap: anywhere; }
p { margin: 0 0 10px; overflow-wrap: anywhere; }
.count { font-size: 20px; font-variant-numeric: tabular-nums; }
.count span { animation: left ${seconds}s steps(${Math.max(1, seconds)}) forwards; counter-reset: left var(--left); }
.count span::after { content: counter(left); }
nav { display: flex; flex-wrap: wrap; gap: 8px; }
a { padding: 7px 14px; border: 1px solid light-dark(#868e96, #909296); border-radius: 6px; color: inherit; text-decoration: none; }
a.main { background: #0d7868; border-color: #0d7868; color: #fff; }
a:focus-visible { outline: 2px solid light-dark(#0d7868, #63e6be); outline-offset: 2px; }
`;

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escape = (text: string): string => text.replace(/[&<>"']/g, (letter) => entities[letter] ?? letter);
