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

/** Creates a log that passes each line (without line end) to `write`; entries below `level` are dropped. */
export function createLog(
  write: (line: string) => void,
  now: () => number,
  level: LogLevel = 'info',
  scope = 'rota',
): Log {
  const least = logLevels.indexOf(level);
  const entry =
    (at: LogLevel) =>
    (message: string, facts: Facts = {}) => {
      if (logLevels.indexOf(at) < least) return;
      write(JSON.stringify({ at: new Date(now()).toISOString(), level: at, scope, message, ...plain(facts) }));
    };
  return {
    debug: entry('debug'),
    info: entry('info'),
    warn: entry('warn'),
    error: entry('error'),
    scope: (name) => createLog(write, now, level, name),
  };
}

/** Errors do not serialize to JSON: keep their message, and the stack where it helps a developer. */
function plain(facts: Facts): Facts {
  return Object.fromEntries(
    Object.entries(facts).map(([key, value]) => [
      key,
      value instanceof Error ? { message: value.message, stack: value.stack } : value,
    ]),
  );
}

/** A log that drops everything. */
export const silentLog: Log = createLog(
  () => {},
  () => 0,
  'error',
);
