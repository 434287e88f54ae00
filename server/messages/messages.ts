import { rotaError } from '../../contract/errors.ts';
import type { MessageDelivery } from '../../contract/message-rules.ts';
import { said, type Translatable } from '../../contract/translatable.ts';
import { countsOf, onlyEvent } from '../domain/message-content.ts';
import type { StoredMessage } from '../store/message-store.ts';
import type { StoredRun } from '../store/stored-run.ts';
import { createMessageDeliveries, messageOf, type MessageDeliveries } from './message-deliveries.ts';
import type { MessageDeps } from './message-deps.ts';
import { settleEvents } from './message-news.ts';
import { createRuleBook } from './message-rule-book.ts';
import type { MessageVerbs } from './message-verbs.ts';
import { createMessageWatch } from './message-watch.ts';

export type { MessageDeps } from './message-deps.ts';

export interface Messages extends MessageVerbs {
  /** Something that people may be told of was written: look soon. */
  wake(): void;
  /** A run takes far longer than usual. */
  takesLong(run: Pick<StoredRun, 'id'>, usualMs: number): void;
  /** A backup that Rota makes by itself failed, or its copy; told once per key. */
  backupFailed(problem: Translatable, once: string): void;
  /** Tells what happened before the last server died, then looks every minute. */
  start(): Promise<void>;
  /** Resolves when nothing is being looked at or sent. */
  quiet(): Promise<void>;
  stop(): Promise<void>;
}

const lookEveryMs = 60_000;
const noWish = { withLog: false, withScreenshot: false };

/**
 * People are told what rules ask for: an event is a row written with its change, the rules make messages of it, and each message is a row
 * until it is delivered or given up. Nothing of this is waited for by runs.
 */
export function createMessages(deps: MessageDeps): Messages {
  const { store, clock, log } = deps;
  const book = createRuleBook(deps);
  const watch = createMessageWatch(deps);
  const deliveries = createMessageDeliveries(deps, book.rules, async (signal) => {
    if ((await settleEvents(deps, book.rules(), signal)) > 0) deps.changed();
  });
  let cancel = (): void => {};
  let isStopped = false;

  function again(): void {
    if (isStopped) return;
    cancel = clock.after(lookEveryMs, () => {
      void deliveries
        .inTurn(() => watch.look(book.rules()))
        .catch((error: unknown) => log.error('looking for what people are to be told failed', { error }))
        .finally(() => {
          deliveries.look();
          again();
        });
    });
  }

  return {
    ...book,
    ...deliveryVerbs(deps, book.rules, deliveries),
    wake() {
      // Without a rule nothing is written with a run, and most computers have none.
      if (book.rules().length > 0) deliveries.look();
    },
    takesLong({ id }, usualMs) {
      if (!book.rules().some(({ enabled, events }) => enabled && events.includes('longer-than-usual'))) return;
      const facts = { usualMs, freeBytes: null, worker: null };
      store.messages
        .addEvent({ kind: 'longer-than-usual', rule: null, run: id, at: clock.now(), facts }, `longer:${id}`)
        .then(deliveries.look)
        .catch((error: unknown) => log.error('a message could not be kept', { run: id, error }));
    },
    backupFailed(problem, once) {
      if (!book.rules().some(({ enabled, events }) => enabled && events.includes('backup-failed'))) return;
      const facts = { usualMs: null, freeBytes: null, worker: null, problem };
      store.messages
        .addEvent({ kind: 'backup-failed', rule: null, run: null, at: clock.now(), facts }, once)
        .then(deliveries.look)
        .catch((error: unknown) => log.error('a message of a backup could not be kept', { error }));
    },
    async start() {
      deps.config.onReload(() => {
        book
          .follow()
          .catch((error: unknown) => log.error('rules that were edited by hand could not be taken', { error }));
        deps.changed();
      });
      await book.follow();
      await deliveries.inTurn(() => watch.look(book.rules()));
      deliveries.look();
      again();
    },
    quiet: deliveries.quiet,
    async stop() {
      isStopped = true;
      cancel();
      await deliveries.stop();
    },
  };
}

function deliveryVerbs(
  deps: MessageDeps,
  rules: MessageVerbs['rules'],
  deliveries: MessageDeliveries,
): Pick<MessageVerbs, 'page' | 'text' | 'sendAgain'> {
  const { store, clock } = deps;
  async function found(id: string): Promise<StoredMessage> {
    const delivery = await store.messages.get(id);
    if (delivery === null) throw rotaError('NOT_FOUND', said`there is no message with this id`, 'id');
    return delivery;
  }

  return {
    async page({ before, limit }) {
      const { entries, next } = await store.messages.page(before, limit);
      return { deliveries: entries.map(shown), next };
    },
    async text(id) {
      const delivery = await found(id);
      const rule = rules().find((one) => one.id === delivery.rule) ?? noWish;
      const channel = deps.channels().find((one) => one.id === delivery.channel) ?? { language: 'en' as const };
      const { title, lines, facts } = await messageOf(deps, delivery, rule, channel);
      return { title, lines: [...lines], facts: [...facts] };
    },
    async sendAgain(id, caller) {
      const delivery = await found(id);
      deps.audit(caller, 'message sent again', id);
      if (
        delivery.state === 'waiting' &&
        delivery.attempts === 0 &&
        delivery.nextAt !== null &&
        delivery.nextAt <= clock.now()
      )
        throw rotaError('CONFLICT', said`this message is on its way already`);
      await deliveries.again(id);
      deps.changed();
    },
  };
}

function shown({ content, message: _message, isClosed: _isClosed, ...delivery }: StoredMessage): MessageDelivery {
  const only = onlyEvent(content)?.run ?? null;
  return {
    ...delivery,
    kind: content.kind,
    counts: countsOf(content),
    run: only && { id: only.id, process: only.process, scheduleName: only.scheduleName },
  };
}
