/** The place where an interpreter reports an error: its message, and the last line that belongs to it. */
interface Crash {
  /** Blank where no such error was found. */
  readonly text: string;
  readonly end: number;
}
type Lines = readonly string[];

// A hostile robot may print long lines, so the patterns are linear: where one looks for later words, it stops at their first place.
const frame = /^\s+at\s|^\s+from\s.*:\d+:in|^\t(?:(?!\scalled at\s).)*\scalled at\s.*line \d+/;
/** " 0: core::panicking::panic", " 1: 0xb78db3 node::OOMErrorHandler": Rust and Node number their frames. */
const counted = /^(?: {3}\d| {2}\d\d| \d{3}): \S|^[ \d]\d: 0x[\da-f]+ /;
/** Whether a line is a stack frame; there may be thousands. */
export const isFrame = (line: string): boolean => frame.test(line) || counted.test(line);

/** Lines after the message that carry no information. */
const trailers: readonly RegExp[] = [
  /^\s*$/,
  frame,
  /^\s+\.\.\. \d+ (?:more|common frames omitted)/,
  /^exit status \d+$/, // go run
  /^\d+ errors?$/, // javac
  /^error: compilation failed$/,
  /^BEGIN failed--compilation aborted/,
  /^Compilation failed in require/,
  /^Execution of .* aborted due to compilation errors/,
  /^note: (?:run with|Some details)/, // Rust
  /^\s*\^+\s*$/, // the mark under a line of source
];
/** Removes a stack that Node prints without a message, as after `process.abort()`. */
function withoutStack(lines: Lines): Lines {
  const begin = lines.findIndex((line) => /^-{5} \w+ stack trace -{5}$/.test(line));
  const isStack = begin !== -1 && lines.slice(begin).every((line) => /^$|^\s*\d+: |^-{5} \w+ stack trace/.test(line));
  return isStack ? lines.slice(0, begin) : lines;
}
const isTrailer = (line: string): boolean => trailers.some((pattern) => pattern.test(line));

/**
 * The message of the error that ended a program, from its last lines on stderr, oldest first; if no interpreter is recognized,
 * the last meaningful line. The patterns match what the programs named print (tests/fixtures/crashes).
 */
export function crashReason(written: Lines): string | undefined {
  const lines = withoutStack(written);
  const last = lines.findLastIndex((line) => !isTrailer(line));
  const crashes = [fatal, cpp, ...languages]
    .map((read) => read(lines))
    .filter((crash): crash is Crash => crash !== undefined && crash.text.trim() !== '' && crash.end >= last)
    .sort((a, b) => b.end - a.end);
  return crashes[0]?.text.trim() ?? lines[last] ?? lines.findLast((line) => line.trim() !== '');
}

/** The last line that is before `rest`, the first one that does not belong to an error; the last of all if there is none. */
const endAt = (lines: Lines, rest = -1): number => (rest === -1 ? lines.length : rest) - 1;

/** An engine that aborts, and then prints its stack. */
function fatal(lines: Lines): Crash | undefined {
  const text = lines.findLast((line) => /^(?:FATAL ERROR|Fatal Python error): /.test(line));
  return text === undefined ? undefined : { text, end: endAt(lines) };
}

