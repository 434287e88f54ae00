import { rotaError } from '../../../contract/errors.ts';
import { scheduleOptions, type ScheduleDraft } from '../../../contract/schedule.ts';
import { said } from '../../../contract/translatable.ts';
import { createSetBuilder, joined, type ImportedSet, type SetBuilder } from './import-set.ts';
import { startsOfPath } from './systemd-path.ts';
import { addService } from './systemd-service.ts';
import type { SystemdContext } from './systemd-starts.ts';
import { startsOfTimer } from './systemd-timer.ts';
import { isYes, partsOfName, readUnits, valueAt, type Unit } from './systemd-units.ts';

/**
 * Reads units of systemd (`systemctl cat …`): a process for the service of each timer and path unit, a schedule for each time it has. Yields
 * after each unit. Throws BODY_INVALID where the text holds neither.
 */
export function* readSystemdInSteps(text: string, context: SystemdContext): Generator<void, ImportedSet> {
  const builder = createSetBuilder();
  const units = readUnits(text);
  const starting = units.filter(
    ({ name, assigned }) => /\.(?:timer|path)$/.test(name) && (assigned.has('Timer') || assigned.has('Path')),
  );
  if (starting.length === 0)
    throw rotaError(
      'BODY_INVALID',
      said`there is neither a [Timer] nor a [Path] in this text: give what "systemctl cat NAME.timer NAME.service" prints`,
      'document',
    );
  const services = new Map(units.filter(({ name }) => name.endsWith('.service')).map((unit) => [unit.name, unit]));
  for (const unit of starting) {
    readStarting(unit, services, context, builder);
    yield;
  }
  return builder.set;
}

export function readSystemd(text: string, context: SystemdContext): ImportedSet {
  const steps = readSystemdInSteps(text, context);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

function readStarting(
  unit: Unit,
  services: ReadonlyMap<string, Unit>,
  context: SystemdContext,
  builder: SetBuilder,
): void {
  const isTimer = unit.name.endsWith('.timer');
  const section = isTimer ? 'Timer' : 'Path';
  const { whole } = partsOfName(unit.name);
  const wanted = valueAt(unit, section, 'Unit') || `${whole}.service`;
  const service = services.get(wanted);
  if (service === undefined) {
    const why = wanted.endsWith('.service')
      ? said`its service ${wanted} is not in this text: add what "systemctl cat ${wanted}" prints`
      : said`starts ${wanted}, which is no service`;
    return builder.refuse('schedule', unit.name, why);
  }
  const starts = (isTimer ? startsOfTimer : startsOfPath)(unit, context);
  for (const why of starts.refused) builder.refuse('schedule', unit.name, why);
  if (starts.plans.length === 0 && starts.triggers.length === 0) return;
  const process = addService(service, builder);
  if (typeof process !== 'string') return builder.refuse('process', service.name, process);
  const note = joined(starts.notes);
  const options = scheduleOptions.parse({
    // While a service runs, systemd starts it no second time, and forgets that it was due.
    overlap: isTimer ? 'skip' : 'queue',
    misfire: isTimer && isYes(valueAt(unit, section, 'Persistent')) ? 'once' : 'skip',
  });
  const called: ScheduleDraft['plan'] = { kind: 'call', timezone: context.timezone };
  const plans = starts.plans.length === 0 ? [called] : starts.plans;
  const wakes = isTimer && isYes(valueAt(unit, section, 'WakeSystem'));
  for (const [index, plan] of plans.entries())
    builder.addSchedule(
      {
        ...{ name: valueAt(unit, 'Unit', 'Description') || whole, process, worker: null, plan, values: {} },
        options: {
          ...options,
          ...(index === 0 && starts.triggers.length > 0 ? { triggers: [...starts.triggers] } : {}),
          ...(wakes && plan.kind !== 'call' ? { wakeComputer: true } : {}),
        },
        runImmediately: false,
        isFavourite: false,
      },
      { note },
    );
}
