/** Levels, the least important first. */
export const logLevels = ['debug', 'info', 'warn', 'error'] as const;
export type LogLevel = (typeof logLevels)[number];

type Facts = Readonly<Record<string, unknown>>;

/** One JSON line per entry. Never pass values of a run, secrets or an Authorization header. */
export interface Log {
  debug(message: string, facts?: Facts): void;
  info(message: string, facts?: Facts): void;
  warn(message: string, facts?: Facts): void;
  error(message: string, facts?: Facts): void;
  /** The same log with a scope name. */
  scope(name: string): Log;
}

/** An entry before it is written. */
export interface LogEntry {
  /** Epoch ms. */
  readonly at: number;
  readonly level: LogLevel;
  readonly scope: string;
  readonly message: string;
  /** Ready for JSON. */
  readonly facts: Facts;
}

/** Gets each entry as a line of `rota.log` (without line end), and as it is, for those who write it differently. */
export type WriteEntry = (line: string, entry: LogEntry) => void;

/** Creates a log that passes each entry to `write`; entries below `level` are dropped. */
export function createLog(write: WriteEntry, now: () => number, level: LogLevel = 'info', scope = 'rota'): Log {
  const least = logLevels.indexOf(level);
  const entry =
    (at: LogLevel) =>
    (message: string, facts: Facts = {}) => {
      if (logLevels.indexOf(at) < least) return;
      const told = { at: now(), level: at, scope, message, facts: plain(facts) };
      write(JSON.stringify({ at: new Date(told.at).toISOString(), level: at, scope, message, ...told.facts }), told);
    };
  return {
    debug: entry('debug'),
    info: entry('info'),
    warn: entry('warn'),
    error: entry('error'),
    scope: (name) => createLog(write, now, level, name),
  };
}

/** An entry for programs that collect logs: one JSON object, its facts apart from its own keys. */
export const entryText = ({ at, level, scope, message, facts }: LogEntry): string =>
  JSON.stringify({ time: new Date(at).toISOString(), level, scope, message, facts });

/** Nobody should pass these; if somebody does, they are still not written. */
const neverTold = /^(?:authorization|cookie|set-cookie|pass(?:word|phrase)|secret|token|api-?key)$/i;

/** Errors do not serialize to JSON: keep their message, and the stack where it helps a developer. */
function plain(facts: Facts): Facts {
  return Object.fromEntries(
    Object.entries(facts).map(([key, value]) => [
      key,
      neverTold.test(key)
        ? '(hidden)'
        : value instanceof Error
          ? { message: value.message, stack: value.stack }
          : value,
    ]),
  );
}

/** A log that drops everything. */
export const silentLog: Log = createLog(
  () => {},
  () => 0,
  'error',
);
