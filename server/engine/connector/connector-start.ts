import { createHash } from 'node:crypto';
import type { StartAnswer, ValidateAnswer, Warning } from '../../../contract/connector.ts';
import { RotaError, rotaError } from '../../../contract/errors.ts';
import { isFileValue } from '../../../contract/file-value.ts';
import { secretNames } from '../../../contract/process.ts';
import { inEnglish } from '../../../contract/translatable.ts';
import { secretPlaceholder } from '../../../contract/schedule.ts';
import { closeNames } from '../../domain/close-names.ts';
import { readStart, type StartContext, type UnderstoodStart } from '../../domain/start/start-body.ts';
import { startFingerprint } from '../../domain/start/start-fingerprint.ts';
import { dueToRun } from '../../domain/time/plan-times.ts';
import { readPreview } from '../../domain/start/start-preview.ts';
import type { ConnectorDeps } from './connector-deps.ts';
import type { Once, SavedStart } from '../runs/starts.ts';
import { takeFormFile } from './form-file.ts';
import { withReadValues } from './long-values.ts';
import { checkMayPlan, checkOwn, findSchedule, maySee, unknownSpid } from './connector-sight.ts';
import type { Caller } from '../../people/caller.ts';
import type { ConnectorVerbs } from '../engine.ts';

/** Starting: read, keep, answer. */
export function createConnectorStart(
  deps: ConnectorDeps,
): Pick<ConnectorVerbs, 'start' | 'validate' | 'rerun' | 'takeFile'> {
  return {
    takeFile: (body, part, file, caller) => takeFormFile(deps.receiveFile, contextOf(deps, caller), body, part, file),

    async start(written, caller, { idempotencyKey, warnings: textWarnings = [] }) {
      const body = await withReadValues(written);
      const once = idempotencyKey === undefined ? null : onceOf(caller, idempotencyKey, { body, written });
      const before = once === null ? null : await replayed(deps, once, caller);
      if (before) return before;
      const context = contextOf(deps, caller);
      const read = readStart(body, context, textWarnings);
      if (!read.ok) throw new RotaError(read.errors);
      checkMayPlan(read.start, caller);
      const { then, triggers, conditions } = read.start.options;
      const isAlone = then === undefined && triggers === undefined && conditions === undefined;
      const start = isAlone ? read.start : await deps.checkThen(read.start, caller);
      const saved = await deps.saveStart(start, caller, once);
      if ('earlier' in saved) return replay(deps, saved, caller);
      return answer(saved.id, read.start.runNow ? context.now : saved.due, read.warnings);
    },

    async validate(written, caller, { warnings: textWarnings = [] }): Promise<ValidateAnswer> {
      const body = await withReadValues(written);
      const present = contextOf(deps, caller);
      const preview = readPreview(body, { now: present.now, timezone: present.timezone });
      const context = { ...present, now: preview.from };
      const read = readStart(body, { ...context, furtherKeys: ['from', 'count'] }, textWarnings);
      const errors = [...(read.ok ? [] : read.errors), ...preview.errors];
      if (errors[0]) throw new RotaError([errors[0], ...errors.slice(1)]);
      if (!read.ok) throw new Error('a start that cannot be read has errors');
      deps.checkVault(read.start, caller);
      const start = await deps.checkThen(read.start, caller);
      const { plan, options, runNow } = start;
      const planned = await deps.upcoming(plan, options, preview.from, preview.count);
      const times = runNow ? [context.now, ...planned] : planned;
      return {
        message: 'The body is understood; nothing was started',
        understood: understood(start),
        warnings: [...read.warnings],
        nextRuns: times.slice(0, preview.count).map((at) => new Date(at).toISOString()),
      };
    },

    async rerun(spid, caller) {
      const schedule = await findSchedule(deps, spid, caller);
      checkOwn(schedule, caller, 'run again');
      const { id } = await deps.rerun(schedule.id, caller);
      deps.audit(caller, 'run repeated', `${schedule.process} (${schedule.id} → ${id})`);
      return answer(id, deps.clock.now(), []);
    },
  };
}

