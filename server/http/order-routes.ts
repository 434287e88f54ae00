import type { ConsoleApi } from '../../contract/api.ts';
import type { Handlers } from './mount.ts';

/** Tags and folders of several things at once, and saved views. */
// prettier-ignore
export const orderHandlers: Pick<Handlers<ConsoleApi>, 'mark' | 'views' | 'putView' | 'deleteView'> = {
  mark: ({ engine, input, caller }) => engine.order.mark(input, caller),
  views: ({ engine, caller }) => ({ views: [...engine.order.views(caller)] }),
  putView: async ({ engine, path, input, caller }) => ({ view: await engine.order.putView(path.id, input, caller) }),
  deleteView: async ({ engine, path, caller }) => (await engine.order.deleteView(path.id, caller), { ok: true }),
};
