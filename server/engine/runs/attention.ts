import { said } from '../../../contract/translatable.ts';
import type { Audit } from '../../people/audit.ts';
import { attentionOf } from '../../domain/attention.ts';
import { whoIs } from '../shared/audit-and-notices.ts';
import type { AttentionVerbs } from '../shared/attention-verbs.ts';
import type { EngineContext } from '../shared/engine-context.ts';

/**
 * What failed, was interrupted or did not start, however it was started, until a person has seen it or it succeeds again. Nothing is written
 * when a run starts or ends: that something has succeeded is noticed when somebody asks.
 */
export function createAttention(core: EngineContext, audit: Audit): AttentionVerbs {
  const { store, clock, log } = core;

  async function read() {
    const [{ runs, successes, isMore }, notices] = await Promise.all([
      store.attention.unseen(),
      store.records.notices(),
    ]);
    // A notice asks about its missed runs itself.
    const asked = new Set(notices.flatMap(({ kind, runIds }) => (kind === 'missed' ? runIds : [])));
    const attention = attentionOf(
      runs.filter(({ id }) => !asked.has(id)),
      successes,
    );
    if (attention.settled.length > 0) forget(attention.settled.map(({ seq }) => seq));
    return { ...attention, isMore, upTo: runs[0]?.seq ?? 0 };
  }

  /** So that they are not looked at again, and older ones are. */
  function forget(seqs: readonly number[]): void {
    store.attention
      .see({ seqs }, clock.now(), null)
      .catch((error: unknown) => log.debug('what has succeeded since could not be marked', { error }));
  }

  return {
    async list() {
      const { items, isMore, upTo } = await read();
      return { items: [...items], upTo, isMore };
    },
    count: async () => (await read()).items.length,
    async see({ keys, upTo }, caller) {
      const by = whoIs(caller);
      const marked = await store.attention.see(await meant(keys, upTo), clock.now(), by);
      if (marked.length === 0) return marked;
      audit(caller, 'attention seen', said`runs: ${marked.length}`);
      core.announcements.announce({ type: 'attention' });
      return marked;
    },
    async unsee(runs, caller) {
      const changed = await store.attention.unsee(runs);
      if (changed === 0) return;
      audit(caller, 'attention not seen', said`runs: ${changed}`);
      core.announcements.announce({ type: 'attention' });
    },
  };

  async function meant(keys: readonly string[] | undefined, upTo: number) {
    if (keys === undefined) return { upTo };
    const { runsOf } = await read();
    return { seqs: keys.flatMap((key) => runsOf.get(key) ?? []).flatMap(({ seq }) => (seq <= upTo ? seq : [])) };
  }
}
