import type { Translatable } from '../../../contract/translatable.ts';
import { movedByZoneLaw } from '../../domain/time/zone-move.ts';
import type { Place } from '../../domain/time/plan-times.ts';
import type { StoredSchedule } from '../../store/stored-schedule.ts';
import type { ZoneLaw } from '../../zones/zone-law.ts';
import type { EngineContext } from '../shared/engine-context.ts';
import type { Notices } from '../shared/audit-and-notices.ts';
import { othersTurn } from '../shared/slices.ts';

/** The stamp of the zone data that the due times in the database were computed with. */
const stampFact = 'zone-data';
const refusedId = 'zone-data-refused';
const atOnce = 200;
const mostNamed = 10;

interface ZoneChangeDeps {
  readonly core: EngineContext;
  readonly zones: ZoneLaw;
  readonly notices: Notices;
  readonly placeByCalendars: (schedule: Pick<StoredSchedule, 'plan' | 'options'>) => Place;
  readonly wakeScheduler: () => void;
  /** Settles everything that is due by now, by the rules it was planned with. */
  readonly settle: () => Promise<void>;
}

export type ZoneChanges = ReturnType<typeof createZoneChanges>;

/** Replans when the zone data has changed, at the start or while Rota runs, and reports whose next run moved. */
export function createZoneChanges(deps: ZoneChangeDeps) {
  const { core, zones, notices } = deps;
  const { schedules, records } = core.store;
  let turn: Promise<void> = Promise.resolve();

  async function follow(): Promise<void> {
    reportRefused();
    const { stamp, inUse } = zones.facts();
    if ((await records.fact(stampFact)) === stamp) return;
    const moved = await planAnew();
    await records.setFact(stampFact, stamp);
    if (moved.length === 0) return;
    core.log.warn('other time zone data moved next runs', { version: inUse.version, schedules: moved.length });
    const named = moved.slice(0, mostNamed).map((name) => `"${name}"`);
    const names = [...named, ...(moved.length > mostNamed ? ['…'] : [])];
    notices.put({
      id: `zone-data-${stamp}-${core.clock.now()}`,
      kind: 'zones',
      at: core.clock.now(),
      params: { version: inUse.version, count: moved.length, names: names.join(', ') },
      runIds: [],
    });
  }

  /** Replans; returns the names of schedules whose next run moved. */
  async function planAnew(): Promise<string[]> {
    const moved: string[] = [];
    for (let after = 0; ;) {
      const page = await schedules.planned(after, atOnce);
      for (const schedule of page) if (await move(schedule)) moved.push(schedule.name);
      if (page.length < atOnce) return moved;
      after = page.at(-1)!.seq;
      await othersTurn();
    }
  }

  async function move(schedule: StoredSchedule): Promise<boolean> {
    const { seq, id, plan, due, cursor, updatedAt } = schedule;
    if (due === null) return false;
    const lastDue = (await schedules.lastDue(seq)) ?? 0;
    const waits = { plan, due, cursor: cursor ?? due, since: Math.max(lastDue, updatedAt), isRow: lastDue > updatedAt };
    const next = movedByZoneLaw(waits, core.clock.now(), deps.placeByCalendars(schedule));
    if (next === null) return false;
    await schedules.setDue(seq, due, next);
    core.announcements.schedule(id);
    return true;
  }

  function reportRefused(): void {
    const { refused, inUse } = zones.facts();
    const [first] = refused;
    if (first === undefined) {
      notices.dismiss(refusedId).catch((error: unknown) => core.log.warn('a notice could not be settled', { error }));
      return;
    }
    const reason: Translatable | string = first.reason;
    const params = { what: 'zones-refused', file: first.place, reason, version: inUse.version };
    notices.put({ id: refusedId, kind: 'configuration', at: core.clock.now(), params, runIds: [] });
  }

  const stop = zones.onChange(() => {
    core.announcements.announce({ type: 'zones', stamp: zones.facts().stamp });
    turn = turn
      .then(deps.settle)
      .then(follow)
      .then(deps.wakeScheduler)
      .catch((error: unknown) => core.log.error('schedules could not follow the time zone data', { error }));
  });

  return {
    /** Must run before anything becomes due. */
    start: follow,
    /** Resolves when the schedules are adjusted to the data found. */
    settled: () => turn,
    async stop(): Promise<void> {
      stop();
      await turn;
    },
  };
}
