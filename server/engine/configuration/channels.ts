import type { Channel, ChannelTest, ExportedChannel } from '../../../contract/channels.ts';
import { rotaError } from '../../../contract/errors.ts';
import type { Announcement } from '../../../contract/events.ts';
import type { Language } from '../../../contract/language.ts';
import { said } from '../../../contract/translatable.ts';
import type { Clock } from '../../clock.ts';
import type { Log } from '../../log.ts';
import type { ChannelResult, SendToChannel } from '../../messages/channel-message.ts';
import type { ChannelVerbs } from '../../messages/channel-verbs.ts';
import { createChannelSender, type Stored } from '../../messages/channels/channel-sender.ts';
import { secretsOf, withStoredSecrets, type Settings } from '../../messages/channels/channel-secrets.ts';
import { openChannelStates, type ChannelStates } from '../../messages/channels/channel-states.ts';
import { testMessage } from '../../messages/channels/test-message.ts';
import type { Audit } from '../../people/audit.ts';
import type { Caller } from '../../people/caller.ts';
import type { StoredChannel } from '../../store/config-document.ts';
import type { ConfigStore } from '../../store/config-store.ts';
import type { RecordStore } from '../../store/record-store.ts';
import type { SecretBox } from '../../vault/secret-box.ts';
import { channelInUse, subjectsOf } from './channel-users.ts';
import { exportedChannel, readImported, type ReadChannel } from './channel-exchange.ts';

export interface ChannelsDeps {
  readonly config: ConfigStore;
  readonly secrets: SecretBox;
  readonly records: Pick<RecordStore, 'fact' | 'setFact'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly newId: () => string;
  readonly audit: Audit;
  readonly announce: (announcement: Announcement) => void;
  /** `whsec_…` */
  readonly webhookSecret: () => string;
  readonly workerName: () => string;
  /** For a sentence; the id itself if the schedule is gone. */
  readonly scheduleName: (id: string) => Promise<string>;
}

/** A channel as far as rules and texts need it. */
export interface KnownChannel {
  readonly id: string;
  readonly title: string;
  readonly language: Language;
}

export interface Channels extends ChannelVerbs {
  /** The channels that are switched on, for rules. */
  known(): readonly KnownChannel[];
  readonly send: SendToChannel;
  exported(): readonly ExportedChannel[];
  readImported(given: unknown): ReadChannel;
  takeImported(channel: StoredChannel, caller: Caller): Promise<void>;
}

/** The channels for messages: stored in the configuration with sealed secrets, tested, and sent through. */
export async function createChannels(deps: ChannelsDeps): Promise<Channels> {
  const { config, secrets, audit, newId } = deps;
  const announce = (id: string) => deps.announce({ type: 'channel', id });
  const states = await openChannelStates({ ...deps, store: deps.records, changed: announce });
  const sendOnce = createChannelSender({
    ...deps,
    open: (settings) => secrets.openValues(settings),
    mayReachInside: () => config.get().settings.allowPrivateWebhooks,
    replaceSecret: (id, name, value) => replaceSecret(deps, id, name, value),
  });
  config.onReload(({ channels }) => channels.forEach(({ id }) => announce(id)));
  const shelf = createShelf(deps, states, announce);
  const { all, find, stored } = shelf;

  async function tested(channel: Stored & Pick<StoredChannel, 'title' | 'language'>): Promise<ChannelResult> {
    const message = await testMessage(newId(), channel.language, { channel: channel.title, worker: deps.workerName() });
    return sendOnce(message, channel, new AbortController().signal);
  }

  return {
    ...changesOf(deps, shelf, states, announce),
    async test(id, caller) {
      const channel = stored(id);
      audit(caller, 'channel tested', channel.title);
      const result = await tested(channel);
      states.note(id, result);
      return answerOf(result);
    },
    async testDraft(id, draft, caller) {
      const settings = withStoredSecrets(draft.settings, id === null ? null : stored(id).settings);
      audit(caller, 'channel tested', draft.title);
      // With its id, so that a refresh token that the receiver replaces is not lost.
      return answerOf(await tested({ id, ...draft, settings }));
    },

    known: () => all().flatMap(({ id, title, language, enabled }) => (enabled ? [{ id, title, language }] : [])),
    async send(id, message, signal) {
      const channel = find(id);
      if (channel === undefined) return { state: 'refused', problem: said`the channel was deleted` };
      if (!channel.enabled) return { state: 'refused', problem: said`the channel is switched off` };
      const result = await sendOnce(message, channel, signal);
      if (!signal.aborted || result.state === 'delivered') states.note(id, result);
      return result;
    },

    exported: () => all().map(exportedChannel),
    readImported: (given) => readImported(given, all(), newId),
    async takeImported(channel, caller) {
      const isNew = find(channel.id) === undefined;
      await config.update((document) => ({
        ...document,
        channels: [...document.channels.filter(({ id }) => id !== channel.id), channel],
      }));
      audit(caller, isNew ? 'channel added' : 'channel changed', channel.title);
      announce(channel.id);
    },
  };
}

