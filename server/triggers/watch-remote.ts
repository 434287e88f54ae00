import { RotaError } from '../../contract/errors.ts';
import type { RemoteTrigger } from '../../contract/remote-trigger.ts';
import { said, type Translatable } from '../../contract/translatable.ts';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { TriggerStore } from '../store/trigger-store.ts';
import { forgetOld } from './forget-old.ts';
import type { KnownTimes } from './ftp-folder.ts';
import { lookAgain } from './look-again.ts';
import { createRemoteArrivals, type ArrivedRemote, type RemoteLook } from './remote-arrivals.ts';
import { putFilesAway } from './remote-done.ts';
import { placeOf, RemoteProblem } from './remote-folder.ts';
import type { RemoteFile, RemoteFolder, RemoteSecrets } from './remote-folder.ts';
import type { Look, TriggerWatch } from './trigger-watch.ts';

export interface WatchRemoteDeps {
  readonly trigger: RemoteTrigger;
  readonly schedule: number;
  readonly clock: Clock;
  readonly log: Log;
  readonly store: Pick<
    TriggerStore,
    'known' | 'mark' | 'place' | 'setPlace' | 'toMove' | 'moved' | 'old' | 'gone' | 'forget'
  >;
  /** The text of a reference to the vault. Throws RotaError. */
  readonly openSecret: (reference: string) => string;
  /** Stores the run of a file, once: whether it made one; null if the schedule is not what it was. */
  readonly start: (file: ArrivedRemote) => Promise<boolean | null>;
  /** A sweep that is done no more than once a day. */
  readonly sweeping: (sweep: () => Promise<void>) => () => Promise<void>;
  /** What keeps it from looking, or from putting files away; null once it can again. */
  readonly tell: (what: 'look' | 'move', problem: Translatable | null) => void;
}

const togetherMs = 200;
const leastWaitMs = 250;
/** A line that broke off is nothing to tell of before it has failed so many times in a row. */
const patience = 2;
const firstWaitMs = 5_000;
const longestWaitMs = 10 * 60_000;
const firstLoginWaitMs = 60_000;
const longestLoginWaitMs = 60 * 60_000;

/** Looks at a folder of a server every so often, each time over a connection of its own. */
export function watchRemote(deps: WatchRemoteDeps): TriggerWatch {
  const { trigger, clock } = deps;
  const state = { isStopped: false, failures: 0 };
  const server = createServerLook(deps, () => state.isStopped);
  const looks = lookAgain(clock, async () => {
    const { waitMs, ...look } = await once();
    return { look, waitMs, askedMs: look.problem === null ? togetherMs : waitMs };
  });

  async function once(): Promise<Look & { readonly waitMs: number }> {
    try {
      const { waitMs: soonest, ...found } = await server.look();
      state.failures = 0;
      const everyMs = trigger.lookSeconds * 1000;
      const waitMs = soonest === null ? everyMs : Math.min(everyMs, Math.max(leastWaitMs, soonest));
      return { ...found, others: 0, problem: null, waitMs };
    } catch (error) {
      state.failures += 1;
      return { started: 0, waiting: 0, others: 0, ...failed(error) };
    }
  }

  function failed(error: unknown): { readonly problem: Translatable; readonly waitMs: number } {
    if (state.isStopped) return { problem: notLooked, waitMs: 0 };
    const problem = problemOf(error, trigger);
    if (problem === null) deps.log.warn('the server of a trigger could not be looked at', { error });
    else if (problem.isLasting || state.failures > patience) deps.tell('look', problem.sentence);
    const [first, longest] =
      problem?.isLogin === true ? [firstLoginWaitMs, longestLoginWaitMs] : [firstWaitMs, longestWaitMs];
    return { problem: problem?.sentence ?? notLooked, waitMs: Math.min(longest, first * 2 ** (state.failures - 1)) };
  }

  return {
    lookNow: looks.lookNow,
    ended() {
      // While its server is away it is tried again in its own time.
      if (state.failures === 0) looks.lookIn(togetherMs);
    },
    async stop() {
      state.isStopped = true;
      const over = looks.stop();
      server.close();
      await over;
    },
  };
}

/** One look after the other: connects, starts what has arrived, puts away what is done. */
function createServerLook(deps: WatchRemoteDeps, isStopped: () => boolean) {
  const { trigger, schedule, clock, store } = deps;
  const times: KnownTimes = new Map();
  const arrivals = createRemoteArrivals({ trigger, schedule, clock, store, start: deps.start, isStopped });
  let present: ReadonlyMap<string, RemoteFile> = new Map();
  const sweep = deps.sweeping(() =>
    forgetOld(trigger.id, schedule, { store, clock }, isStopped, ({ path, stamp }) =>
      Promise.resolve(present.get(path)?.stamp === stamp),
    ),
  );
  let open: RemoteFolder | null = null;

  function secrets(): RemoteSecrets {
    const text = (reference: string | null) => (reference === null ? null : deps.openSecret(reference));
    const password = text(trigger.password);
    return trigger.kind === 'ftp'
      ? { password, privateKey: null, passphrase: null }
      : { password, privateKey: text(trigger.privateKey), passphrase: text(trigger.passphrase) };
  }

  async function connect(): Promise<RemoteFolder> {
    // Each is loaded where a schedule asks such a server, not at each start of Rota.
    if (trigger.kind === 'ftp') {
      const { openFtp } = await import('./ftp-folder.ts');
      return openFtp(trigger, secrets(), times);
    }
    const pinned = trigger.hostKey ?? (await pinnedKey(store, schedule, trigger));
    const { openSftp } = await import('./sftp-folder.ts');
    const { folder, hostKey } = await openSftp(trigger, secrets(), pinned);
    if (pinned === null) await store.setPlace(schedule, trigger.id, pinText(trigger, hostKey));
    return folder;
  }

  return {
    /** Throws RemoteProblem, RotaError, or what was wrong on this computer. */
    async look(): Promise<Pick<RemoteLook, 'started' | 'waiting' | 'waitMs'>> {
      try {
        open = await connect();
        const { started, waiting, waitMs, present: all } = await arrivals.look(open);
        present = all;
        deps.tell('look', null);
        deps.tell('move', await putFilesAway(open, { trigger, schedule, store, isStopped, present }));
        await sweep();
        return { started, waiting, waitMs };
      } finally {
        open?.close();
        open = null;
      }
    },
    close: () => open?.close(),
  };
}

const notLooked = said`The server could not be looked at now: the log of Rota says why.`;

/** The host key that this server has shown first, of this trigger as it is. */
async function pinnedKey(
  store: WatchRemoteDeps['store'],
  schedule: number,
  trigger: RemoteTrigger,
): Promise<string | null> {
  const text = await store.place(schedule, trigger.id);
  if (text === null) return null;
  const { server, hostKey } = JSON.parse(text) as { readonly server?: string; readonly hostKey?: string };
  return server === placeOf(trigger) ? (hostKey ?? null) : null;
}

const pinText = (trigger: RemoteTrigger, hostKey: string): string =>
  JSON.stringify({ server: placeOf(trigger), hostKey });

function problemOf(error: unknown, trigger: RemoteTrigger): RemoteProblem | null {
  if (error instanceof RemoteProblem) return error;
  if (!(error instanceof RotaError)) return null;
  const [first] = error.details;
  const why = first?.said ?? first?.message ?? error.message;
  return new RemoteProblem(said`What signs in at ${placeOf(trigger)} cannot be taken from the vault: ${why}`, {
    isLasting: true,
  });
}