function cpp(lines: Lines): Crash | undefined {
  const at = lines.findLastIndex((line) => /^terminate called after throwing an instance of '/.test(line));
  if (at === -1) return undefined;
  const type = /'(.*)'/.exec(lines[at] ?? '')?.[1] ?? '';
  const what = /^\s+what\(\):\s+(.*)$/.exec(lines[at + 1] ?? '')?.[1];
  return what === undefined ? { text: lines[at] ?? '', end: at } : { text: `${type}: ${what}`, end: at + 1 };
}

function node(lines: Lines): Crash | undefined {
  const end = lines.findLastIndex((line) => /^Node\.js v\d+\./.test(line));
  if (end === -1) return undefined;
  const older = lines.slice(0, end).findLastIndex((line) => /^Node\.js v\d+\./.test(line));
  const head = lines.slice(older + 1, end);
  // The place in the source, a line with "^", an empty line, then the message.
  const caret = head.findIndex((line) => /^\s*\^+\s*$/.test(line));
  const from = head.findIndex((line, index) => index > caret && line !== '');
  if (from === -1) return undefined;
  const rejected = /^(?:(?!with the reason ").)*with the reason "(.*)"\.\]?/.exec(head[from] ?? '')?.[1];
  // "[AggregateError: …] {": an error without its own stack, and its further fields.
  const text = paragraph(head, from).replace(/^\[(.*)\] \{$/, '$1');
  return { text: rejected ?? text, end };
}

/** A script that ends with an unsettled top-level await. */
function unsettled(lines: Lines): Crash | undefined {
  const at = lines.findLastIndex((line) => line.startsWith('Warning: Detected unsettled top-level await at '));
  return { text: lines[at] ?? '', end: at + 1 };
}

function python(lines: Lines): Crash | undefined {
  const begin = lines.findLastIndex((line) => /Traceback \(most recent call last\):$/.test(line));
  if (begin === -1) return undefined;
  const bar = /^ {2}[+|] /.test(lines[begin] ?? '') ? '  | ' : '';
  const at = lines.findIndex(
    (line, index) => index > begin && line.startsWith(bar) && /^\S/.test(line.slice(bar.length)),
  );
  // Notes, more lines of the message and exit output may follow; if there is more than that, the program went on.
  return { text: (lines[at] ?? '').slice(bar.length), end: at + (bar === '' ? 5 : 40) };
}

/** JavaScript, Java and .NET: a message, then lines that begin with "at". */
function frames(lines: Lines): Crash | undefined {
  const last = lines.findLastIndex((line) => /^\s+at\s/.test(line));
  if (last === -1) return undefined;
  let top = last;
  while (top > 0 && inStack.test(lines[top] ?? '')) top -= 1;
  // A message may have several lines; the first one names the error.
  for (let up = top; up >= 0 && up > top - 5 && lines[up] !== ''; up -= 1) {
    if (!namesError.test(lines[up] ?? '')) continue;
    top = up;
    break;
  }
  const text = paragraph(lines, top).replace(prefixes, '');
  const cause = lines.slice(top).findLast((line) => /^Caused by: .*: /.test(line));
  const isBare = /^[\w.$]+$/.test(text) && cause !== undefined;
  const rest = lines.findIndex((line, index) => index > last && !/^\s|^[}\]]|^$|^Caused by: /.test(line));
  return { text: isBare ? cause.replace(/^Caused by: /, '') : text, end: endAt(lines, rest) };
}
const inStack = /^\s+at\s|^\s+\.\.\. \d+ |^\s*Caused by: |^\s*Suppressed: |^\s*--- End of |^\s*---> /;
const namesError = /\b\w*(?:Error|Exception|Throwable)\b/;
const prefixes =
  /^(?:Exception in thread "[^"]*" |Unhandled [Ee]xception[.:] |(?:error: )?Uncaught (?:\(in promise\) )?)/;

/** A compiler that prints the number of its errors at the end. */
function javac(lines: Lines): Crash | undefined {
  const end = lines.findLastIndex((line) => /^\d+ errors?$/.test(line));
  const at = lines.findIndex((line, index) => index < end && /^\S.*:\d+: error: /.test(line));
  return { text: lines[at] ?? '', end };
}

function ruby(lines: Lines): Crash | undefined {
  const head = /^(?:(?!:\d+:in [`']).)+:\d+:in [`'].+?': (.*)$/;
  const isHead = (line: string | undefined) => line !== undefined && !/^\s/.test(line) && head.test(line);
  let at = lines.findLastIndex(isHead);
  if (at === -1) {
    at = lines.findIndex((line) => /^\S+\.rb:\d+: .*syntax error|^\S+\.rb: --> /.test(line));
    return { text: lines[at] ?? '', end: endAt(lines) };
  }
  const end = lines.findIndex((line, index) => index > at && !/^\s+from\s|^$/.test(line));
  // Causes are printed below: the topmost error ended the program.
  for (let up = at - 1; up >= 0 && up > at - 100; up -= 1) {
    if (isHead(lines[up])) at = up;
    else if (up < at - 5 && !/^\s+from\s/.test(lines[up] ?? '')) break;
  }
  const message = paragraph(lines, at);
  return { text: head.exec(message)?.[1] ?? message, end: end === -1 ? endAt(lines) : end + 2 };
}

function php(lines: Lines): Crash | undefined {
  const begin = lines.findLastIndex((line) => /^(?:PHP )?(?:Fatal|Parse|Recoverable fatal) error: /.test(line));
  if (begin === -1) return undefined;
  const thrown = lines.findIndex((line, index) => index > begin && /^\s+thrown in .* on line \d+$/.test(line));
  const end = thrown === -1 ? begin : thrown;
  const next = lines.slice(begin, end).findLastIndex((line) => line.startsWith('Next '));
  const from = begin + Math.max(next, 0);
  const stack = lines.indexOf('Stack trace:', from);
  const message = lines.slice(from, stack === -1 ? from + 1 : stack).join(' ');
  const text = message
    .replace(/^(?:PHP )?[\w ]+ error:\s+(?:Uncaught )?|^Next /, '')
    .replace(/ in (?=\S)(?:(?! in ).)*(?: on line \d+|:\d+)$/, '');
  return { text, end };
}

function perl(lines: Lines): Crash | undefined {
  const end = lines.findLastIndex((line) => !isTrailer(line));
  const isPerl = lines.slice(end + 1).some((line) => isPerlTrailer.test(line));
  if (!isPerl) return undefined;
  let at = end;
  while (/^(?:syntax error|Global symbol) /.test(lines[at - 1] ?? '')) at -= 1;
  return { text: lines[at] ?? '', end };
}

const isPerlTrailer = /^\t.*\scalled at\s|^BEGIN failed|^Execution of /;

function go(lines: Lines): Crash | undefined {
  const stack = lines.findIndex((line) => /^goroutine \d+ \[/.test(line));
  const at = lines.slice(0, stack).findLastIndex((line) => /^\s*(?:panic|fatal error): /.test(line));
  if (at === -1) return undefined;
  const rest = lines.findIndex((line, index) => index > stack && !inGoStack.test(line));
  const more = lines.slice(at + 1, Math.min(stack, at + 3)).map((line) => line.trim());
  const stop = more.findIndex((line) => line === '' || line.startsWith('panic: ') || line.startsWith('['));
  const text = [lines[at] ?? '', ...more.slice(0, stop === -1 ? more.length : stop)]
    .join(' ')
    .replace(/^((?:(?! \[recovered).)*) \[recovered.*\]$/, '$1');
  return { text, end: endAt(lines, rest) };
}
const inGoStack = /^$|^\t|^goroutine |^created by |^[^\s(]+\(.*\)$|^exit status |^\[signal |^\.\.\.additional frames/;

function r(lines: Lines): Crash | undefined {
  const end = lines.findLastIndex((line) => line === 'Execution halted');
  const at = lines.slice(0, end).findLastIndex((line) => /^Error\b/.test(line));
  if (at === -1) return undefined;
  const message = /^Error(?: in .*?)? ?: ?(.*)$/.exec(lines[at] ?? '')?.[1]?.trim() ?? '';
  return { text: message === '' ? (lines[at + 1] ?? '') : message, end };
}

/** PowerShell 7: the marked line of the script, and the message after bars. */
function powershell(lines: Lines): Crash | undefined {
  const marks = lines.findLastIndex((line) => /^\s+\|\s+~+/.test(line));
  if (marks === -1) return undefined;
  const rest = lines.findIndex((line, index) => index > marks && !/^\s+\|\s/.test(line));
  const end = endAt(lines, rest);
  const words = lines.slice(marks + 1, end + 1).map((line) => line.replace(/^\s+\|\s+/, ''));
  return { text: words.join(' '), end };
}

/** Windows PowerShell: the message, wrapped at the width of the console, then "At …", "+ …" and two lines of data. */
function windowsPowershell(lines: Lines): Crash | undefined {
  const end = lines.findLastIndex((line) => /^\s+\+ FullyQualifiedErrorId\s*:/.test(line));
  if (end === -1) return undefined;
  let place = lines.slice(0, end).findLastIndex((line) => /^\+ /.test(line));
  while (/^\+ /.test(lines[place - 1] ?? '')) place -= 1;
  const at = Math.max(place - 1, 0);
  let top = at;
  while (top === at || (top > at - 4 && /^\S.{49}/.test(lines[top - 1] ?? ''))) top -= 1;
  return { text: lines.slice(top, at).join(' '), end };
}

function rust(lines: Lines): Crash | undefined {
  const panics = lines.flatMap((line, index) => (/^thread '.*'(?: \(\d+\))? panicked at /.test(line) ? [index] : []));
  const last = panics.at(-1);
  if (last === undefined) return undefined;
  // This line only says that a thread which panicked was joined.
  const isEcho = (lines[last + 1] ?? '').endsWith('value: Any { .. }') && panics.length > 1;
  const at = isEcho ? (panics.at(-2) ?? last) : last;
  const older = /^(?:(?!panicked at ').)*panicked at '(.*)', \S+$/.exec(lines[at] ?? '')?.[1];
  const stack = lines.indexOf('stack backtrace:', last);
  const rest = lines.findIndex((line, index) => index > stack && !counted.test(line) && !isTrailer(line));
  const end = stack === -1 ? last + (older === undefined ? 3 : 0) : endAt(lines, rest);
  return { text: older ?? paragraph(lines, at + 1), end };
}

function lua(lines: Lines): Crash | undefined {
  const at = lines.findLastIndex((line) => line === 'stack traceback:');
  return at < 1 ? undefined : { text: (lines[at - 1] ?? '').replace(/^lua[\d.]*: /, ''), end: endAt(lines) };
}

/** A message and its further lines, up to an empty line or a frame; at most three. */
function paragraph(lines: Lines, from: number): string {
  const more = lines.slice(from + 1, from + 3);
  const end = more.findIndex((line) => line === '' || endsParagraph.test(line));
  return [lines[from] ?? '', ...more.slice(0, end === -1 ? more.length : end)].join(' ');
}
const endsParagraph = /^\s|^(?:Caused by|Stack trace)\b|^\(Use `node|^stack backtrace:$|^note: /;

const languages = [
  ...[node, unsettled, python, frames, javac, ruby, php, perl, go, r],
  ...[powershell, windowsPowershell, rust, lua],
];
