import path from 'node:path';
import { readFile } from 'node:fs/promises';
import type { Language } from '../../contract/language.ts';
import type { Audit } from '../people/audit.ts';
import { readLastLines } from '../runner/log/log-reader.ts';
import type { StoredRun } from '../store/stored-run.ts';
import type { ChannelFile } from '../messages/channel-message.ts';
import type { AwayWorker, EnclosedWish, KnownChannel, MessageDeps } from '../messages/message-deps.ts';
import { createMessages, type Messages } from '../messages/messages.ts';
import type { MessageVerbs } from '../messages/message-verbs.ts';
import { logFile, shownLines } from '../messages/texts/log-file.ts';
import type { Enclosed } from '../messages/texts/message-text.ts';
import type { Configuration } from './configuration/configuration.ts';
import type { EngineParts } from './engine-parts.ts';
import { artifactOfRun, artifactsOfRun } from './runs/artifacts.ts';
import { logAt } from './runs/log-watch.ts';
import type { Notices } from './shared/audit-and-notices.ts';
import { scarcest } from './shared/disk-probe.ts';
import type { EngineContext } from './shared/engine-context.ts';

export interface OpenMessages {
  readonly messages: Messages;
  readonly verbs: MessageVerbs;
  /** Rota's address for links, as others reach it. */
  readonly setAddress: (url: string) => void;
}

interface MessageParts {
  readonly core: EngineContext;
  readonly parts: EngineParts;
  readonly audit: Audit;
  readonly notices: Notices;
  readonly configuration: Configuration;
}

const tellEveryMs = 500;
/** The most lines of a log that go along, and the most bytes of a picture. */
const mostLines = 2000;
const mostPictureBytes = 5 * 1024 * 1024;
const mostPictures = 2;

/** Messages to people over the engine's store, its configuration and its channels. */
export function openMessages(open: MessageParts): OpenMessages {
  const { core, parts, configuration } = open;
  const { catalogue, calendars } = configuration;
  let address: string | null = null;
  const zone = () => core.settings().timezone ?? parts.zones.computerZone();
  const messages = createMessages({
    store: core.store,
    config: parts.config,
    clock: core.clock,
    log: core.log.scope('messages'),
    newId: core.newId,
    workerId: core.workerId,
    audit: open.audit,
    channels: () => parts.config.get().channels,
    send: configuration.channels.send,
    zone,
    place: () => ({
      worker: parts.config.get().worker.name,
      titleOf: (name) => core.processOf(name)?.title ?? name,
      address: (core.settings().publicAddress ?? address)?.replace(/\/+$/, '') ?? null,
    }),
    quietOf({ quietDays }) {
      const timezone = zone();
      if (quietDays === null) return { zone: timezone, isOff: () => false };
      const place = calendars.placeOf([{ calendar: quietDays, action: 'skip' }], { kind: 'now', timezone });
      return { zone: timezone, isOff: (at) => 'skipped' in place(at) };
    },
    enclosedOf: (run, wanted, language) => enclosedOf(core, run, wanted, { language, zone: zone() }),
    waitsForDesktop: (run) => core.holdOf(run)?.code.startsWith('desktop-') === true,
    desktopProcesses: () => catalogue.all().flatMap(({ name, usesDesktop }) => (usesDesktop ? [name] : [])),
    freeBytes: () => scarcest([parts.home, path.join(parts.home, 'runs')], 0)?.freeBytes ?? null,
    awayWorkers: () => awayWorkers(core),
    broken: (channel, problem) =>
      void tellBroken(open, channel, problem).catch((error: unknown) =>
        core.log.error('a notice of a channel could not be changed', { channel: channel.id, error }),
      ),
    changed: announceSoon(core),
  });
  return { messages, verbs: messages, setAddress: (url) => void (address = url) };
}

async function awayWorkers({ store }: EngineContext): Promise<AwayWorker[]> {
  if (!store.messages.isShared) return [];
  const away = (await store.workers.all()).filter(({ isLost, state }) => isLost && state !== 'stopped');
  if (away.length === 0) return [];
  const now = await store.workers.time();
  return away.map(({ id, name, lastSeen }) => ({ id, name, lastSeen, awayMs: now - lastSeen }));
}

/** A notice for each channel that delivers no more; it goes with the next message that arrives. */
async function tellBroken(
  { core, notices }: MessageParts,
  { id, title }: KnownChannel,
  problem: Parameters<MessageDeps['broken']>[1],
): Promise<void> {
  const notice = `message-undelivered-${id}`;
  if (problem !== null) {
    const params = { channel: title, problem };
    return notices.put({ id: notice, kind: 'message-undelivered', at: core.clock.now(), params, runIds: [] });
  }
  const known = await core.store.records.notice(notice).catch(() => null);
  if (known !== null) await notices.dismiss(notice);
}

/** Many messages change at once: pages hear of it twice a second at most. */
function announceSoon({ announcements, clock }: EngineContext): () => void {
  let isAsked = false;
  return () => {
    if (isAsked) return;
    isAsked = true;
    clock.after(tellEveryMs, () => {
      isAsked = false;
      announcements.announce({ type: 'messages' });
    });
  };
}

/** The log of the last attempt, masked as it is stored, and the picture of the screen. What is gone is left out. */
async function enclosedOf(
  core: EngineContext,
  run: StoredRun,
  wanted: EnclosedWish,
  { language, zone }: { readonly language: Language; readonly zone: string },
): Promise<Enclosed> {
  const files: ChannelFile[] = [];
  let lastLines: readonly string[] = [];
  try {
    if (wanted.log) {
      await core.elsewhere?.log(run, run.attempt);
      const { lines, total } = await readLastLines(logAt(core, run, run.attempt), mostLines);
      lastLines = shownLines(lines);
      if (lines.length > 0) files.push(await logFile(run, { lines, total }, { language, zone }));
    }
    if (wanted.screenshot) files.push(...(await picturesOf(core, run)));
  } catch (error) {
    core.log.warn('a message goes out without what should go along with it', { run: run.id, error });
  }
  return { files, lastLines };
}

/** The pictures that the desktop shell takes at a failure (electron/screenshot.ts). */
async function picturesOf(core: EngineContext, run: StoredRun): Promise<ChannelFile[]> {
  const found = (await artifactsOfRun(core, run)).filter(({ name }) => /^screen-at-failure(-\d+)?\.png$/.test(name));
  const pictures = found.filter(({ bytes }) => bytes <= mostPictureBytes).slice(0, mostPictures);
  return Promise.all(
    pictures.map(async ({ name }) => ({
      name,
      mediaType: 'image/png',
      content: await readFile(await artifactOfRun(core, run, name)),
    })),
  );
}
