/** Levels in order of loudness. */
export const logLevels = ['debug', 'info', 'warn', 'error'] as const;
export type LogLevel = (typeof logLevels)[number];

type Facts = Readonly<Record<string, unknown>>;

/** One JSON line an entry. Never give it values of a run, secrets or an Authorization header. */
export interface Log {
  debug(message: string, facts?: Facts): void;
  info(message: string, facts?: Facts): void;
  warn(message: string, facts?: Facts): void;
  error(message: string, facts?: Facts): void;
  /** The same log under a name of its own. */
  scope(name: string): Log;
}

/** Makes a log that hands each finished line (without line end) to `write`; entries below `level` are dropped. */
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

/** Errors do not turn into JSON by themselves: keep their words, and the stack where it helps a developer. */
function plain(facts: Facts): Facts {
  return Object.fromEntries(
    Object.entries(facts).map(([key, value]) => [
      key,
      value instanceof Error ? { message: value.message, stack: value.stack } : value,
    ]),
  );
}

/** A log that says nothing. */
export const silentLog: Log = createLog(
  () => {},
  () => 0,
  'error',
);
