import { mkdtemp, rm } from 'node:fs/promises';
import { anybody } from '../../server/store/stored-run.ts';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestContext } from 'node:test';
import { defaultRule, messageRuleDraft, type MessageRule } from '../../contract/message-rules.ts';
import type { ExitFacts, Outcome } from '../../contract/run.ts';
import { defaultOptions } from '../../contract/schedule.ts';
import { silentLog } from '../../server/log.ts';
import type { ChannelMessage, ChannelResult } from '../../server/messages/channel-message.ts';
import type { KnownChannel } from '../../server/messages/message-deps.ts';
import { createMessages, type MessageDeps } from '../../server/messages/messages.ts';
import type { Caller } from '../../server/people/caller.ts';
import { openConfig } from '../../server/store/config/config-file.ts';
import { openStore } from '../../server/store/sqlite/open-store.ts';
import type { Translatable } from '../../contract/translatable.ts';
import { createHandClock } from '../support/hand-clock.ts';

export const person: Caller = {
  kind: 'person',
  owner: 'person:operator',
  name: 'operator',
  user: null,
  scopes: ['manage'],
  processes: null,
};
export const minute = 60_000;
export const hour = 60 * minute;

export interface Arrived {
  readonly channel: string;
  readonly message: ChannelMessage;
  readonly at: number;
}

/** The rules, store and deliveries of a real folder, a clock moved by hand, and channels that a test answers for. */
export async function openMessageRig(context: TestContext, change: Partial<MessageDeps> = {}) {
  const folder = await mkdtemp(path.join(tmpdir(), 'rota-messages-'));
  const clock = createHandClock(Date.UTC(2026, 10, 30, 9));
  const file = path.join(folder, 'rota.db');
  let store = openStore(file);
  const config = await openConfig({ folder, log: silentLog, clock, workerName: 'Office PC' });
  const arrived: Arrived[] = [];
  const broken: (readonly [string, Translatable | string | null])[] = [];
  let channels: KnownChannel[] = [
    { id: 'team', title: 'Team', language: 'en' },
    { id: 'ekip', title: 'Ekip', language: 'tr' },
  ];
  let answer = (_channel: string, _count: number): ChannelResult | Promise<ChannelResult> => ({ state: 'delivered' });
  let ids = 0;
  const make = () =>
    createMessages({
      store,
      config,
      clock,
      log: silentLog,
      newId: () => String((ids += 1)),
      workerId: () => 'one',
      audit: () => {},
      channels: () => channels,
      send: async (channel, message) => {
        arrived.push({ channel, message, at: clock.now() });
        return answer(channel, arrived.length);
      },
      zone: () => 'Europe/Istanbul',
      place: () => ({ worker: 'Office PC', titleOf: (name) => name, address: 'http://rota.example' }),
      quietOf: () => ({ zone: 'Europe/Istanbul', isOff: () => false }),
      enclosedOf: () => Promise.resolve({ files: [], lastLines: [] }),
      waitsForDesktop: () => false,
      desktopProcesses: () => [],
      freeBytes: () => null,
      awayWorkers: () => Promise.resolve([]),
      broken: (channel, problem) => void broken.push([channel.id, problem]),
      changed: () => {},
      ...change,
    });
  let messages = make();
  await messages.start();
  context.after(async () => {
    await messages.stop();
    await config.close();
    store.close();
    await rm(folder, { recursive: true, force: true });
  });
  const settle = async (): Promise<void> => {
    await messages.quiet();
    clock.move(0);
    await messages.quiet();
  };

  let runs = 0;
  /** A run of a schedule of its own, or of a given one, that has started; returns its id. */
  async function begin(name = 'Invoices', given: { schedule?: number; dueAt?: number; isLate?: boolean } = {}) {
    const id = `run-${(runs += 1)}`;
    const at = clock.now();
    const seq = given.schedule ?? (await addSchedule(name)).seq;
    await store.runs.insert(seq, {
      ...{ id, process: name, trigger: 'schedule', starter: null, startedBy: null, dueAt: given.dueAt ?? at + runs },
      ...{
        at,
        maxAttempts: 1,
        rank: 0,
        expiresAt: null,
        input: null,
        rerunOf: null,
        worker: 'w',
        target: null,
        ended: null,
      },
    });
    await store.runs.claim(
      id,
      { worker: 'w', targets: [anybody], at, limits: { ofProcess: null, withoutAnyOf: [], ofGroup: null } },
      given.isLate ?? false,
    );
    return id;
  }

  async function addSchedule(process = 'Invoices', name = '') {
    const id = `schedule-${(runs += 1)}`;
    const { seq } = (await store.runs.start(
      {
        ...{ id, name, process, worker: null, state: 'active', due: null, cursor: null, reason: null },
        plan: { kind: 'cron', quartz: '0 0 * * * ?', timezone: 'UTC', start: null, end: null },
        ...{
          options: defaultOptions,
          values: {},
          owner: 'person:operator',
          createdBy: null,
          isFavourite: false,
          isListed: true,
        },
        at: clock.now(),
      },
      null,
      null,
    )) as { seq: number };
    return { seq, id };
  }

  async function end(id: string, outcome: Outcome, facts: Partial<ExitFacts> = {}): Promise<void> {
    const exitCode = outcome === 'succeeded' ? 0 : 3;
    await store.runs.endAttempt(id, 1, {
      facts: { exitCode, signal: null, ...facts },
      at: clock.now(),
      outputs: {},
      next: {
        outcome,
        hasWarning: false,
        reason: { code: 'error-line', params: { exitCode, message: 'no such invoice' } },
      },
    });
  }

  return {
    ...{ clock, arrived, broken, begin, end, addSchedule, settle, config },
    store: () => store,
    messages: () => messages,
    run: async (outcome: Outcome, name?: string, given?: { schedule?: number }) => {
      const id = await begin(name, given);
      await end(id, outcome);
      return id;
    },
    rule: async (draft: Partial<MessageRule>) =>
      messages.addRule(
        messageRuleDraft.parse({ ...defaultRule, channels: ['team'], events: ['failed'], ...draft }),
        person,
      ),
    /** Looks at what has happened, and sends what is due. */
    look: async () => {
      messages.wake();
      await settle();
    },
    /** Time passes minute by minute, with everything that it brings. */
    async pass(ms: number): Promise<void> {
      for (let left = ms; left > 0; left -= minute) {
        clock.move(Math.min(left, minute));
        await settle();
      }
    },
    answer: (next: typeof answer) => void (answer = next),
    setChannels: (next: KnownChannel[]) => void (channels = next),
    list: async () => (await messages.page({ limit: 100 })).deliveries,
    titles: () => arrived.map(({ message }) => message.title),
    /** As a kill of the server: nothing is finished, and another one opens the same folder. */
    async die(): Promise<void> {
      await messages.stop();
      store.close();
      store = openStore(file);
      messages = make();
      await messages.start();
      await settle();
    },
  };
}
