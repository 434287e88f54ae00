export const logLevels = ['info', 'notice', 'warning', 'error', 'stderr', 'rota'] as const;
export type LogLevel = (typeof logLevels)[number];

export interface LogEntry {
  readonly number: number;
  readonly at: number;
  readonly level: LogLevel;
  readonly text: string;
}
