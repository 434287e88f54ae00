/**
 * Quartz expressions: what one means, when it fires, and how to say it. The only entry to this folder. Pure: instants in
 * (epoch ms), instants out; no clock. The scheduler, the API and the page run the same code.
 */
export type { CronPart, DayOfMonthRule, DayOfWeekRule, QuartzCron } from './cron.ts';
export { describeError, describeInBody, errorDictionary, explainError, saidError } from './errors.ts';
export type { QuartzError, QuartzErrorCode, QuartzLanguage } from './error-facts.ts';
export { fieldSpecs, quartzFieldNames, type FieldSpec, type QuartzFieldName } from './fields.ts';
export { valuesOf } from './compile.ts';
export { parseQuartz, readQuartz, type ParseResult } from './parse.ts';
export { maxExpressionLength, readCron, type CronReading } from './read-cron.ts';
export { printQuartz } from './print.ts';
export { firesBetween, nextFire, nextFires } from './next.ts';
export {
  isTimeZone,
  isZoneAtHand,
  onOtherZones,
  tableOf,
  setZoneSource,
  zonesGeneration,
  type ZoneSource,
} from './zone-source.ts';
export { runtimeZone, runtimeZones } from './runtime-zones.ts';
export {
  clockChangePolicies,
  doesFire,
  nextPlanned,
  nextPlannedFire,
  nextPlannedFires,
  plannedAt,
  type ClockChangePolicy,
  type PlannedTime,
} from './planned-times.ts';
export { tableUntilMs, zoneTable, type ZoneTable } from './zone-table.ts';
export { zoneOf, type ClockChange, type Zone } from './zone.ts';
export {
  dayStart,
  formatWall,
  instantToWall,
  wallTimeToInstant,
  type ResolvedWallTime,
  type WallTime,
} from './wall-time.ts';
export { unixWords } from './unix.ts';
export { tolerateQuartz, type ToleratedQuartz } from './tolerate.ts';
export { describeWarning } from './warning-words.ts';
export type { QuartzWarning, QuartzWarningCode, QuartzWarningFacts } from './warning-facts.ts';
export { describeQuartz } from './describe.ts';
export { clockWarnings, quartzWarnings, type PlanToCheck } from './warnings.ts';
