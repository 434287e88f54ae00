import type { ConsoleApi } from '../../contract/api.ts';
import type { Handlers } from './mount.ts';

type Names = 'overview' | 'attention' | 'attentionSeen' | 'attentionNotSeen';

/** The Overview: what needs a person, and who has seen it. */
// prettier-ignore
export const attentionHandlers: Pick<Handlers<ConsoleApi>, Names> = {
  overview: ({ engine, input }) => engine.views.overview(input.period),
  attention: ({ engine }) => engine.attention.list(),
  attentionSeen: async ({ engine, input, caller }) => ({ runs: [...(await engine.attention.see(input, caller))] }),
  attentionNotSeen: async ({ engine, input, caller }) => (await engine.attention.unsee(input.runs, caller), { ok: true }),
};