function contextOf(deps: ConnectorDeps, caller: Caller): StartContext {
  const names = () => deps.catalogue.all().flatMap(({ name }) => (maySee(caller, name) ? [name] : []));
  return {
    now: deps.clock.now(),
    timezone: deps.timezone(),
    isStrict: deps.settings().strict,
    isFleet: deps.isFleet,
    calendarNames: deps.calendarNames(),
    placeOf: deps.placeOf,
    findProcess(name) {
      const found = deps.catalogue.find(name);
      return found && maySee(caller, found.name) ? found : null;
    },
    closeNames: (name) => closeNames(name, names()),
    findWorker(name) {
      const found = deps.findWorker(name);
      return found.ok ? { target: found.target } : { problem: inEnglish(found.problem) };
    },
  };
}

/** The plan's own next time; a run that is queued at once is due now. */
const answer = (id: string, due: number | null, warnings: readonly Warning[]): StartAnswer => ({
  robustaSpid: id,
  message: 'Process saved',
  nextRun: due === null ? null : new Date(due).toISOString(),
  warnings: [...warnings],
});

async function replayed(deps: ConnectorDeps, once: Once, caller: Caller): Promise<StartAnswer | null> {
  const earlier = await deps.earlierStart(once.client, once.key);
  return earlier
    ? replay(deps, { earlier: earlier.id, isSameBody: [once.body, once.bodyAsWritten].includes(earlier.body) }, caller)
    : null;
}

async function replay(
  deps: ConnectorDeps,
  { earlier, isSameBody }: Extract<SavedStart, { earlier: string }>,
  caller: Caller,
): Promise<StartAnswer> {
  if (!isSameBody) {
    throw rotaError(
      'IDEMPOTENCY_MISMATCH',
      'Idempotency-Key: it came with another body within the last 24 hours; use a new key for a new start',
      'Idempotency-Key',
    );
  }
  const schedule = await deps.scheduleOf(earlier);
  // The caller owns it, but may no longer see its process.
  if (schedule !== null && schedule !== 'purged' && !maySee(caller, schedule.process)) throw unknownSpid();
  const warning = {
    code: 'REPLAYED',
    field: 'Idempotency-Key',
    message: 'Idempotency-Key: it was seen before, nothing was started twice',
  };
  return answer(earlier, schedule === null || schedule === 'purged' ? null : dueToRun(schedule.plan, schedule.due), [
    warning,
  ]);
}

/** Only a digest of the body is stored, because the body may contain secrets. */
function onceOf(caller: Caller, key: string, { body, written }: { body: unknown; written: unknown }): Once {
  const digest = (text: string) => createHash('sha256').update(text).digest('base64');
  return {
    client: caller.owner,
    key,
    body: digest(startFingerprint(body)),
    bodyAsWritten: digest(JSON.stringify(written) ?? ''),
  };
}

/** The start as it would be stored, secrets masked. */
function understood({ process, values, plan, options, runNow, worker }: UnderstoodStart): Record<string, unknown> {
  const secrets = new Set(secretNames(process.parameters));
  const shown = Object.entries(values).map(([name, value]) => {
    if (isFileValue(value)) return [name, { name: value.name, bytes: value.bytes }];
    return [name, secrets.has(name) ? secretPlaceholder : value];
  });
  return {
    process: process.name,
    values: Object.fromEntries(shown) as unknown,
    runNow,
    plan: planInIso(plan),
    worker,
    options,
  };
}

function planInIso(plan: UnderstoodStart['plan']): Record<string, unknown> {
  const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());
  switch (plan.kind) {
    case 'cron':
    case 'never':
    case 'working-day':
    case 'holiday':
      return { ...plan, start: iso(plan.start), end: iso(plan.end) };
    case 'every':
      return { ...plan, from: iso(plan.from), end: iso(plan.end) };
    case 'once':
      return { ...plan, at: iso(plan.at) };
    case 'now':
    case 'call':
      return { ...plan };
  }
}