type Shelf = ReturnType<typeof createShelf>;

/** The stored channels. */
function createShelf({ config, secrets }: ChannelsDeps, states: ChannelStates, announce: (id: string) => void) {
  const all = () => config.get().channels;
  const find = (id: string) => all().find((one) => one.id === id);
  function stored(id: string): StoredChannel {
    const found = find(id);
    if (found === undefined) throw rotaError('NOT_FOUND', said`there is no channel with this id`, 'id');
    return found;
  }
  const shown = ({ id, version, title, enabled, language, settings }: StoredChannel): Channel => {
    const present = secretsOf(settings.kind).filter((name) => settings[name] !== undefined);
    const masked = secrets.maskValues(settings, present);
    return { id, version, title, enabled, language, kind: settings.kind, settings: masked, state: states.of(id) };
  };
  async function change(id: string, to: (channel: StoredChannel) => StoredChannel): Promise<StoredChannel> {
    await config.update((document) => {
      if (!document.channels.some((one) => one.id === id)) stored(id);
      const channels = document.channels.map((one) => (one.id === id ? { ...to(one), version: one.version + 1 } : one));
      return { ...document, channels };
    });
    announce(id);
    return stored(id);
  }
  return { all, find, stored, shown, change };
}

/** What a person changes. */
function changesOf(
  { config, secrets, audit, newId, scheduleName }: ChannelsDeps,
  { all, stored, shown, change }: Shelf,
  states: ChannelStates,
  announce: (id: string) => void,
): Pick<Channels, 'list' | 'create' | 'replace' | 'setEnabled' | 'delete'> {
  return {
    list: () => all().map(shown),
    async create(draft, caller) {
      const settings = sealed(secrets, withStoredSecrets(draft.settings, null));
      const channel: StoredChannel = { ...draft, id: newId(), version: 1, settings };
      await config.update((document) => ({ ...document, channels: [...document.channels, channel] }));
      audit(caller, 'channel added', channel.title);
      announce(channel.id);
      return shown(channel);
    },
    async replace(id, version, draft, caller) {
      const changed = await change(id, (one) => {
        if (one.version !== version) {
          throw rotaError('VERSION_CONFLICT', said`the channel was changed meanwhile: look at it again`, 'version');
        }
        return { ...one, ...draft, settings: sealed(secrets, withStoredSecrets(draft.settings, one.settings)) };
      });
      audit(caller, 'channel changed', changed.title);
      return shown(changed);
    },
    async setEnabled(id, enabled, caller) {
      const changed = await change(id, (one) => ({ ...one, enabled }));
      audit(caller, enabled ? 'channel switched on' : 'channel switched off', changed.title);
      return shown(changed);
    },
    async delete(id, caller) {
      const { title } = stored(id);
      const subjects = await subjectsOf(config.get().messageRules, scheduleName);
      await config.update((document) => {
        const users = document.messageRules.filter(({ channels }) => channels.includes(id));
        if (users.length > 0) throw channelInUse(title, users, subjects);
        return { ...document, channels: document.channels.filter((one) => one.id !== id) };
      });
      states.forget(id);
      audit(caller, 'channel deleted', title);
      announce(id);
    },
  };
}

const answerOf = (result: ChannelResult): ChannelTest => ({
  state: result.state,
  problem: result.state === 'delivered' ? null : result.problem,
});

/** Seals what is not sealed yet. */
function sealed(secrets: SecretBox, settings: Settings): Settings {
  const open = secretsOf(settings.kind).filter((name) => typeof settings[name] === 'string');
  const { kind, ...rest } = settings;
  const own = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
  const others = Object.fromEntries(Object.entries(own).filter(([name]) => !open.includes(name)));
  const fresh = Object.fromEntries(open.map((name) => [name, own[name]]));
  return { kind, ...others, ...secrets.sealValues(fresh, open) };
}

/** A receiver has given another secret for the next time: without it the channel would end working some day. */
async function replaceSecret({ config, secrets, log }: ChannelsDeps, id: string, name: string, value: string) {
  try {
    await config.update((document) => ({
      ...document,
      channels: document.channels.map((one) =>
        one.id === id
          ? { ...one, settings: { ...one.settings, ...secrets.sealValues({ [name]: value }, [name]) } }
          : one,
      ),
    }));
  } catch (error) {
    log.warn('a new secret of a channel could not be stored; the former one is used on', { channel: id, name, error });
  }
}
