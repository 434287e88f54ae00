import { isExactNumber, parseExact } from '../../../contract/exact-json.ts';
import type { LogLine, Progress } from '../../../contract/run.ts';
import { stripVTControlCharacters } from 'node:util';

export type Stream = 'stdout' | 'stderr';

/** The meaning of one line of a child. */
export interface Speech {
  readonly level: LogLine['level'];
  /** The line for the log. */
  readonly text: string;
  readonly progress?: Progress;
  /** A step of a desktop robot is done; a picture of the screen is wanted. */
  readonly step?: string;
  /** From now on this text must be masked everywhere. */
  readonly secret?: string;
  /** The end that a Cronicle or xyOps child reported. */
  readonly end?: { readonly code: number | string; readonly description: string };
}

/**
 * Parses one line, without its line end. A line that is not recognized is plain log text. Commands as in GitHub
 * Actions; JSON lines as in the plugin documents of Cronicle and xyOps.
 */
export function readLine(written: string, stream: Stream): Speech {
  // .NET and PowerShell print a byte order mark first, and so does each program that a robot calls.
  const line = written.startsWith('\ufeff') ? written.slice(1) : written;
  const plain: Speech = { level: stream === 'stderr' ? 'stderr' : 'info', text: line };
  const letter = firstLetter(line);
  if (letter === '\x1b' && /^\s*[:{]/.test(stripVTControlCharacters(line.slice(0, 200)))) {
    // A logger may colour these lines, too. If the line is no command, its colours stay.
    const speech = readLine(stripVTControlCharacters(line), stream);
    return isUnderstood(speech) ? speech : plain;
  }
  switch (letter) {
    case ':':
      return readCommand(line) ?? plain;
    case '{':
      return (stream === 'stdout' ? readJson(line) : undefined) ?? plain;
    default:
      return readPercent(line, plain) ?? plain;
  }
}

const isUnderstood = ({ level, ...meant }: Speech): boolean =>
  !['info', 'stderr'].includes(level) || Object.keys(meant).length > 1;

function firstLetter(line: string): string {
  let index = 0;
  while (line[index] === ' ' || line[index] === '\t') index += 1;
  return line[index] ?? '';
}

function readCommand(line: string): Speech | undefined {
  // Everything up to the next "::" is the head: `file=C:\\a,line=3` contains colons itself.
  const match = /^\s*::([a-z-]+)((?:\s.*?)?)::(.*)$/is.exec(line);
  if (match === null) return undefined;
  const [, name = '', settings = '', data = ''] = match;
  const command = name.toLowerCase();
  const text = unescape(data);
  switch (command) {
    case 'notice':
    case 'warning':
    case 'error':
      return { level: command, text };
    case 'progress': {
      const percent = /\bvalue\s*=\s*(\d+(?:\.\d+)?)/.exec(settings)?.[1];
      const progress = progressOf(percent === undefined ? undefined : Number(percent), text.trim());
      return progress && { level: 'info', text: wordsOf(progress), progress };
    }
    case 'step': {
      const title = (/\btitle\s*=\s*([^,]*)/.exec(settings)?.[1] ?? data).trim();
      const step = unescape(title).replace(/%3A/gi, ':').replace(/%2C/gi, ',');
      return step === '' ? undefined : { level: 'info', text: `step: ${step}`, step };
    }
    case 'add-mask':
      return { level: 'info', text: '::add-mask::***', secret: unescape(data, '\n') };
    default:
      return undefined; // ::group:: and ::endgroup:: stay as they are: the log view folds by them.
  }
}

function readPercent(line: string, plain: Speech): Speech | undefined {
  // Fast path: nearly every line ends here, so its last letters are checked before a regular expression runs.
  if (line.length > 60 || !line.includes('%')) return undefined;
  const percent = /^\s*(\d{1,3}(?:[.,]\d+)?)\s*%\s*$/.exec(stripVTControlCharacters(line))?.[1];
  const progress = percent === undefined ? undefined : progressOf(Number(percent.replace(',', '.')), '');
  return progress && { ...plain, progress };
}

/** Only a line that is one JSON object with a key of that protocol; other JSON is log text. */
function readJson(line: string): Speech | undefined {
  if (!/"(?:xy|progress|complete)"\s*:/.test(line) || !line.trimEnd().endsWith('}')) return undefined;
  let said: Record<string, unknown>;
  try {
    said = parseExact(line) as Record<string, unknown>;
  } catch {
    return undefined;
  }
  const isXyops = numberIn(said['xy']) === 1;
  const isOver = isXyops ? 'code' in said : numberIn(said['complete']) === 1 || said['complete'] === true;
  // The keys may have another meaning in another version of the wire protocol.
  if ('xy' in said && !isXyops) return undefined;
  const share = numberIn(said['progress']);
  if (!isXyops && !isOver && share === undefined) return undefined;

  const status = typeof said['status'] === 'string' ? said['status'] : '';
  // Both count from 0 to 1; a larger number must be a percentage.
  const progress = progressOf(share === undefined ? undefined : share <= 1 ? share * 100 : share, status);
  const description = typeof said['description'] === 'string' ? said['description'] : '';
  return {
    level: 'info',
    text: line,
    ...(progress && { progress }),
    ...(isOver && { end: { code: codeOf(said['code']), description } }),
  };
}

/** "Any falsey value indicates success" (xyOps wire protocol): these become 0. */
function codeOf(code: unknown): number | string {
  if (isExactNumber(code)) return Number(code.rawJSON) === 0 ? 0 : code.rawJSON;
  if (typeof code === 'number' || typeof code === 'string') return code === '' ? 0 : code;
  return code === true ? 1 : 0;
}

/** The reader keeps the digits of `0.50`; here only the value counts. */
function numberIn(value: unknown): number | undefined {
  if (isExactNumber(value)) return Number(value.rawJSON);
  return typeof value === 'number' ? value : undefined;
}

function progressOf(percent: number | undefined, text: string): Progress | undefined {
  if (percent === undefined && text === '') return undefined;
  return {
    ...(percent !== undefined && { percent: Math.min(100, Math.round(percent * 10) / 10) }),
    ...(text !== '' && { text: text.slice(0, 500) }),
  };
}

const wordsOf = ({ percent, text }: Progress) =>
  [percent === undefined ? '' : `${percent}%`, text ?? ''].filter((part) => part !== '').join(' ');

const unescape = (data: string, lineEnd = ' ') =>
  data.replace(/%(25|0D|0A)/gi, (_whole, code: string) =>
    code === '25' ? '%' : code.toUpperCase() === '0A' ? lineEnd : '',
  );
