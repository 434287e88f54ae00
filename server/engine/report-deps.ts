import type { Configuration } from './configuration/configuration.ts';
import type { EngineParts } from './engine-parts.ts';
import type { ReportDeps } from './runs/report.ts';
import type { EngineContext } from './shared/engine-context.ts';

/** What reports are made of: sums of the store, and the names of now. */
export const reportDeps = (
  core: EngineContext,
  { zones }: Pick<EngineParts, 'zones'>,
  { roster }: Pick<Configuration, 'roster'>,
): ReportDeps => ({
  reports: core.store.reports,
  zone: () => core.settings().timezone ?? zones.computerZone(),
  now: () => core.clock.now(),
  retentionDays: () => core.settings().retention.days,
  titleOf: (process) => core.processOf(process)?.title ?? process,
  workerName: (worker) => roster.all().find(({ id }) => id === worker)?.name ?? null,
});
