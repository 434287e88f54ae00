import { rotaError } from '../../../contract/errors.ts';
import { said, whatItSays } from '../../../contract/translatable.ts';
import type { StoredRun } from '../../store/stored-run.ts';
import type { AuditVerbs } from '../shared/audit-verbs.ts';
import type { EngineContext } from '../shared/engine-context.ts';
import type { ScreenVerbs } from '../shared/screen-verbs.ts';

/** A picture is good for so long, however many watch. */
const freshMs = 900;
/** Whoever asks again after this long has begun to watch anew, which is written down. */
const watchMs = 60_000;
/** A live picture is this wide at most, in px, and has at most so many bytes. */
const widest = 960;
const mostBytes = 2 * 1024 * 1024;

/** Pictures of the screen while a desktop robot works, for those who watch: each one is asked for, and none is kept. */
export function createLiveScreen(deps: {
  readonly core: EngineContext;
  readonly found: (id: string) => Promise<StoredRun>;
  readonly audit: AuditVerbs['record'];
}): ScreenVerbs {
  const { core } = deps;
  const { clock } = core;
  const watched = new Map<string, number>();
  let last: { readonly at: number; readonly picture: Promise<Uint8Array> } | null = null;

  function take(ask: NonNullable<EngineContext['takeScreen']>): Promise<Uint8Array> {
    const now = clock.now();
    if (last !== null && now >= last.at && now - last.at < freshMs) return last.picture;
    last = { at: now, picture: ask(widest) };
    return last.picture;
  }

  /** True for the first picture of somebody who watches. */
  function begins(who: string): boolean {
    const now = clock.now();
    for (const [one, at] of watched) if (now - at > watchMs) watched.delete(one);
    const isNew = !watched.has(who);
    watched.set(who, now);
    return isNew;
  }

  return {
    async screen(id, caller) {
      const run = await deps.found(id);
      if (run.status !== 'running' && run.status !== 'cancelling')
        throw rotaError('CONFLICT', said`Run "${id}" does not run now: there is nothing to watch.`);
      if (core.processOf(run.process)?.usesDesktop !== true)
        throw rotaError(
          'CONFLICT',
          said`Process "${run.process}" does not use the desktop: there is nothing to watch.`,
        );
      if (run.worker !== core.workerId())
        throw rotaError('CONFLICT', said`Run "${id}" runs on another computer: open Rota there to watch it.`);
      if (core.takeScreen === null)
        throw rotaError(
          'CONFLICT',
          said`Rota runs here without its desktop app, which alone can take a picture of the screen.`,
        );
      if (begins(`${caller.owner} ${id}`)) deps.audit(caller, 'screen watched', `${run.process} ${id}`);
      const picture = await take(core.takeScreen).catch((error: unknown) => {
        throw rotaError('CONFLICT', said`The screen cannot be shown: ${whatItSays(error)}.`);
      });
      if (picture.length > mostBytes)
        throw rotaError('CONFLICT', said`The screen cannot be shown: its picture is larger than ${mostBytes} bytes.`);
      return { at: clock.now(), jpeg: Buffer.from(picture).toString('base64') };
    },
  };
}
