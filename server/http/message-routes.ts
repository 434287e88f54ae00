import type { ConsoleApi } from '../../contract/api.ts';
import type { Handlers } from './mount.ts';

const ok = { ok: true } as const;

type Names =
  | 'channels'
  | 'createChannel'
  | 'replaceChannel'
  | 'switchChannel'
  | 'deleteChannel'
  | 'testChannel'
  | 'tryChannel'
  | 'messageRules'
  | 'addMessageRule'
  | 'changeMessageRule'
  | 'deleteMessageRule'
  | 'messages'
  | 'messageText'
  | 'sendMessageAgain';

/** Channels, the rules of who is told, and what was sent. */
// prettier-ignore
export const messageHandlers: Pick<Handlers<ConsoleApi>, Names> = {
  channels: ({ engine }) => ({ channels: [...engine.channels.list()] }),
  createChannel: async ({ engine, input, caller }) => ({ channel: await engine.channels.create(input, caller) }),
  replaceChannel: async ({ engine, path, input, caller }) => ({ channel: await engine.channels.replace(path.id, input.version, input.draft, caller) }),
  switchChannel: async ({ engine, path, input, caller }) => ({ channel: await engine.channels.setEnabled(path.id, input.enabled, caller) }),
  deleteChannel: async ({ engine, path, caller }) => (await engine.channels.delete(path.id, caller), ok),
  testChannel: ({ engine, path, caller }) => engine.channels.test(path.id, caller),
  tryChannel: ({ engine, input, caller }) => engine.channels.testDraft(input.id, input.draft, caller),
  messageRules: ({ engine }) => ({ rules: [...engine.messages.rules()] }),
  addMessageRule: async ({ engine, input, caller }) => ({ rule: await engine.messages.addRule(input.rule, caller) }),
  changeMessageRule: async ({ engine, path, input, caller }) => ({ rule: await engine.messages.changeRule(path.id, input.rule, caller, input.was) }),
  deleteMessageRule: async ({ engine, path, caller }) => (await engine.messages.removeRule(path.id, caller), ok),
  messages: ({ engine, input }) => engine.messages.page(input),
  messageText: ({ engine, path }) => engine.messages.text(path.id),
  sendMessageAgain: async ({ engine, path, caller }) => (await engine.messages.sendAgain(path.id, caller), ok),
};
