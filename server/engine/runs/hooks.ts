import { RotaError, rotaError, errorDetail } from '../../../contract/errors.ts';
import { isExactNumber } from '../../../contract/exact-json.ts';
import type { HookAnswer, HookTrigger } from '../../../contract/hook-trigger.ts';
import type { RpaProcess } from '../../../contract/process.ts';
import { said, TranslatableError } from '../../../contract/translatable.ts';
import { valuesToFollow } from '../../domain/follow-up-values.ts';
import type { Owner } from '../../domain/owner.ts';
import { declaredTypes } from '../../domain/values/value-types.ts';
import type { StoredRun } from '../../store/stored-run.ts';
import type { StoredSchedule, Values } from '../../store/stored-schedule.ts';
import { deliveryOf, isPing, isSigned, type HookCall } from '../../triggers/hook-signature.ts';
import { newRun, type EngineContext } from '../shared/engine-context.ts';
import type { HookVerbs, ReadHookBody } from '../shared/hook-verbs.ts';
import { secretTexts } from '../shared/vault-text.ts';
import { startBasis, type StartDeps } from './start-basis.ts';
import { ownerAsCaller } from './owner-as-caller.ts';

/** Services send a delivery again for some days. */
const keptMs = 30 * 24 * 3_600_000;
const sweptEveryMs = 24 * 3_600_000;

interface Hook {
  readonly schedule: StoredSchedule;
  readonly trigger: HookTrigger;
}

/** Takes web calls; see `HookVerbs`. */
export function createHooks(deps: StartDeps): HookVerbs {
  const { core } = deps;
  const { store, clock } = core;
  const { checked } = startBasis(deps);
  /** By schedule and trigger: when its old marks were taken away. */
  const swept = new Map<string, number>();

  async function sweep({ schedule, trigger }: Hook): Promise<void> {
    const key = `${schedule.seq} ${trigger.id}`;
    const now = clock.monotonic();
    if (now - (swept.get(key) ?? -Infinity) < sweptEveryMs) return;
    swept.set(key, now);
    await store.triggers.forgetBefore(schedule.seq, trigger.id, clock.now() - keptMs);
  }

  async function earlier({ schedule, trigger }: Hook, delivery: string | null): Promise<HookAnswer | null> {
    const run = delivery === null ? null : await store.triggers.runOf(schedule.seq, trigger.id, delivery);
    return run === null ? null : answer(schedule, run, 'This delivery came before: it has its run');
  }

  async function started(hook: Hook, call: HookCall, read: ReadHookBody): Promise<HookAnswer | 'changed'> {
    const { schedule, trigger } = hook;
    const delivery = deliveryOf(call);
    const before = await earlier(hook, delivery);
    if (before !== null) return before;
    if (schedule.state !== 'active')
      throw rotaError('CONFLICT', said`The schedule is paused: the call starts nothing. Send it again later.`);
    const input = await checked(schedule.process, valuesOf(core, hook, await read()), ownerAsCaller(schedule));
    const at = clock.now();
    const run = newRun(core, {
      ...{ process: schedule.process, options: schedule.options, named: schedule.worker, trigger: 'hook', input },
      ...{ starter: null, startedBy: null, dueAt: at },
      startReason: { code: 'hook-called', params: { name: trigger.name, at } },
    });
    const key = delivery ?? `call-${run.id}`;
    const mark = { key, path: '', stamp: '', at, moves: false };
    const stored = await store.triggers.start(schedule, trigger.id, [{ mark, run }]);
    if (stored === null) return 'changed';
    announce(stored);
    if (stored.length > 0) return answer(schedule, run.id, 'The run is queued');
    return (await earlier(hook, key)) ?? 'changed';
  }

  function announce(runs: readonly StoredRun[]): void {
    for (const run of runs) core.announcements.run(run);
    if (runs.length > 0) deps.dispatcher.wake();
  }

  return {
    async hook(name, call, read) {
      for (let turn = 0; turn < 3; turn += 1) {
        const hook = await find(core, name);
        if (!isRight(core, hook, call) || hook === null) return null;
        if (isPing(call, hook.trigger))
          return { message: 'Rota listens', robustaSpid: null, runId: null, statusPath: null };
        await sweep(hook);
        const done = await started(hook, call, read);
        if (done !== 'changed') return done;
      }
      throw rotaError('CONFLICT', said`The schedule is being changed: send the call again.`);
    },
  };
}

async function find({ store }: EngineContext, name: string): Promise<Hook | null> {
  for (const schedule of await store.triggers.hooked(name))
    for (const trigger of schedule.options.triggers ?? [])
      if (trigger.kind === 'hook' && trigger.enabled && trigger.name === name && schedule.state !== 'ended')
        return { schedule, trigger };
  return null;
}

/** An unknown name takes as long as a wrong signature, and is answered the same. */
function isRight(core: EngineContext, hook: Hook | null, call: HookCall): boolean {
  if (hook === null) {
    isSigned(call, { scheme: 'hmac', header: 'x-signature' }, 'nobody');
    return false;
  }
  const { schedule, trigger } = hook;
  const process = core.processOf(schedule.process);
  const owner = schedule.owner as Owner | null;
  const secrets = process === null ? [] : secretTexts(core.vault, { process, owner }, trigger.secret);
  return secrets.map((secret) => isSigned(call, trigger, secret)).includes(true);
}

const answer = ({ id }: StoredSchedule, runId: string, message: string): HookAnswer => ({
  message,
  robustaSpid: id,
  runId,
  statusPath: `/scheduler/connector-api/process/status/${id}`,
});

/** The schedule's values with those that the call gives. */
function valuesOf(core: EngineContext, { schedule, trigger }: Hook, body: unknown): Values {
  const process: RpaProcess | null = core.processOf(schedule.process);
  const own = process === null ? {} : core.openValues(schedule.values);
  const isObject = typeof body === 'object' && body !== null && !Array.isArray(body);
  if (!isObject && Object.keys(trigger.values).length > 0)
    throw rotaError('BODY_INVALID', said`the body must be a JSON object, or a form`, 'body');
  try {
    const { values } = valuesToFollow(trigger.values, { body: isObject ? (body as Values) : {} });
    return { ...own, ...(process === null ? values : withDigits(values, process)) };
  } catch (error) {
    if (error instanceof TranslatableError) throw new RotaError([errorDetail('VALUE_INVALID', null, error.said)]);
    throw error;
  }
}

/** A service cannot be told to put its long numbers in quotes: where a text is wanted they become one. */
const withDigits = (values: Values, { parameters: { properties } }: RpaProcess): Values =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      const parameter = Object.hasOwn(properties, name) ? properties[name] : undefined;
      const isText = isExactNumber(value) && declaredTypes(parameter).includes('string');
      return [name, isText ? value.rawJSON : value];
    }),
  );
